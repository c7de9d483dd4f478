import { type MusicalKey, musicalKey } from '#shared/domain/key.ts';
import { CHROMA_BINS, type Chroma } from './chroma.ts';

export interface KeyEstimate {
  readonly key: MusicalKey;
  /** 0-1. */
  readonly confidence: number;
}

/**
 * How much each step of the scale sounds in a key, from the tonic, as found in electronic dance music.
 * @source Faraldo et al., "Key estimation in electronic dance music" (2016), profile "edma".
 */
const MAJOR_PROFILE = [
  0.16519551, 0.04749026, 0.08293076, 0.06687112, 0.09994645, 0.09274123, 0.05294487, 0.13159476, 0.05218986,
  0.07443653, 0.06940723, 0.0642515,
];
const MINOR_PROFILE = [
  0.17235348, 0.05336489, 0.0761009, 0.10043649, 0.05621498, 0.08527853, 0.0497915, 0.13451001, 0.07458916, 0.05003023,
  0.09187879, 0.05545106,
];
/** Below this the chroma fits no key better than noise does. */
const LEAST_CORRELATION = 0.3;

/** Sums thirds of a semitone into semitones around the tuning of the track. */
function tunedPitchClasses(chroma: Chroma): Float64Array {
  const perSemitone = CHROMA_BINS / 12;
  const shiftSums = Array.from({ length: perSemitone }, (_, shift) => {
    let sum = 0;
    for (let bin = shift; bin < CHROMA_BINS; bin += perSemitone) sum += chroma.bins[bin];
    return sum;
  });
  // The tuning as an angle: where in the semitone the energy lies.
  const angle = Math.atan2(
    shiftSums.reduce((sum, value, i) => sum + value * Math.sin((2 * Math.PI * i) / perSemitone), 0),
    shiftSums.reduce((sum, value, i) => sum + value * Math.cos((2 * Math.PI * i) / perSemitone), 0),
  );
  const offset = (angle / (2 * Math.PI)) * perSemitone;
  return Float64Array.from({ length: 12 }, (_, pitch) => {
    let sum = 0;
    for (let bin = 0; bin < CHROMA_BINS; bin += 1) {
      let distance = bin - (pitch * perSemitone + offset);
      distance -= CHROMA_BINS * Math.round(distance / CHROMA_BINS);
      const reach = perSemitone / 2 + 0.5;
      if (Math.abs(distance) < reach) sum += chroma.bins[bin] * Math.cos((Math.PI / 2) * (distance / reach)) ** 2;
    }
    return sum;
  });
}

function correlation(values: Float64Array, profile: readonly number[], tonic: number): number {
  let [meanA, meanB] = [0, 0];
  for (let i = 0; i < 12; i += 1) {
    meanA += values[i] / 12;
    meanB += profile[i] / 12;
  }
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < 12; i += 1) {
    const a = values[(i + tonic) % 12] - meanA;
    const b = profile[i] - meanB;
    ab += a * b;
    aa += a * a;
    bb += b * b;
  }
  return aa > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

/**
 * The key whose profile the track's chroma is most like.
 * @returns null when the music is not tonal.
 * @source Krumhansl & Schmuckler's correlation with key profiles.
 */
export function estimateKey(chroma: Chroma): KeyEstimate | null {
  const pitchClasses = tunedPitchClasses(chroma);
  const candidates = (['major', 'minor'] as const).flatMap((mode) =>
    Array.from({ length: 12 }, (_, tonic) => ({
      key: musicalKey(tonic, mode),
      fit: correlation(pitchClasses, mode === 'major' ? MAJOR_PROFILE : MINOR_PROFILE, tonic),
    })),
  );
  candidates.sort((a, b) => b.fit - a.fit);
  const [best, second] = candidates;
  if (!best || !second || best.fit < LEAST_CORRELATION) return null;
  const lead = Math.min(1, (best.fit - second.fit) / 0.2);
  return { key: best.key, confidence: Math.min(1, Math.max(0, best.fit * (0.5 + 0.5 * lead))) };
}
