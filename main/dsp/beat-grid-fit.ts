import type { BeatGrid, GridSegment } from '#shared/domain/beat-grid.ts';
import { bpm, seconds } from '#shared/domain/units.ts';
import { findBeatPhases } from './beat-phase.ts';
import { BEATS_PER_BAR, chordClarity, type DownbeatEvidence, findFirstBeatNumber } from './downbeat.ts';
import { refineTempo } from './tempo-refine.ts';

/** What the chords say of the beat's place, against what the attacks say: both as shares of the two candidates. */
const CHORD_WEIGHT = 0.7;

const shareOf = (a: number, b: number): number => (a + b > 0 ? a / (a + b) : 0.5);

/** Beat or off-beat: the candidate that has the stronger attacks and on which the chords change. */
function chooseStart(evidence: DownbeatEvidence, period: number): number {
  const [first, other] = findBeatPhases(evidence.attacks, period);
  const attacks = shareOf(first.strength, other.strength);
  const chords = shareOf(chordClarity(evidence, period, first.start), chordClarity(evidence, period, other.start));
  return attacks - 0.5 + CHORD_WEIGHT * (chords - 0.5) >= 0 ? first.start : other.start;
}

/**
 * Fits a grid of constant tempo to a track.
 * @param tempo BPM, within 0.06 % of the truth.
 */
export function fitBeatGrid(
  evidence: DownbeatEvidence,
  tempo: number,
): BeatGrid & { segments: readonly [GridSegment] } {
  const exact = refineTempo(evidence.attacks, tempo);
  const start = chooseStart(evidence, 60 / exact);
  const firstBeatNumber = findFirstBeatNumber(evidence, 60 / exact, start);
  return {
    beatsPerBar: BEATS_PER_BAR,
    segments: [{ startSeconds: seconds(start), bpm: bpm(exact), firstBeatNumber }],
  };
}
