import type { TransitionUseCases } from '#main/rpc/transitions.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { Pair, PairTrack, TrackPair } from '#shared/contract/transitions.ts';
import { type MixChange, UNCHANGED } from '#shared/domain/transition/mix-track.ts';
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
        loudnessLufs: row.loudnessLufs,
        sections:
          bpm === null ? [] : [part('intro', 0, 16), part('drop', 16, bars - 16), part('outro', bars - 16, bars)],
        bands: null,
      },
    };
  }
}
