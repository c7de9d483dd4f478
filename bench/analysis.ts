/** Accuracy and cost of the analysis on labelled audio: npm run bench:analysis -- [--truth DIR/truth.json] [--list] */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadFft } from '#main/dsp/fft.ts';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import { analyseFile } from '#main/worker/analyse-file.ts';
import { beatsOfGrid } from '#shared/domain/beat-grid.ts';
import { formatMusical } from '#shared/domain/key.ts';
import { DEFAULT_ANALYSIS_OPTIONS, type TrackAnalysis } from '#shared/domain/track-analysis.ts';
import { DEVELOPMENT_TRUTH, hasTempo, type LabelledTrack, readTruth, type TempoTrack } from '#test/support/truth.ts';
import {
  beatFMeasure,
  isSameTempo,
  isSameTempoInAnOctave,
  isTempoInRange,
  median,
  medianBeatError,
  mirexKeyScore,
  tempoErrorInOctave,
} from './analysis-metrics.ts';
import { cpuSeconds } from './cpu-time.ts';

interface Outcome {
  readonly track: LabelledTrack;
  readonly analysis: TrackAnalysis;
  readonly beatScore: number | null;
  readonly downbeatScore: number | null;
  /** Median distance of the true beats from the grid, in seconds. */
  readonly phaseError: number | null;
}

type TempoOutcome = Outcome & { readonly track: TempoTrack };

const withTempo = (outcomes: readonly Outcome[]): TempoOutcome[] =>
  outcomes.flatMap((outcome) => (hasTempo(outcome.track) ? [{ ...outcome, track: outcome.track }] : []));

function outcomeOf(track: LabelledTrack, analysis: TrackAnalysis): Outcome {
  const found = analysis.grid ? beatsOfGrid(analysis.grid, analysis.durationSeconds) : [];
  const beats = found.map(({ time }) => time);
  const downbeats = found.filter(({ number }) => number === 1).map(({ time }) => time);
  return {
    track,
    analysis,
    beatScore: track.beats.length > 0 ? beatFMeasure(beats, track.beats) : null,
    downbeatScore: track.downbeats.length > 0 ? beatFMeasure(downbeats, track.downbeats) : null,
    phaseError: track.beats.length > 0 && beats.length > 0 ? medianBeatError(beats, track.beats) : null,
  };
}

/** Within 1 %, where a label outside of the range the analysis is asked for counts as its octave inside. */
const isRightInRange = ({ track, analysis }: TempoOutcome): boolean =>
  isTempoInRange(analysis.bpm ?? 0, track.bpm, DEFAULT_ANALYSIS_OPTIONS, 0.01);

/** Confidence that a user may rely on. */
const SURE = 0.9;

/** Grid and confidence in numbers. */
function rhythmLines(outcomes: readonly Outcome[]): string[] {
  const several = outcomes.filter(({ analysis }) => (analysis.grid?.segments.length ?? 0) > 1);
  const downbeats = outcomes.flatMap(({ downbeatScore }) => (downbeatScore === null ? [] : [downbeatScore]));
  const sure = withTempo(outcomes).filter(({ analysis }) => analysis.bpmConfidence >= SURE);
  const right = sure.map(({ track, analysis }) => isSameTempo(analysis.bpm ?? 0, track.bpm, 0.01));
  return [
    `grids of several segments: ${several.length} (${several.map(({ track }) => track.file).join(', ') || 'none'})`,
    `downbeat F-measure (${downbeats.length}): ${percent(downbeats)}`,
    `tempo right (Acc1@1%), of ${sure.length} tracks with a confidence of ${SURE} or more: ${percent(right)}`,
  ];
}

/** Beat places by kind of music; "" is all. */
function beatLines(kind: string, outcomes: readonly Outcome[]): string[] {
  const chosen = outcomes.filter(({ track }) => kind === '' || track.kind === kind);
  const scores = chosen.flatMap(({ beatScore }) => (beatScore === null ? [] : [beatScore]));
  if (scores.length === 0) return [];
  const errors = chosen.flatMap(({ phaseError }) => (phaseError === null ? [] : [1000 * phaseError]));
  return [
    `beat F-measure, ${kind || 'all'} (${scores.length}): ${percent(scores)}  median phase error ${median(errors).toFixed(1)} ms`,
  ];
}

const percent = (values: readonly (boolean | number)[]): string =>
  values.length === 0
    ? '-'
    : `${((100 * values.reduce<number>((sum, value) => sum + Number(value), 0)) / values.length).toFixed(1)} %`;

