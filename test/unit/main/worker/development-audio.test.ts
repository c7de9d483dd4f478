import { availableParallelism } from 'node:os';
import { beforeAll, describe, expect, test } from 'vitest';
import { Piscina } from 'piscina';
import {
  beatFMeasure,
  isSameTempo,
  isSameTempoInAnOctave,
  isTempoInRange,
  median,
  medianBeatError,
  mirexKeyScore,
  tempoErrorInOctave,
} from '#bench/analysis-metrics.ts';
import type { AnalysisReply, AnalysisTask } from '#main/analysis/worker-messages.ts';
import { beatsOfGrid } from '#shared/domain/beat-grid.ts';
import { DEFAULT_ANALYSIS_OPTIONS, type TrackAnalysis } from '#shared/domain/track-analysis.ts';
import { timbreLikeness } from '#shared/domain/timbre.ts';
import { ffmpegPath, needFfmpeg } from '#test/support/ffmpeg.ts';
import { DEVELOPMENT_TRUTH, hasDevelopmentAudio, type TempoTrack, readTruth, hasTempo } from '#test/support/truth.ts';

interface Outcome {
  readonly track: TempoTrack;
  readonly analysis: TrackAnalysis;
}

async function analyseAll(tracks: readonly TempoTrack[]): Promise<Outcome[]> {
  const pool = new Piscina<AnalysisTask, AnalysisReply>({
    filename: new URL(import.meta.resolve('#main/worker/analysis-worker.ts')).href,
    maxThreads: availableParallelism(),
  });
  try {
    return await Promise.all(
      tracks.map(async (track) => {
        const reply = await pool.run({ path: track.path, ffmpegPath: needFfmpeg(), options: DEFAULT_ANALYSIS_OPTIONS });
        if (reply.type === 'failed') throw new Error(`${track.file}: ${reply.message}`);
        return { track, analysis: reply.analysis };
      }),
    );
  } finally {
    await pool.destroy();
  }
}

const share = (values: readonly boolean[]): number => values.filter(Boolean).length / values.length;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

// Floors a little under what is measured (docs/analysis.md): a change that loses accuracy fails here.
describe.skipIf(!hasDevelopmentAudio() || ffmpegPath === null)(
  'labelled audio beside the project (skipped where ../shared is absent)',
  () => {
    let outcomes: Outcome[] = [];
    beforeAll(async () => {
      outcomes = await analyseAll(readTruth(DEVELOPMENT_TRUTH).filter(hasTempo));
    }, 120_000);

    test('tempo up to the octave, exact to the thousandth', () => {
      const found = outcomes.map(({ track, analysis }) => ({ estimate: analysis.bpm ?? 0, truth: track.bpm }));
      expect(share(found.map(({ estimate, truth }) => isSameTempoInAnOctave(estimate, truth, 0.01)))).toBeGreaterThan(
        0.97,
      );
      expect(median(found.map(({ estimate, truth }) => tempoErrorInOctave(estimate, truth)))).toBeLessThan(0.0001);
    });

    test('tempo of dance music in its octave, where the range of 88 to 176 BPM allows it', () => {
      const dance = outcomes.filter(({ track }) => track.kind !== 'midi-pop' && track.bpm >= 88 && track.bpm < 176);
      expect(
        share(dance.map(({ track, analysis }) => isSameTempo(analysis.bpm ?? 0, track.bpm, 0.01))),
      ).toBeGreaterThan(0.95);
    });

    test('every tempo is right once the label is folded into the range', () => {
      const right = outcomes.map(({ track, analysis }) =>
        isTempoInRange(analysis.bpm ?? 0, track.bpm, DEFAULT_ANALYSIS_OPTIONS, 0.01),
      );
      expect(share(right)).toBeGreaterThan(0.97);
    });

    test('of tempi said to be 0.9 sure or more 95 % are right, octave and all; two thirds of all are that sure', () => {
      const sure = outcomes.filter(({ analysis }) => analysis.bpmConfidence >= 0.9);
      const right = sure.map(({ track, analysis }) => isSameTempo(analysis.bpm ?? 0, track.bpm, 0.01));
      expect(share(right)).toBeGreaterThanOrEqual(0.95);
      expect(sure.length / outcomes.length).toBeGreaterThan(0.66);
    });

    test('dance music made by machines keeps one grid segment', () => {
      const several = outcomes
        .filter(({ track, analysis }) => track.kind !== 'midi-pop' && (analysis.grid?.segments.length ?? 0) > 1)
        .map(({ track }) => track.file);
      expect(several).toEqual([]);
    });

    test('the grid of synthetic music lies within 5 ms of its beats', () => {
      const errors = outcomes
        .filter(({ track }) => track.kind === 'synth-edm')
        .map(({ track, analysis }) => {
          const beats = analysis.grid ? beatsOfGrid(analysis.grid, analysis.durationSeconds) : [];
          return medianBeatError(
            beats.map(({ time }) => time),
            track.beats,
          );
        });
      expect(Math.max(...errors)).toBeLessThan(0.005);
    });

    test('beats of dance music', () => {
      const scores = outcomes
        .filter(({ track }) => track.kind === 'synth-edm')
        .map(({ track, analysis }) => {
          const beats = analysis.grid ? beatsOfGrid(analysis.grid, analysis.durationSeconds) : [];
          return beatFMeasure(
            beats.map(({ time }) => time),
            track.beats,
          );
        });
      expect(mean(scores)).toBeGreaterThan(0.95);
    });

    test('what sounds most alike is music of the same kind', () => {
      const isOfItsKind = outcomes.map(({ track, analysis }) => {
        const others = outcomes.filter((other) => other.track !== track);
        const likeness = (other: Outcome): number =>
          analysis.timbre && other.analysis.timbre ? timbreLikeness(analysis.timbre, other.analysis.timbre) : -1;
        const nearest = others.reduce((best, other) => (likeness(other) > likeness(best) ? other : best));
        return nearest.track.kind === track.kind;
      });
      expect(share(isOfItsKind)).toBeGreaterThanOrEqual(0.75);
    });

    test('key', () => {
      const scores = outcomes.flatMap(({ track, analysis }) =>
        track.key ? [mirexKeyScore(analysis.key, track.key)] : [],
      );
      expect(share(scores.map((score) => score === 1))).toBeGreaterThan(0.87);
      expect(mean(scores)).toBeGreaterThan(0.9);
    });
  },
);
