import { barTimes } from '#shared/domain/bar-times.ts';
import type { BeatGrid } from '#shared/domain/beat-grid.ts';
import type { Seconds } from '#shared/domain/units.ts';
import { type BandEnvelopes, ENVELOPE_RATE } from './band-envelope.ts';
import { CHROMA_FRAME_RATE, type Chroma, chromaFrameSeconds } from './chroma.ts';
import type { OnsetFlux } from './onset-flux.ts';

/** What the parts of a track are told apart by. */
export interface BarEvidence {
  readonly envelopes: BandEnvelopes;
  readonly flux: OnsetFlux;
  readonly chroma: Chroma;
}

/** Means over each bar. All arrays but `times` have one value a bar. */
export interface BarFeatures {
  /** Start of each bar and end of the last, in seconds, shape [bars + 1]. */
  readonly times: Float64Array;
  /** Levels up to 200 Hz, to 2.5 kHz and above, in dB of full scale; at least SILENT_DB. */
  readonly low: Float64Array;
  readonly mid: Float64Array;
  readonly high: Float64Array;
  /** By how many dB the treble between the hits dies away within the bar: a cymbal was struck at its start. */
  readonly crash: Float64Array;
  /** Rise of the level under 160 Hz (kick and bass), and above. */
  readonly lowFlux: Float64Array;
  readonly highFlux: Float64Array;
  /** Pitch classes, unit length (or 0), bar after bar, shape [12 * bars]. */
  readonly chords: Float64Array;
}

export const SILENT_DB = -70;

/** Mean of the values from one time to another. */
function meanBetween(values: Float32Array, rate: number, from: number, to: number): number {
  const first = Math.max(0, Math.round(from * rate));
  const last = Math.min(values.length, Math.round(to * rate));
  let sum = 0;
  for (let i = first; i < last; i += 1) sum += values[i];
  return sum / Math.max(1, last - first);
}

/** Level between the hits in dB: the lower quartile of an envelope. */
function gapLevel(band: Float32Array, from: number, to: number): number {
  const values = band.slice(Math.max(0, Math.round(from * ENVELOPE_RATE)), Math.round(to * ENVELOPE_RATE)).sort();
  return Math.max(SILENT_DB, 20 * Math.log10(1e-9 + (values[Math.floor(values.length / 4)] ?? 0)));
}

/** Sums the pitch classes from one time to another, scaled to unit length. */
function addChord({ frames }: Chroma, from: number, to: number, target: Float64Array): void {
  const toFrame = (time: number): number => Math.round((time - chromaFrameSeconds(0)) * CHROMA_FRAME_RATE);
  const last = Math.min(frames.length / 12, toFrame(to));
  for (let frame = Math.max(0, toFrame(from)); frame < last; frame += 1) {
    for (let pitch = 0; pitch < 12; pitch += 1) target[pitch] += frames[12 * frame + pitch];
  }
  const length = Math.hypot(...target);
  if (length > 0) for (let pitch = 0; pitch < 12; pitch += 1) target[pitch] /= length;
}

/** Describes each whole bar of a track. */
export function barFeatures(evidence: BarEvidence, grid: BeatGrid, duration: Seconds): BarFeatures {
  const { envelopes, flux, chroma } = evidence;
  const times = barTimes(grid, duration);
  const bars = Math.max(0, times.length - 1);
  const each = (value: (from: number, to: number) => number): Float64Array =>
    Float64Array.from({ length: bars }, (_, bar) => value(times[bar], times[bar + 1]));
  const decibels = (band: Float32Array, from: number, to: number): number =>
    Math.max(SILENT_DB, 20 * Math.log10(1e-9 + meanBetween(band, ENVELOPE_RATE, from, to)));
  const level = (band: Float32Array): Float64Array => each((from, to) => decibels(band, from, to));
  const lowFlux = each((from, to) => meanBetween(flux.low, flux.rate, from, to));
  const fullFlux = each((from, to) => meanBetween(flux.full, flux.rate, from, to));
  const chords = new Float64Array(12 * bars);
  for (let bar = 0; bar < bars; bar += 1) {
    addChord(chroma, times[bar], times[bar + 1], chords.subarray(12 * bar, 12 * bar + 12));
  }
  return {
    times,
    low: level(envelopes.low),
    mid: level(envelopes.mid),
    high: level(envelopes.high),
    crash: each((from, to) => {
      const middle = (from + to) / 2;
      return gapLevel(envelopes.high, from, middle) - gapLevel(envelopes.high, middle, to);
    }),
    lowFlux,
    highFlux: fullFlux.map((value, bar) => value - lowFlux[bar]),
    chords,
  };
}
