import type { AnalysisOptions } from '#shared/domain/track-analysis.ts';

/** An estimate so close below the range's end is that tempo: 175.99 in [88, 176) is 88, not 176 once it is refined. */
const FOLD_TOLERANCE = 0.0003;

export function foldInto(tempo: number, { minBpm, maxBpm }: AnalysisOptions): number {
  const near = 1 - FOLD_TOLERANCE;
  let folded = tempo;
  while (folded >= maxBpm * near && folded / 2 >= minBpm * near) folded /= 2;
  while (folded < minBpm * near && folded * 2 < maxBpm * near) folded *= 2;
  return folded;
}

/**
 * Evidence for half and for twice the tempo, as shares of that for the tempo, from which on the octave is open. Of the 40
 * labelled files those with another octave have 0.79 to 0.96 (half) or 2.16 to 2.46 (twice), of the others two of 32 more than
 * this. Twice the tempo always shows more: eighth notes repeat as the beats do.
 */
const OPEN_HALF = 0.75;
const OPEN_DOUBLE = 2;
/** Inside the range the score decides, and this share of it leaves the octave open. */
const OPEN_SCORE = 0.5;
/** Between so much less and more than these the certainty falls. */
const FALL = 0.05;
/** Certainty of one of two. */
const TOSS = 0.5;

export interface TempoScores {
  /** Evidence for a tempo without regard to which are usual. */
  evidence(tempo: number): number;
  /** What the choice goes by. */
  score(tempo: number): number;
}

/** How probably the tempo is not its half or double, 0.5 to 1. */
export function octaveCertainty(tempo: number, scores: TempoScores, { minBpm, maxBpm }: AnalysisOptions): number {
  const openness = [tempo / 2, tempo * 2].map((rival) => {
    const isOpen = rival >= minBpm && rival < maxBpm;
    const byScore = isOpen ? scores.score(rival) / scores.score(tempo) / OPEN_SCORE : 0;
    const open = rival < tempo ? OPEN_HALF : OPEN_DOUBLE;
    return Math.max(byScore, scores.evidence(rival) / scores.evidence(tempo) / open);
  });
  const fall = (Math.max(...openness) - (1 - FALL)) / (2 * FALL);
  return 1 - (1 - TOSS) * Math.min(1, Math.max(0, fall));
}
