import type { BarFeatures } from './bar-features.ts';
import { barNovelty } from './novelty.ts';

/** Dance music is written in phrases of eight bars, and now and then in half ones. */
const PHRASE_BARS = 8;
const HALF_PHRASE_BARS = 4;
/** From this length on (100 BPM and slower) half a phrase lasts as long as a whole one elsewhere, and counts as one. */
const SLOW_BAR_SECONDS = 2.4;
/** Longer sections are several. */
const MOST_BARS = 64;

/**
 * Four things speak for a boundary, each with 0 to 1: a new sound, kick and bass that come or go at once, or to stay,
 * and a crash on the first beat. A boundary must show at least this much of them.
 */
const LEAST_EVIDENCE = 0.5;
/** What a section pays that is half phrases, a whole number of two bars, or neither. */
const HALF_PHRASE_COST = 0.5;
const EVEN_COST = 1;
const ODD_COST = 3;

/** Two parts that have nothing in common reach this novelty. */
const CLEAR_NOVELTY = 0.5;
/**
 * A kick that comes or goes changes the bass by 10 dB or the attacks in it by most of what they are at most; a crash
 * dies away by 4 dB. It must be more in music that changes more from bar to bar.
 */
const KICK_DB = 10;
const KICK_SHARE = 0.6;
const CRASH_DB = 4;
const USUAL_STEPS = 4;

function median(values: Float64Array): number {
  return values.toSorted()[Math.floor(values.length / 2)] ?? 0;
}

/** Scales steps to 0-1, against what is usual in this track. */
function stepEvidence(steps: Float64Array, clearStep: number): Float64Array {
  const clear = Math.max(clearStep, USUAL_STEPS * median(steps.map(Math.abs)));
  return steps.map((step) => Math.min(1, Math.max(0, step) / clear));
}

/** Takes off what returns in nine of ten half phrases: that is the pattern and not a new section. */
function withoutPattern(evidence: Float64Array): Float64Array {
  const usual = Array.from({ length: HALF_PHRASE_BARS }, (_, place) => {
    const sorted = evidence.filter((_value, bar) => bar % HALF_PHRASE_BARS === place && bar > 0).sort();
    return sorted[Math.floor(sorted.length / 10)] ?? 0;
  });
  return evidence.map((value, bar) => Math.max(0, value - usual[bar % HALF_PHRASE_BARS]));
}

/** The kick comes or goes to stay: attacks in the bass over the half phrases before and after each bar, 0-1. */
function lastingKick(lowFlux: Float64Array, clearStep: number): Float64Array {
  return lowFlux.map((_, bar) => {
    if (bar === 0) return 0;
    const before = median(lowFlux.subarray(Math.max(0, bar - HALF_PHRASE_BARS), bar));
    const after = median(lowFlux.subarray(bar, bar + HALF_PHRASE_BARS));
    return Math.min(1, Math.abs(after - before) / clearStep) ** 2;
  });
}

/** How much speaks for a boundary at the start of each bar. */
function boundaryEvidence(features: BarFeatures): Float64Array {
  const { low, lowFlux } = features;
  const usualCrash = median(features.crash);
  const novelty = barNovelty(features);
  const clearKick = KICK_SHARE * Math.max(...lowFlux, 1e-9);
  const lasting = lastingKick(lowFlux, clearKick);
  const kick = stepEvidence(
    low.map((level, bar) => (bar > 0 ? Math.abs(level - low[bar - 1]) : 0)),
    KICK_DB,
  );
  const beat = stepEvidence(
    lowFlux.map((flux, bar) => (bar > 0 ? Math.abs(flux - lowFlux[bar - 1]) : 0)),
    clearKick,
  );
  const crash = stepEvidence(
    features.crash.map((decay) => decay - usualCrash),
    CRASH_DB,
  );
  const sudden = withoutPattern(kick.map((value, bar) => Math.max(value, beat[bar]) + crash[bar]));
  return novelty.map(
    (value, bar) => Math.min(1, Math.max(0, value) / CLEAR_NOVELTY) + sudden[bar] + lasting[bar] - LEAST_EVIDENCE,
  );
}

function lengthCost(bars: number, phrase: number, isLast: boolean): number {
  if (bars % phrase === 0) return 0;
  if (bars % HALF_PHRASE_BARS === 0) return HALF_PHRASE_COST;
  // Tracks end where they like.
  if (isLast && bars > HALF_PHRASE_BARS) return HALF_PHRASE_COST;
  return bars % 2 === 0 ? EVEN_COST : ODD_COST;
}

/**
 * Splits a track into sections: the boundaries for which most speaks, at phrases where it can be.
 * @returns First bar of each section, the first one 0; empty without bars.
 * @source Foote's novelty, with the segment lengths regular as in Sargent, Bimbot & Vincent, "Estimating the structural
 *   segmentation of popular music pieces under regularity constraints" (2017); solved by dynamic programming.
 */
export function findSectionStarts(features: BarFeatures): number[] {
  const evidence = boundaryEvidence(features);
  const bars = evidence.length;
  const barSeconds = (features.times[bars] - features.times[0]) / bars;
  const phrase = barSeconds < SLOW_BAR_SECONDS ? PHRASE_BARS : HALF_PHRASE_BARS;
  /** Best score of bars 0 to n in whole sections, and where the last of them starts. */
  const best = new Float64Array(bars + 1).fill(-Infinity);
  const lastStart = new Int32Array(bars + 1);
  best[0] = 0;
  for (let end = 1; end <= bars; end += 1) {
    const gain = end < bars ? evidence[end] : 0;
    for (let start = Math.max(0, end - MOST_BARS); start < end; start += 1) {
      const score = best[start] + gain - lengthCost(end - start, phrase, end === bars);
      if (score > best[end]) {
        best[end] = score;
        lastStart[end] = start;
      }
    }
  }
  const starts: number[] = [];
  for (let end = bars; end > 0; end = lastStart[end]) starts.unshift(lastStart[end]);
  return starts;
}
