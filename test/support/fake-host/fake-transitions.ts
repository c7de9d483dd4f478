import type { TransitionUseCases } from '#main/rpc/transitions.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { Pair, PairTrack, PairWarnings, Stretch, TrackPair } from '#shared/contract/transitions.ts';
import { type MixChange, toMixTrack, UNCHANGED } from '#shared/domain/transition/mix-track.ts';
import { planTransition } from '#shared/domain/transition/plan-transition.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { inventTempo } from './fake-media.ts';
import type { FakeLibrary } from './fake-library.ts';

/** The transitions of the fake host: tracks in whole bars, of the tempo in which they are heard, but those of no tempo are not analysed. */
export class FakeTransitions implements TransitionUseCases {
  private readonly library: FakeLibrary;
  private readonly changes = new Map<string, MixChange>();

  constructor(library: FakeLibrary) {
    this.library = library;
  }

  read(pair: Pair): TrackPair {
    const { name } = this.library.set(pair.id);
    if (name.includes('broken')) {
      throw new AppError('not-found', 'These two tracks are not neighbours in the set any more. Open it again.');
    }
    const change = this.changes.get(this.name(pair)) ?? UNCHANGED;
    return { from: this.track(pair.trackId), to: this.track(pair.nextTrackId), change };
  }

  warnings({ id, from, count, rules }: Stretch): PairWarnings[] {
    const order = this.library.set(id).trackIds.slice(from, from + count + 1);
    return order.slice(1).flatMap((nextTrackId, index) => {
      const trackId = order[index] ?? nextTrackId;
      const change = this.changes.get(this.name({ id, trackId, nextTrackId })) ?? UNCHANGED;
      const [out, into] = [trackId, nextTrackId].map((each) => toMixTrack(this.track(each).mix));
      if (out === undefined || into === undefined) return [];
      const { warnings } = planTransition(out, into, change, rules);
      return warnings.length > 0 ? [{ trackId, warnings: [...warnings] }] : [];
    });
  }

  change(pair: Pair, change: Parameters<TransitionUseCases['change']>[1]): void {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    this.changes.set(this.name(pair), { ...UNCHANGED, ...this.changes.get(this.name(pair)), ...given });
  }

  reset(pair: Pair): void {
    this.changes.delete(this.name(pair));
  }

  private name({ id, trackId, nextTrackId }: Pair): string {
    return [id, trackId, nextTrackId].join();
  }

  private track(id: TrackId): PairTrack {
    const row = this.library.tracks.find((each) => each.id === id);
    if (row === undefined) throw new AppError('not-found', 'This track is no longer in the library.');
    const bpm = row.bpm === null ? null : inventTempo(id);
    const seconds = row.durationSeconds ?? 0;
    const bar = 240 / (bpm ?? 120);
    const bars = Math.floor(seconds / bar);
    const part = (kind: 'intro' | 'drop' | 'outro', first: number, end: number) => {
      return { kind, startSeconds: first * bar, endSeconds: end * bar, bars: end - first, energy: 0.5 };
    };
    return {
      id,
      title: row.title,
      artist: row.artist,
      missing: row.missing,
      waveformVersion: row.waveformVersion,
      mix: {
        seconds,
        grid: bpm === null ? null : { beatsPerBar: 4, segments: [{ startSeconds: 0, bpm, firstBeatNumber: 1 }] },
        bpm,
        key: row.keyIndex,
        // That of the sound that the fake host invents, which is softer than what its list tells.
        loudnessLufs: -14,
        sections:
          bpm === null ? [] : [part('intro', 0, 16), part('drop', 16, bars - 16), part('outro', bars - 16, bars)],
        bands: null,
      },
    };
  }
}
