import type { KeyChange } from '#shared/domain/analysis-details.ts';
import { type Mode, type MusicalKey, musicalKey } from '#shared/domain/key.ts';
import { CHROMA_FRAME_RATE, type Chroma, chromaFrameSeconds } from './chroma.ts';
import { keyFit } from './key-estimate.ts';

/** A key is named after this much music, and no sooner. */
const LEAST_SECONDS = 14;
const LEAST_FRAMES = Math.round(LEAST_SECONDS * CHROMA_FRAME_RATE);
/** Changes are looked for this many frames apart (0.4 s). */
const STEP_FRAMES = 2;
/** How well each part must fit its own key, and how much worse the key of the other part. */
const LEAST_FIT = 0.7;
const LEAST_LEAD = 0.5;
/** Keys that share more of their seven notes (relative, dominant) are told apart by emphasis only, which is no proof. */
const MOST_SHARED_NOTES = 5;

const KEYS: readonly MusicalKey[] = (['major', 'minor'] as const).flatMap((mode: Mode) =>
  Array.from({ length: 12 }, (_, tonic) => musicalKey(tonic, mode)),
);
const SCALES = { major: [0, 2, 4, 5, 7, 9, 11], minor: [0, 2, 3, 5, 7, 8, 10] } as const;

const notesOf = (key: MusicalKey): number[] => SCALES[key.mode].map((step) => (key.pitchClass + step) % 12);

function sharedNotes(a: MusicalKey, b: MusicalKey): number {
  const notes = notesOf(b);
  return notesOf(a).filter((note) => notes.includes(note)).length;
}

/** Sums of the pitch classes of all frames before each, every frame scaled to the same height, shape [12 * (n + 1)]. */
function cumulated({ frames }: Chroma): Float64Array {
  const sums = new Float64Array(frames.length + 12);
  for (let at = 0; at < frames.length; at += 12) {
    let largest = 0;
    for (let pitch = 0; pitch < 12; pitch += 1) largest = Math.max(largest, frames[at + pitch]);
    const scale = largest > 0 ? 1 / largest : 0;
    for (let pitch = 0; pitch < 12; pitch += 1) sums[at + 12 + pitch] = sums[at + pitch] + scale * frames[at + pitch];
  }
  return sums;
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly key: MusicalKey;
  readonly fit: number;
  readonly pitches: Float64Array;
  /** How much of the music speaks for the key: the fit, times the length and contrast of the part. */
  readonly evidence: number;
}

/** Length of the vector of pitch classes around their mean. */
function spreadOf(pitches: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const value of pitches) {
    sum += value;
    squares += value * value;
  }
  return Math.sqrt(Math.max(0, squares - (sum * sum) / 12));
}

function partOf(sums: Float64Array, from: number, to: number): Part {
  const pitches = Float64Array.from({ length: 12 }, (_, pitch) => sums[12 * to + pitch] - sums[12 * from + pitch]);
  let [key, fit] = [KEYS[0], -1];
  for (const candidate of KEYS) {
    const value = keyFit(pitches, candidate);
    if (value > fit) [key, fit] = [candidate, value];
  }
  return { from, to, key, fit, pitches, evidence: fit * spreadOf(pitches) };
}

function isClear(a: Part, b: Part): boolean {
  if (Math.min(a.fit, b.fit) < LEAST_FIT || sharedNotes(a.key, b.key) > MOST_SHARED_NOTES) return false;
  return a.fit - keyFit(a.pitches, b.key) >= LEAST_LEAD && b.fit - keyFit(b.pitches, a.key) >= LEAST_LEAD;
}

/** Splits a part where most speaks for the keys of its two halves; as long as both are clear, the halves again. */
function split(sums: Float64Array, whole: Part): Part[] {
  let best: readonly [Part, Part] | null = null;
  let bestScore = -Infinity;
  for (let at = whole.from + LEAST_FRAMES; at <= whole.to - LEAST_FRAMES; at += STEP_FRAMES) {
    const halves = [partOf(sums, whole.from, at), partOf(sums, at, whole.to)] as const;
    const score = halves[0].evidence + halves[1].evidence;
    if (score > bestScore) [best, bestScore] = [halves, score];
  }
  if (best === null || !isClear(...best)) return [whole];
  return best.flatMap((half) => split(sums, half));
}

/**
 * The keys of a track that changes its key, from where each starts. A change is reported when both parts are long and
 * clear, and their keys have little in common.
 * @returns Empty where one key lasts throughout.
 */
export function findKeyChanges(chroma: Chroma): KeyChange[] {
  const sums = cumulated(chroma);
  const frames = chroma.frames.length / 12;
  if (frames < 2 * LEAST_FRAMES) return [];
  const parts = split(sums, partOf(sums, 0, frames));
  if (parts.length === 1) return [];
  return parts.map(({ from, key }) => ({
    startSeconds: from === 0 ? 0 : Number((chromaFrameSeconds(from) - 0.5 / CHROMA_FRAME_RATE).toFixed(1)),
    key,
  }));
}
