import { expect, test } from 'vitest';
import { loadFft } from '#main/dsp/fft.ts';
import { createTrackAnalyser } from '#main/dsp/track-analyser.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { DEFAULT_ANALYSIS_OPTIONS } from '#shared/domain/track-analysis.ts';
import { cadence, clubTrack, DRUM_PATTERNS, drumLoop, interleave, runAnalyser } from '#test/support/signals.ts';

const fft = await loadFft();
const energyOf = (mono: Float32Array): number =>
  runAnalyser(createTrackAnalyser({ mono: false }, DEFAULT_ANALYSIS_OPTIONS, fft), interleave(mono)).energy ?? -1;
const scaled = (signal: Float32Array, gain: number): Float32Array => signal.map((sample) => gain * sample);

test('pads have less energy than the same pads with drums, and these less than louder ones', () => {
  const pads = cadence(48, false, 20);
  const drums = drumLoop(DRUM_PATTERNS.house, 128, 0, 20);
  const mix = pads.map((sample, n) => sample + (drums[n] ?? 0));
  const [calm, driving, quiet] = [energyOf(scaled(pads, 0.3)), energyOf(mix), energyOf(scaled(mix, 0.3))];
  expect(calm).toBeLessThan(quiet);
  expect(quiet).toBeLessThan(driving);
  for (const energy of [calm, driving, quiet]) {
    expect(energy).toBeGreaterThanOrEqual(0);
    expect(energy).toBeLessThanOrEqual(1);
  }
});

test('energy grows with the density of the drums', () => {
  const sparse = drumLoop({ kick: 'x...............', snare: '........x.......', hat: '................' }, 125, 0, 20);
  const dense = drumLoop({ kick: 'x...x...x...x...', snare: '....x..x.x..x..x', hat: 'xxxxxxxxxxxxxxxx' }, 125, 0, 20);
  expect(energyOf(dense)).toBeGreaterThan(energyOf(sparse));
});

test('the same drums faster have more energy, up to the fastest dance music', () => {
  const at = (tempo: number) => energyOf(drumLoop(DRUM_PATTERNS.house, tempo, 0, 20));
  const [slow, house, hard] = [at(95), at(122), at(150)];
  expect(slow).toBeLessThan(house);
  expect(house).toBeLessThan(hard);
});

test('mastered club music of 95 and of 150 BPM is at least two of ten levels apart', () => {
  const at = (tempo: number) => energyLevel(energyOf(scaled(clubTrack(tempo, 20), 1.2)));
  expect(at(150) - at(95)).toBeGreaterThanOrEqual(2);
});
