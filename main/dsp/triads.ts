import type { Mode } from '#shared/domain/key.ts';
import type { Chroma } from './chroma.ts';
import { correlateFrom } from './correlation.ts';
import type { KeyProfile } from './key-profiles.ts';

/** A chord is looked for in this many frames (0.9 s), every two frames. */
const WINDOW_FRAMES = 4;
const WINDOW_HOP = 2;
/** Fit from which a window is taken for its best triad; drums and single notes stay below. */
const LEAST_FIT = 0.4;
/** The music opens with the first window that is a triad beyond doubt, and goes on for this many frames. */
const OPENING_FIT = 0.7;
const OPENING_FRAMES = 8;

/** How much root, third and fifth sound in a triad. */
const ROOT = 1;
const THIRD = 0.8;
const FIFTH = 0.8;
const TRIADS: KeyProfile = {
  major: [ROOT, 0, 0, 0, THIRD, 0, 0, FIFTH, 0, 0, 0, 0],
  minor: [ROOT, 0, 0, THIRD, 0, 0, 0, FIFTH, 0, 0, 0, 0],
};

export interface TriadEvidence {
  /** Share of the chords that are the triad on `tonic`, 0-1. */
  share(tonic: number, mode: Mode): number;
  /** Likeness of the first chord to the triad on `tonic`, 0-1. */
  opening(tonic: number, mode: Mode): number;
}

interface BestTriad {
  readonly tonic: number;
  readonly mode: Mode;
  readonly fit: number;
}

function bestTriad(pitches: Float64Array): BestTriad {
  let best: BestTriad = { tonic: 0, mode: 'major', fit: -1 };
  for (const mode of ['major', 'minor'] as const) {
    for (let tonic = 0; tonic < 12; tonic += 1) {
      const fit = correlateFrom(pitches, TRIADS[mode], tonic);
      if (fit > best.fit) best = { tonic, mode, fit };
    }
  }
  return best;
}

/** The notes of the first chord, shape [12]; each frame counts alike; all 0 for silence. */
function openingNotes({ frames }: Chroma, firstFrame: number): Float64Array {
  const opening = new Float64Array(12);
  let found = 0;
  for (let at = firstFrame * 12; at < frames.length && found < OPENING_FRAMES; at += 12) {
    const chord = frames.subarray(at, at + 12);
    const largest = Math.max(...chord);
    if (largest === 0) continue;
    found += 1;
    for (let pitch = 0; pitch < 12; pitch += 1) opening[pitch] += chord[pitch] / largest;
  }
  return opening;
}

/** Finds the triads of the track: which sound how often, and with which it opens. */
export function findTriads(chroma: Chroma): TriadEvidence {
  const counts = { major: new Float64Array(12), minor: new Float64Array(12) };
  const frameCount = chroma.frames.length / 12;
  const pitches = new Float64Array(12);
  let total = 0;
  let firstFrame: number | null = null;
  for (let frame = 0; frame + WINDOW_FRAMES <= frameCount; frame += WINDOW_HOP) {
    pitches.fill(0);
    for (let i = 0; i < 12 * WINDOW_FRAMES; i += 1) pitches[i % 12] += chroma.frames[frame * 12 + i];
    const best = bestTriad(pitches);
    if (best.fit >= OPENING_FIT) firstFrame ??= frame;
    if (best.fit < LEAST_FIT) continue;
    counts[best.mode][best.tonic] += 1;
    total += 1;
  }
  const opening = openingNotes(chroma, firstFrame ?? 0);
  return {
    share: (tonic, mode) => (total > 0 ? counts[mode][tonic] / total : 0),
    opening: (tonic, mode) => Math.max(0, correlateFrom(opening, TRIADS[mode], tonic)),
  };
}