function tempoLines(name: string, outcomes: readonly TempoOutcome[]): string[] {
  const check = (test: (estimate: number, truth: number, tolerance: number) => boolean, tolerance: number) =>
    percent(outcomes.map(({ track, analysis }) => test(analysis.bpm ?? 0, track.bpm, tolerance)));
  return [
    `${name} (${outcomes.length}): Acc1@4% ${check(isSameTempo, 0.04)}  Acc1@1% ${check(isSameTempo, 0.01)}  ` +
      `Acc2@4% ${check(isSameTempoInAnOctave, 0.04)}  Acc2@1% ${check(isSameTempoInAnOctave, 0.01)}`,
  ];
}

/** The same against the labelled beats: where the tempo drifts, a label for the whole file need not be that of any part. */
function labelledBeatLines(outcomes: readonly Outcome[]): string[] {
  const errors = outcomes.flatMap(({ track: { beats }, analysis }) => {
    const gaps = beats.slice(1).map((time, n) => time - (beats[n] ?? 0));
    const error = tempoErrorInOctave(analysis.bpm ?? 0, 60 / median(gaps));
    return gaps.length > 0 && error <= 0.01 ? [error] : [];
  });
  const within = percent(errors.map((error) => error <= 0.0005));
  return [`BPM error against the median labelled beat (${errors.length}): within 0.05 %: ${within}`];
}

function report(outcomes: readonly Outcome[]): string[] {
  const kinds = [...new Set(outcomes.map(({ track }) => track.kind))];
  const known = withTempo(outcomes);
  const dance = known.filter(({ track }) => track.kind !== 'midi-pop');
  const errors = known
    .filter(({ track, analysis }) => isSameTempoInAnOctave(analysis.bpm ?? 0, track.bpm, 0.01))
    .map(({ track, analysis }) => tempoErrorInOctave(analysis.bpm ?? 0, track.bpm));
  const keyed = outcomes.flatMap(({ track, analysis }) =>
    track.key ? [{ kind: track.kind, score: mirexKeyScore(analysis.key, track.key) }] : [],
  );
  return [
    ...tempoLines('tempo, all', known),
    ...tempoLines('tempo, dance', dance),
    `tempo, dance, labels folded into the range: Acc1@1% ${percent(dance.map(isRightInRange))}`,
    ...kinds.flatMap((kind) =>
      tempoLines(
        `tempo, ${kind}`,
        known.filter(({ track }) => track.kind === kind),
      ),
    ),
    `BPM error in the right octave: median ${(100 * median(errors)).toFixed(4)} %, ` +
      `within 0.05 %: ${percent(errors.map((error) => error <= 0.0005))}`,
    ...labelledBeatLines(outcomes),
    ...['', ...kinds].flatMap((kind) => beatLines(kind, outcomes)),
    ...rhythmLines(outcomes),
    ...['', ...kinds].map((kind) => {
      const scores = keyed.filter((key) => kind === '' || key.kind === kind).map((key) => key.score);
      const exact = percent(scores.map((score) => score === 1));
      return `key, ${kind || 'all'} (${scores.length}): exact ${exact}  MIREX ${percent(scores)}`;
    }),
  ];
}

function describe({ track, analysis, beatScore }: Outcome): string {
  const ratio = (analysis.bpm ?? 0) / (track.bpm ?? NaN);
  const key = track.key
    ? `${formatMusical(track.key)} -> ${analysis.key ? formatMusical(analysis.key) : '-'} (${analysis.keyConfidence.toFixed(2)})`
    : `- -> ${analysis.key ? formatMusical(analysis.key) : '-'} (${analysis.keyConfidence.toFixed(2)})`;
  const tempo = `${track.bpm} -> ${analysis.bpm?.toFixed(3) ?? '-'} (x${ratio.toFixed(4)}, ${analysis.bpmConfidence.toFixed(2)})`;
  return [track.file.padEnd(48), tempo.padEnd(44), `F ${beatScore?.toFixed(2) ?? '-'}`.padEnd(8), key].join(' ');
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { truth: { type: 'string', default: DEVELOPMENT_TRUTH }, list: { type: 'boolean', default: false } },
  });
  const ffmpegPath = await locateFfmpeg({ env: process.env });
  const fft = await loadFft();
  const outcomes: Outcome[] = [];
  const before = cpuSeconds();
  for (const track of readTruth(resolve(values.truth))) {
    const analysis = await analyseFile(track.path, { ffmpegPath, fft, options: DEFAULT_ANALYSIS_OPTIONS });
    const outcome = outcomeOf(track, analysis);
    outcomes.push(outcome);
    if (values.list) console.log(describe(outcome));
  }
  const minutes = outcomes.reduce((sum, { analysis }) => sum + analysis.durationSeconds / 60, 0);
  for (const line of report(outcomes)) console.log(line);
  console.log(`CPU seconds per audio minute, decode included: ${((cpuSeconds() - before) / minutes).toFixed(3)}`);
}

await main();
