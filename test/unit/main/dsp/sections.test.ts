import { beforeAll, describe, expect, test } from 'vitest';
import { createBandEnvelopeAnalyser } from '#main/dsp/band-envelope.ts';
import { createChromaAnalyser } from '#main/dsp/chroma.ts';
import { energyCurve } from '#main/dsp/energy-curve.ts';
import { loadFft } from '#main/dsp/fft.ts';
import { createHalfBandDecimator } from '#main/dsp/half-band.ts';
import { createOnsetFluxAnalyser } from '#main/dsp/onset-flux.ts';
import { findSections } from '#main/dsp/sections.ts';
import { createTrackAnalyser } from '#main/dsp/track-analyser.ts';
import type { BeatGrid } from '#shared/domain/beat-grid.ts';
import { DEFAULT_ANALYSIS_OPTIONS } from '#shared/domain/track-analysis.ts';
import { bpm, seconds } from '#shared/domain/units.ts';
import {
  type AnalysedDemoTrack,
  analyseDemoTrack,
  energyOfKinds,
  scoreBoundaries,
} from '#test/support/demo-analysis.ts';
import {
  addAt,
  cadence,
  clubTrack,
  createNoise,
  DRUM_PATTERNS,
  drumLoop,
  interleave,
  runAnalyser,
  silence,
} from '#test/support/signals.ts';

const fft = await loadFft();
const analyse = (mono: Float32Array) =>
  runAnalyser(createTrackAnalyser({ mono: false }, DEFAULT_ANALYSIS_OPTIONS, fft), interleave(mono));

describe('demo tracks of four styles', () => {
  const ids = ['glass-harbour', 'river-of-drums', 'turbine-hall', 'lemon-balcony'];
  let tracks: AnalysedDemoTrack[];
  beforeAll(() => {
    tracks = ids.map((id) => analyseDemoTrack(id, fft));
  }, 300_000); // on one busy core; 15 s on a free one

  test('at least 90 % of the boundaries are found within a bar, at most 20 % of those found are false', () => {
    const scores = tracks.map(scoreBoundaries);
    const sum = (field: 'truth' | 'hits' | 'found' | 'extra') =>
      scores.reduce((total, score) => total + score[field], 0);
    expect(sum('hits') / sum('truth')).toBeGreaterThanOrEqual(0.9);
    expect(sum('extra') / sum('found')).toBeLessThanOrEqual(0.2);
  });

  test('builds and drops have more energy than intros and breakdowns', () => {
    for (const track of tracks) {
      const calm = energyOfKinds(track, ['intro', 'breakdown']);
      expect(energyOfKinds(track, ['build', 'drop']), track.truth.id).toBeGreaterThan(calm);
    }
  });

  test('they begin with an intro and end with an outro that say how long they are', () => {
    for (const { truth, analysis } of tracks) {
      const { sections } = analysis.details;
      expect([sections[0]?.kind, sections.at(-1)?.kind], truth.id).toEqual(['intro', 'outro']);
    }
  });

  test('cues: the first downbeat is the first beat, mixing out ends with the last section', () => {
    for (const { truth, analysis } of tracks) {
      const { cues } = analysis.details;
      const timeOf = (kind: string) => cues.find((cue) => cue.kind === kind)?.timeSeconds ?? -1;
      expect(Math.abs(timeOf('first-downbeat') - truth.firstBeat), truth.id).toBeLessThan(0.02);
      expect(timeOf('mix-in'), truth.id).toBeLessThan(truth.sections[1]?.startSeconds ?? 0);
      expect(timeOf('mix-out'), truth.id).toBeGreaterThan(truth.duration / 2);
      expect(cues.map(({ timeSeconds }) => timeSeconds)).toEqual(
        cues.map(({ timeSeconds }) => timeSeconds).toSorted((a, b) => a - b),
      );
    }
  });

  test('no change of key is reported, since there is none', () => {
    for (const { truth, analysis } of tracks) expect(analysis.details.keyChanges, truth.id).toEqual([]);
  });

  test('the details stay under 4 KB', () => {
    for (const { analysis } of tracks) expect(JSON.stringify(analysis.details).length).toBeLessThan(4_000);
  });
});

test('a loop that does not change is one verse', () => {
  const { details } = analyse(drumLoop(DRUM_PATTERNS.breakbeat, 130, 0, 60));
  expect(details.sections.map(({ kind }) => kind)).toEqual(['verse']);
});

test('chords without drums have neither build, drop nor breakdown, however loud they grow', () => {
  const chords = cadence(57, true, 90).map((sample, n) => (n < 44_100 * 30 ? 0.3 : 1) * sample);
  const kinds = analyse(chords).details.sections.map(({ kind }) => kind);
  expect(kinds.filter((kind) => !['intro', 'verse', 'outro'].includes(kind))).toEqual([]);
});

test('without a beat grid there are no sections and no cues', () => {
  const noise = createNoise(5);
  const { grid, details } = analyse(silence(20).map(() => 0.2 * noise()));
  expect(grid).toBeNull();
  expect(details).toMatchObject({ sections: [], cues: [] });
});

/** 16 bars of club music, 16 without drums and bass, 16 of club music again. */
function withBreak(): Float32Array {
  const bar = 2;
  const target = silence(48 * bar);
  const full = clubTrack(120, 16 * bar);
  addAt(target, full, 0);
  addAt(target, cadence(57, true, 16 * bar), 16 * bar, 0.5);
  addAt(target, full, 32 * bar);
  return target;
}

function formOf(mono: Float32Array, grid: BeatGrid) {
  const decimator = createHalfBandDecimator();
  const analysers = [
    createBandEnvelopeAnalyser(),
    createOnsetFluxAnalyser(fft, () => undefined),
    createChromaAnalyser(fft),
  ] as const;
  const frames = interleave(mono);
  for (let at = 0; at < frames.length; at += 8192) {
    const samples = decimator.push(frames.subarray(at, at + 8192));
    if (samples.length > 0) for (const analyser of analysers) analyser.push(samples);
  }
  const [envelopes, flux, chroma] = [analysers[0].finish(), analysers[1].finish(), analysers[2].finish()];
  return findSections({ envelopes, flux, chroma }, grid, seconds(mono.length / 44_100), energyCurve(envelopes, 0.7));
}

test('a break without drums is a breakdown, and the drums come back with a drop', () => {
  const grid = { beatsPerBar: 4, segments: [{ startSeconds: seconds(0), bpm: bpm(120), firstBeatNumber: 1 }] };
  const { sections, cues } = formOf(withBreak(), grid);
  expect(sections.map(({ kind, bars }) => `${kind} ${bars}`)).toEqual(['verse 16', 'breakdown 16', 'drop 16']);
  expect(cues).toContainEqual({ kind: 'breakdown', timeSeconds: 32 });
  expect(cues).toContainEqual({ kind: 'drop', timeSeconds: 64 });
});

test('a grid of two tempos has its bars on both', () => {
  const fast = clubTrack(150, 25.6);
  const signal = silence(57.6);
  addAt(signal, cadence(57, true, 32), 0, 0.5);
  addAt(signal, fast, 32);
  const { sections } = formOf(signal, {
    beatsPerBar: 4,
    segments: [
      { startSeconds: seconds(0), bpm: bpm(120), firstBeatNumber: 1 },
      { startSeconds: seconds(32), bpm: bpm(150), firstBeatNumber: 1 },
    ],
  });
  expect(sections.reduce((sum, { bars }) => sum + bars, 0)).toBe(32);
  expect(sections.some(({ startSeconds }) => Math.abs(startSeconds - 32) < 0.05)).toBe(true);
});
