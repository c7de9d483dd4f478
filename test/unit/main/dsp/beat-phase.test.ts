import { describe, expect, test } from 'vitest';
import { attackCurves } from '#main/dsp/attack-curve.ts';
import { createBandEnvelopeAnalyser } from '#main/dsp/band-envelope.ts';
import { findBeatPhases } from '#main/dsp/beat-phase.ts';
import { createHalfBandDecimator } from '#main/dsp/half-band.ts';
import {
  addAt,
  beatTimes,
  createNoise,
  interleave,
  kick,
  noiseHit,
  RATE,
  silence,
  sine,
} from '#test/support/signals.ts';

const SECONDS = 30;
const TEMPI = [90, 97.3, 110, 120, 127.35, 128, 140, 174];

/** Decaying sine that starts at full level. */
const thump = (hz: number, decay: number): Float32Array =>
  sine(hz, 6 * decay, 0.8).map((value, n) => value * Math.exp(-n / RATE / decay));

/** Signed error of the found beat in milliseconds, if every beat is this sound. */
function phaseErrorMs(sound: Float32Array, bpm: number, first: number, jitter = 0): number {
  const signal = silence(SECONDS);
  const noise = createNoise(9);
  for (const beat of beatTimes(bpm, first, SECONDS)) addAt(signal, sound, beat + jitter * noise());
  const decimator = createHalfBandDecimator();
  const analyser = createBandEnvelopeAnalyser();
  const frames = interleave(signal);
  for (let at = 0; at < frames.length; at += 8192) analyser.push(decimator.push(frames.slice(at, at + 8192)));
  analyser.push(decimator.flush());
  const period = 60 / bpm;
  const [{ offset }] = findBeatPhases(attackCurves(analyser.finish()), [{ start: first, period }]);
  return 1000 * period * (offset > 0.5 ? offset - 1 : offset);
}

const sounds = {
  kick: kick(),
  clap: noiseHit(0.15, 0.04, 0.4, 3),
  hat: noiseHit(0.05, 0.012, 0.3, 5),
  rim: thump(1700, 0.005),
  'sub bass': thump(50, 0.1),
};

describe.each(Object.entries(sounds))('%s', (_name, sound) => {
  const errors = TEMPI.flatMap((bpm) => [0.237, 0.3111].map((first) => phaseErrorMs(sound, bpm, first)));

  test('the beat lies 1 ms before the attack, to within half a value of the curves (1.7 ms)', () => {
    for (const error of errors) expect(Math.abs(error + 1)).toBeLessThan(1.7);
  });

  test('there is no systematic error besides', () => {
    expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length + 1)).toBeLessThan(0.5);
  });
});

test('played 8 ms early and late by turns, the beat is in the middle', () => {
  for (const bpm of TEMPI) expect(Math.abs(phaseErrorMs(kick(), bpm, 0.3, 0.008) + 1)).toBeLessThan(1.5);
});

test('a sound that takes 10 ms to swell is put within 5 ms of its start', () => {
  const swell = thump(220, 0.1).map((value, n) => value * Math.min(1, n / (0.01 * RATE)));
  for (const bpm of TEMPI) expect(Math.abs(phaseErrorMs(swell, bpm, 0.3))).toBeLessThan(5);
});
