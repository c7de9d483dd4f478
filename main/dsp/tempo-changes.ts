import type { AttackCurves } from './attack-curve.ts';
import { type BeatRun, fitBeatRuns } from './beat-lines.ts';
import { type BeatLine, foldStrength } from './beat-phase.ts';
import { trackBeats } from './beat-tracker.ts';
import { refineTempo } from './tempo-refine.ts';

/** Bars are compared one by one with the whole track. */
const BLOCK_BEATS = 4;
/** Bars fold this much better by themselves than together if the tempo changes; up to 1.15 if it does not. */
const SUSPICIOUS_GAIN = 1.1;
/** Lines that follow the tempo are taken if the attacks of the whole track fold this much sharper along them. */
const LEAST_GAIN = 1.1;
/** A run of this many beats has a tempo that can be made exact. */
const EXACT_BEATS = 64;

/** How much sharper bars fold each by itself than along one grid: near 1 for a constant tempo. */
function looseness(attacks: AttackCurves, line: BeatLine, strength: number): number {
  const length = Math.round(BLOCK_BEATS * line.period * attacks.rate);
  let sum = 0;
  let blocks = 0;
  for (let from = 0; from + length <= attacks.all.length; from += length) {
    sum += foldStrength({ rate: attacks.rate, all: attacks.all.subarray(from, from + length) }, [line]);
    blocks += 1;
  }
  return blocks > 0 ? sum / blocks / strength : 1;
}

/** Makes the tempo of a long run exact; the middle of the run stays. */
function exactRun(attacks: AttackCurves, run: BeatRun, beats: number): BeatRun {
  if (beats < EXACT_BEATS) return run;
  const from = Math.max(0, Math.round(run.start * attacks.rate));
  const all = attacks.all.subarray(from, Math.round((run.start + beats * run.period) * attacks.rate));
  const period = 60 / refineTempo({ rate: attacks.rate, all }, 60 / run.period);
  return { ...run, period, start: run.start + ((run.period - period) * beats) / 2 };
}

/**
 * Straight lines along which the beats of a track lie: one for a constant tempo, several where it drifts or jumps.
 * @param tempo BPM; the exact one if it is constant, near the mean otherwise.
 */
export function findBeatLines(attacks: AttackCurves, tempo: number): readonly BeatRun[] {
  const constant: BeatRun = { firstBeat: 0, start: 0, period: 60 / tempo };
  const strength = foldStrength(attacks, [constant]);
  if (strength === 0 || looseness(attacks, constant, strength) < SUSPICIOUS_GAIN) return [constant];
  const beats = trackBeats(attacks, constant.period);
  const runs = fitBeatRuns(beats, constant.period);
  if (runs.length < 2) return [constant];
  const end = beats.times.length;
  const exact = runs.map((run, index) => exactRun(attacks, run, (runs[index + 1]?.firstBeat ?? end) - run.firstBeat));
  return foldStrength(attacks, exact) >= LEAST_GAIN * strength ? exact : [constant];
}
