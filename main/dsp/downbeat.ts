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

/** Sum of the pitch classes from one time to another. */
function chordBetween({ frames }: Chroma, from: number, to: number): Float64Array {
  const chord = new Float64Array(12);
  const offset = chromaFrameSeconds(0);
  const first = Math.max(0, Math.round((from - offset) * CHROMA_FRAME_RATE));
  const last = Math.min(frames.length / 12, Math.max(first + 1, Math.round((to - offset) * CHROMA_FRAME_RATE)));
  for (let frame = first; frame < last; frame += 1) {
    for (let pitch = 0; pitch < 12; pitch += 1) chord[pitch] += frames[frame * 12 + pitch];
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

/** Mean level of each beat in decibel-like units, shape [beats]. */
function beatLevels(envelope: Float32Array, period: number, start: number, beats: number): Float64Array {
  return Float64Array.from({ length: beats }, (_, beat) => {
    const from = Math.round((start + beat * period) * ENVELOPE_RATE);
    const to = Math.min(envelope.length, Math.round((start + (beat + 1) * period) * ENVELOPE_RATE));
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

/**
 * Which beat of the bar the first beat of the grid is.
 * @param period Seconds from beat to beat.
 * @param start Seconds to the first beat.
 * @returns 1 (a downbeat) to 4.
 */
export function findFirstBeatNumber(evidence: DownbeatEvidence, period: number, start: number): number {
  const { attacks, envelopes, chroma } = evidence;
  const beats = Math.floor((attacks.all.length / ENVELOPE_RATE - start) / period);
  const timeOf = (beat: number): number => start + beat * period;
  const chordChange = (beat: number): number =>
    chordDistance(
      chordBetween(chroma, timeOf(beat - CHORD_BEATS), timeOf(beat)),
      chordBetween(chroma, timeOf(beat), timeOf(beat + CHORD_BEATS)),
    );
  const levels = [envelopes.low, envelopes.mid, envelopes.high].map((band) => beatLevels(band, period, start, beats));
  const chord = sharesOf(chordChange, CHORD_BEATS, beats - CHORD_BEATS);
  const section = sharesOf((beat) => sectionChange(levels, beat), SECTION_BEATS, beats - SECTION_BEATS);
  const snare = sharesOf((beat) => attackAt(attacks.high, timeOf(beat)), 0, beats);
  const kick = sharesOf((beat) => attackAt(attacks.low, timeOf(beat)), 0, beats);
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
