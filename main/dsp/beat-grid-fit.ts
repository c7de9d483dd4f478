import { type Beat, type BeatGrid, beatsOfGrid, type GridSegment } from '#shared/domain/beat-grid.ts';
import { type Bpm, bpm, seconds } from '#shared/domain/units.ts';
import type { BeatRun } from './beat-lines.ts';
import { findBeatPhases } from './beat-phase.ts';
import { BEATS_PER_BAR, chordClarity, type DownbeatEvidence, findFirstBeatNumber } from './downbeat.ts';
import { findBeatLines } from './tempo-changes.ts';
import { refineTempo } from './tempo-refine.ts';

/** What the chords say of the beat's place, against what the attacks say: both as shares of the two candidates. */
const CHORD_WEIGHT = 0.7;

export interface FittedGrid {
  readonly grid: BeatGrid;
  /** Tempo of the longest segment. */
  readonly bpm: Bpm;
}

const shareOf = (a: number, b: number): number => (a + b > 0 ? a / (a + b) : 0.5);

const durationOf = ({ attacks }: DownbeatEvidence): number => attacks.all.length / attacks.rate;

/** Lines moved by a part of a beat; the first starts with the first beat of the track. */
function movedBy(offset: number, lines: readonly BeatRun[]): BeatRun[] {
  // Less than half a beat either way, so that every line keeps the beats it was found on.
  const shift = offset >= 0.5 ? offset - 1 : offset;
  const [first, ...rest] = lines.map((line) => ({ ...line, start: line.start + shift * line.period }));
  const before = Math.floor(first.start / first.period);
  return [{ ...first, firstBeat: first.firstBeat - before, start: first.start - before * first.period }, ...rest];
}

/** @param firstBeatNumber Of the first line; whole bars more are the same. */
function gridAlong(lines: readonly BeatRun[], firstBeatNumber: number): BeatGrid {
  const segments: GridSegment[] = lines.map((line) => ({
    startSeconds: seconds(line.start),
    bpm: bpm(60 / line.period),
    firstBeatNumber: ((line.firstBeat - lines[0].firstBeat + firstBeatNumber - 1) % BEATS_PER_BAR) + 1,
  }));
  return { beatsPerBar: BEATS_PER_BAR, segments };
}

const beatsAlong = (lines: readonly BeatRun[], duration: number): Beat[] =>
  beatsOfGrid(gridAlong(lines, 1), seconds(duration));

const timesOf = (beats: readonly Beat[]): number[] => beats.map(({ time }) => time);

/** Beat or off-beat: the candidate that has the stronger attacks and on which the chords change. */
function chooseLines(evidence: DownbeatEvidence, lines: readonly BeatRun[]): readonly BeatRun[] {
  const [first, other] = findBeatPhases(evidence.attacks, lines);
  const clarity = (offset: number): number =>
    chordClarity(evidence, timesOf(beatsAlong(movedBy(offset, lines), durationOf(evidence))));
  const attacks = shareOf(first.strength, other.strength);
  const chords = shareOf(clarity(first.offset), clarity(other.offset));
  const best = attacks - 0.5 + CHORD_WEIGHT * (chords - 0.5) >= 0 ? first : other;
  return movedBy(best.offset, lines);
}

function longestOf(lines: readonly BeatRun[], duration: number): BeatRun {
  const lengths = lines.map((line, index) => (lines[index + 1]?.start ?? duration) - line.start);
  return lines[lengths.indexOf(Math.max(...lengths))];
}

/**
 * Fits a grid to a track: one segment for a constant tempo, several where it changes.
 * @param tempo BPM, within 0.06 % of the truth if that is constant.
 */
export function fitBeatGrid(evidence: DownbeatEvidence, tempo: number): FittedGrid {
  const found = findBeatLines(evidence.attacks, refineTempo(evidence.attacks, tempo));
  const lines = chooseLines(evidence, found);
  const beats = beatsAlong(lines, durationOf(evidence));
  // The first beat of the track may lie before the first line's start; it was numbered as if that were a downbeat.
  const firstNumber = findFirstBeatNumber(evidence, timesOf(beats)) - (beats[0]?.number ?? 1) + 1;
  return {
    grid: gridAlong(lines, firstNumber + BEATS_PER_BAR),
    bpm: bpm(60 / longestOf(lines, durationOf(evidence)).period),
  };
}
