import type { Section } from '#shared/domain/analysis-details.ts';
import { type BeatGrid, toBeatGrid } from '#shared/domain/beat-grid.ts';

/**
 * `match`: the next track is played at the tempo of the one before, and goes back to its own after the mix. `ramp`: both go
 * together from the tempo of the one to that of the other.
 */
export type TempoMode = 'match' | 'ramp';

export const MIX_BARS = [8, 16, 32] as const;
export type MixBars = (typeof MIX_BARS)[number];

/** Loudest of the low and of the mid band in each piece of a track, 0-255. */
export interface BandLevels {
  readonly secondsPerValue: number;
  readonly low: readonly number[];
  readonly mid: readonly number[];
}

/** What a transition needs to know of a track. */
export interface MixTrack {
  readonly seconds: number;
  /** null = not analysed, or without beats. */
  readonly grid: BeatGrid | null;
  readonly bpm: number | null;
  /** Key index, 0-23. */
  readonly key: number | null;
  /** Integrated loudness, EBU R128; null = not known. */
  readonly loudnessLufs: number | null;
  /** On bars of the grid; empty = not known. */
  readonly sections: readonly Section[];
  /** null = not known. */
  readonly bands: BandLevels | null;
}

/** A track with the units of its grid. @param track As it comes from the library. */
export function toMixTrack(
  track: Omit<MixTrack, 'grid'> & { readonly grid: Parameters<typeof toBeatGrid>[0] | null },
): MixTrack {
  return { ...track, grid: track.grid === null ? null : toBeatGrid(track.grid) };
}

/** What the DJ changed in a proposal; null = as proposed. */
export interface MixChange {
  /** Where the mix begins in the track that is left. */
  readonly mixOutSeconds: number | null;
  /** What of the next track meets it there. */
  readonly mixInSeconds: number | null;
  readonly bars: MixBars | null;
  /** So many beats later than that comes the next track; negative = earlier. */
  readonly shiftBeats: number;
  readonly tempoMode: TempoMode | null;
  readonly bassSwap: boolean | null;
}

export const UNCHANGED: MixChange = {
  mixOutSeconds: null,
  mixInSeconds: null,
  bars: null,
  shiftBeats: 0,
  tempoMode: null,
  bassSwap: null,
};
