import type { KeyCandidate } from '#shared/domain/analysis-details.ts';
import { type Mode, type MusicalKey, musicalKey } from '#shared/domain/key.ts';
import { BINS_PER_SEMITONE, CHROMA_BINS, type Chroma } from './chroma.ts';
import { correlateFrom } from './correlation.ts';
import { KEY_PROFILES } from './key-profiles.ts';
import { findTriads, type TriadEvidence } from './triads.ts';

export interface KeyEstimate {
  readonly key: MusicalKey;
  /** 0-1. */
  readonly confidence: number;
  readonly second: KeyCandidate;
  /** Tuning above A = 440 Hz, -50 to 50. */
  readonly tuningCents: number;
}

/**
 * Bonuses that settle ties between keys that share their notes (A minor and C major, whose profiles differ by less):
 * for the key whose tonic triad sounds most often, as a share of all chords, and for the one that the music opens with.
 */
const TRIAD_SHARE_WEIGHT = 0.5;
const OPENING_WEIGHT = 0.4;
/** Below this the chroma fits no key better than noise does. */
const LEAST_FIT = 0.35;
/**
 * Spread of the pitch classes over their mean. White noise has 0.09, drum loops 0.05 to 0.2, pads and songs 0.5: less
 * than this is not tonal.
 */
const LEAST_CONTRAST = 0.12;
/** Lead over the next key, fit, and contrast that make a key certain. */
const CERTAIN_LEAD = 0.25;
const CERTAIN_FIT = 0.95;
const CERTAIN_CONTRAST = 0.7;

/** Sums the bins around each semitone of the track's own tuning. */
function pitchClasses(bins: Float64Array, tuning: number): Float64Array {
  const reach = BINS_PER_SEMITONE / 2 + 0.5;
  return Float64Array.from({ length: 12 }, (_, pitch) => {
    let sum = 0;
    for (let bin = 0; bin < CHROMA_BINS; bin += 1) {
      let distance = bin - (pitch * BINS_PER_SEMITONE + tuning);
      distance -= CHROMA_BINS * Math.round(distance / CHROMA_BINS);
      if (Math.abs(distance) < reach) sum += bins[bin] * Math.cos((Math.PI / 2) * (distance / reach)) ** 2;
    }
    return sum;
  });
}

interface Candidate {
  readonly key: MusicalKey;
  readonly fit: number;
  readonly score: number;
}

/** Standard deviation over mean. */
function contrastOf(pitches: Float64Array): number {
  const mean = pitches.reduce((sum, value) => sum + value, 0) / 12;
  const variance = pitches.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 12;
  return mean > 0 ? Math.sqrt(variance) / mean : 0;
}

/** How like the profiles of a key pitch classes (shape [12], from C) are, -1 to 1. */
export function keyFit(pitches: Float64Array, { pitchClass, mode }: MusicalKey): number {
  let sum = 0;
  for (const profile of KEY_PROFILES) sum += correlateFrom(pitches, profile[mode], pitchClass);
  return sum / KEY_PROFILES.length;
}

/** All 24 keys, the best first. */
function rankKeys(pitches: Float64Array, triads: TriadEvidence): Candidate[] {
  const candidate = (tonic: number, mode: Mode): Candidate => {
    const key = musicalKey(tonic, mode);
    const fit = keyFit(pitches, key);
    const bonus = TRIAD_SHARE_WEIGHT * triads.share(tonic, mode) + OPENING_WEIGHT * triads.opening(tonic, mode);
    return { key, fit, score: fit + bonus };
  };
  const tonics = Array.from({ length: 12 }, (_, tonic) => tonic);
  return tonics
    .flatMap((tonic) => [candidate(tonic, 'major'), candidate(tonic, 'minor')])
    .sort((a, b) => b.score - a.score);
}

/** Where a value stands between two, 0-1. */
const share = (value: number, least: number, certain: number): number =>
  Math.max(0, Math.min(1, (value - least) / (certain - least)));

/**
 * The key whose profiles the track's chroma is most like.
 * @returns null when the music is not tonal.
 * @source Krumhansl, "Cognitive foundations of musical pitch" (1990): correlation with key profiles.
 */
export function estimateKey(chroma: Chroma): KeyEstimate | null {
  const pitches = pitchClasses(chroma.bins, chroma.tuning);
  const contrast = contrastOf(pitches);
  const [best, second, third] = rankKeys(pitches, findTriads(chroma));
  if (!best || !second || !third || best.fit < LEAST_FIT || contrast < LEAST_CONTRAST) return null;
  const confidence = (of: Candidate, next: Candidate): number =>
    Math.cbrt(
      share(of.score - next.score, 0, CERTAIN_LEAD) *
        share(of.fit, LEAST_FIT, CERTAIN_FIT) *
        share(contrast, LEAST_CONTRAST, CERTAIN_CONTRAST),
    );
  return {
    key: best.key,
    confidence: confidence(best, second),
    // Its lead is over the third: were the best key wrong, so sure would this one be.
    second: { key: second.key, confidence: confidence(second, third) },
    tuningCents: (chroma.tuning / BINS_PER_SEMITONE) * 100,
  };
}
