import type { AttackCurves } from './attack-curve.ts';
import { type BandEnvelopes, ENVELOPE_RATE } from './band-envelope.ts';
import { CHROMA_FRAME_RATE, type Chroma, chromaFrameSeconds } from './chroma.ts';

/** Four beats a bar: nearly all music that is mixed. */
export const BEATS_PER_BAR = 4;
/** Chords are compared over this many beats before and after. */
const CHORD_BEATS = 2;
/** Sections differ in level over this many beats before and after. */
const SECTION_BEATS = 8;
/** Chords change on the first beat nearly always; levels, drums and kick agree less often. */
const WEIGHTS = { chord: 2, section: 1, backbeat: 0.5, kick: 0.5 };

export interface DownbeatEvidence {
  readonly attacks: AttackCurves;
  readonly envelopes: BandEnvelopes;
  readonly chroma: Chroma;
}

/** Four shares that sum to 1, one for each place in the bar. */
type BarShares = readonly number[];

function sharesOf(value: (beat: number) => number, from: number, to: number): BarShares {
  const sums = [0, 0, 0, 0];
  for (let beat = from; beat < to; beat += 1) sums[beat % BEATS_PER_BAR] += value(beat);
  return normalised(sums);
}

/** Scaled to a sum of 1; equal shares if there is nothing. */
function normalised(sums: readonly number[]): BarShares {
  const total = sums.reduce((sum, share) => sum + share, 0);
  return sums.map((share) => (total > 0 ? share / total : 1 / BEATS_PER_BAR));
}

/** How much of a curve lies just around a time: attacks within -10 to +30 ms. */
function attackAt(curve: Float32Array, time: number): number {
  let sum = 0;
  const from = Math.max(0, Math.round((time - 0.01) * ENVELOPE_RATE));
  const to = Math.min(curve.length, Math.round((time + 0.03) * ENVELOPE_RATE));
  for (let i = from; i < to; i += 1) sum += curve[i];
  return sum;
}

/** Pitch classes from one time to another; frames at the edges count by the part that lies inside. */
function chordBetween({ frames }: Chroma, from: number, to: number): Float64Array {
  const chord = new Float64Array(12);
  // In frames: frame n stands for n - 0.5 to n + 0.5.
  const start = (from - chromaFrameSeconds(0)) * CHROMA_FRAME_RATE;
  const end = (to - chromaFrameSeconds(0)) * CHROMA_FRAME_RATE;
  const last = Math.min(frames.length / 12 - 1, Math.floor(end + 0.5));
  for (let frame = Math.max(0, Math.floor(start + 0.5)); frame <= last; frame += 1) {
    const weight = Math.min(frame + 0.5, end) - Math.max(frame - 0.5, start);
    for (let pitch = 0; pitch < 12; pitch += 1) chord[pitch] += weight * frames[frame * 12 + pitch];
  }
  return chord;
}

/** 1 minus the cosine similarity of two chords. */
function chordDistance(a: Float64Array, b: Float64Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < 12; i += 1) {
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return aa > 0 && bb > 0 ? 1 - ab / Math.sqrt(aa * bb) : 0;
}

/** Mean level from each beat to the next in decibel-like units, shape [beats - 1]. */
function beatLevels(envelope: Float32Array, beats: readonly number[]): Float64Array {
  return Float64Array.from({ length: Math.max(0, beats.length - 1) }, (_, beat) => {
    const from = Math.round(beats[beat] * ENVELOPE_RATE);
    const to = Math.min(envelope.length, Math.round(beats[beat + 1] * ENVELOPE_RATE));
    let sum = 0;
    for (let i = from; i < to; i += 1) sum += envelope[i];
    return Math.log(1e-3 + sum / Math.max(1, to - from));
  });
}

/** Change of the bands' levels at a beat, to the fourth power: the few real section starts count. */
function sectionChange(levels: readonly Float64Array[], beat: number): number {
  let change = 0;
  for (const level of levels) {
    let difference = 0;
    for (let k = 0; k < SECTION_BEATS; k += 1) difference += level[beat + k] - level[beat - 1 - k];
    change += (difference / SECTION_BEATS) ** 2;
  }
  return change ** 2;
}

/** Chord change at each place of the bar, mean over the bars, shape [4]. */
function chordChanges(chroma: Chroma, beats: readonly number[]): number[] {
  const sums = [0, 0, 0, 0];
  for (let beat = CHORD_BEATS; beat + CHORD_BEATS < beats.length; beat += 1) {
    sums[beat % BEATS_PER_BAR] += chordDistance(
      chordBetween(chroma, beats[beat - CHORD_BEATS], beats[beat]),
      chordBetween(chroma, beats[beat], beats[beat + CHORD_BEATS]),
    );
  }
  return sums;
}

/**
 * How clearly the chords change on one beat of the bar: higher for the beat than for the off-beat. Not to be compared
 * between tracks.
 * @param beats Seconds, increasing, shape [n].
 */
export function chordClarity({ chroma }: DownbeatEvidence, beats: readonly number[]): number {
  return Math.max(...chordChanges(chroma, beats));
}

/**
 * Which beat of the bar the first beat is.
 * @param beats Seconds, increasing, shape [n].
 * @returns 1 (a downbeat) to 4.
 */
export function findFirstBeatNumber(
  { attacks, envelopes, chroma }: DownbeatEvidence,
  beats: readonly number[],
): number {
  const levels = [envelopes.low, envelopes.mid, envelopes.high].map((band) => beatLevels(band, beats));
  const chord = normalised(chordChanges(chroma, beats));
  const section = sharesOf((beat) => sectionChange(levels, beat), SECTION_BEATS, levels[0].length - SECTION_BEATS);
  const snare = sharesOf((beat) => attackAt(attacks.high, beats[beat]), 0, beats.length);
  const kick = sharesOf((beat) => attackAt(attacks.low, beats[beat]), 0, beats.length);
  const scores = [0, 1, 2, 3].map(
    (place) =>
      WEIGHTS.chord * chord[place] +
      WEIGHTS.section * section[place] +
      WEIGHTS.backbeat * (snare[(place + 1) % 4] + snare[(place + 3) % 4]) +
      WEIGHTS.kick * kick[place],
  );
  // The downbeat is this many beats after the first.
  const downbeat = scores.indexOf(Math.max(...scores));
  return ((BEATS_PER_BAR - downbeat) % BEATS_PER_BAR) + 1;
}
