import { setTimeout as sleep } from 'node:timers/promises';
import type { SetFillUseCases } from '#main/rpc/set-fill.ts';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { FilledTrack, SetFilling, SetFillRequest } from '#shared/contract/set-fill.ts';
import { fillSet } from '#shared/domain/set-fill/fill-set.ts';
import { phasesByTime, type TemplatePhase } from '#shared/domain/set-template/set-template.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FakeLibrary } from './fake-library.ts';

/** The filling of sets of the fake host: the real search, but a set of "endless" in its name is never done. */
export class FakeSetFill implements SetFillUseCases {
  private readonly library: FakeLibrary;

  constructor(library: FakeLibrary) {
    this.library = library;
  }

  async *propose(asked: SetFillRequest, signal: AbortSignal): AsyncGenerator<SetFilling, void, void> {
    const { id, from, targetSeconds, rules, arc, keepUnlocked } = asked;
    const set = this.library.set(id);
    yield { phase: 'working', fraction: 0.4 };
    while (set.name.includes('endless') && !signal.aborted) await sleep(20);
    const present = set.trackIds.map((trackId) => this.track(trackId, set.entries?.[trackId]?.locked ?? false, false));
    const candidates = this.library.query(from).flatMap((row) => {
      return set.trackIds.includes(row.id) ? [] : [this.track(row.id, false, true)];
    });
    if (candidates.length === 0) {
      const words = 'There is nothing to fill the set with. Choose another crate or list.';
      throw new AppError('invalid-input', words);
    }
    const numbers = (track: FilledTrack) => ({ ...track, seconds: track.seconds ?? 0, liking: 0.5 });
    const fixed = present.flatMap((track, place) => (track.locked ? [{ ...track, place }] : []));
    const open = present.filter(({ locked }) => !locked);
    const kept = keepUnlocked ? open : [];
    const pool = [...(keepUnlocked ? [] : open), ...candidates];
    const found = fillSet({
      fixed: fixed.map((track) => ({ ...numbers(track), place: track.place })),
      kept: kept.map(numbers),
      pool: pool.map(numbers),
      targetSeconds,
      rules,
      arc,
    });
    const all: FilledTrack[] = [...fixed, ...kept, ...pool];
    const tracks = found.order.flatMap((number) => all[number] ?? []);
    const leaving = present.filter((track) => !tracks.some((each) => each.id === track.id));
    const notes = found.limit === null ? [] : ['There is too little music to choose from. This is the nearest.'];
    yield {
      phase: 'found',
      proposal: { before: [...set.trackIds], tracks, leaving, seconds: found.seconds, notes },
    };
  }

  accept(
    id: SetId,
    before: readonly TrackId[],
    tracks: readonly TrackId[],
    phases: readonly TemplatePhase[],
  ): { added: number; removed: number } {
    const set = this.library.set(id);
    const lengths = tracks.map((track) => this.library.find(track).durationSeconds ?? 0);
    const byTime = phasesByTime(lengths, phases);
    const blank = { notes: '', locked: false, alternatives: [] };
    const planned = tracks.map((track, place) => [track, { ...blank, phase: byTime[place] ?? null }] as const);
    const entries = { ...Object.fromEntries(planned), ...set.entries };
    this.library.replaceSet(`Fill set "${set.name}"`, { ...set, trackIds: tracks, entries });
    const staying = tracks.filter((track) => before.includes(track)).length;
    return { added: tracks.length - staying, removed: before.length - staying };
  }

  private track(id: TrackId, locked: boolean, isNew: boolean): FilledTrack {
    const { title, artist, bpm, keyIndex, energy, durationSeconds } = this.library.find(id);
    const facts = { bpm, key: keyIndex, energy, artists: [artist], song: title };
    return { id, title, artist, ...facts, locked, seconds: durationSeconds, isNew };
  }
}
