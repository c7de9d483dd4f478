import { describe, expect, test } from 'vitest';
import { loadFft } from '#main/dsp/fft.ts';
import {
  createMelSpectrogram,
  cutPatches,
  hzOfMel,
  MEL_BANDS,
  MEL_HOP,
  MEL_SAMPLE_RATE,
  melOfHz,
} from '#main/dsp/mel-spectrogram.ts';
import { loadEssentiaMel } from '#test/support/essentia-mel.ts';
import { createNoise } from '#test/support/signals.ts';

const fft = await loadFft();

function tone(hz: number, seconds = 1, amplitude = 0.5): Float32Array {
  const step = (2 * Math.PI * hz) / MEL_SAMPLE_RATE;
  return Float32Array.from({ length: seconds * MEL_SAMPLE_RATE }, (_, n) => amplitude * Math.sin(step * n));
}

function melOf(samples: Float32Array): Float32Array {
  const mel = createMelSpectrogram(fft);
  mel.push(samples);
  return mel.finish();
}
const frameOf = (levels: Float32Array, frame: number) => levels.subarray(frame * MEL_BANDS, (frame + 1) * MEL_BANDS);
const loudest = (levels: Float32Array) => levels.indexOf(Math.max(...levels));
/** Where the middle of a band lies: corners are evenly spaced in mel, the middle is the second of three. */
const middleHz = (band: number) => hzOfMel((melOfHz(MEL_SAMPLE_RATE / 2) * (band + 1)) / (MEL_BANDS + 1));

describe('the mel scale', () => {
  test('is linear up to 1 kHz, which is mel 15; 6.4 times as high is 27 more', () => {
    expect([0, 200, 1000].map(melOfHz)).toEqual([0, 3, 15]);
    expect(melOfHz(6400)).toBeCloseTo(42, 10);
  });

  test.each([0, 31, 440, 1000, 3500, 8000])('there and back again from %d Hz', (hz) => {
    expect(hzOfMel(melOfHz(hz))).toBeCloseTo(hz, 6);
  });
});

describe('the mel spectrogram', () => {
  test.each([4, 13, 30, 47, 80, 94])('a sine in the middle of band %d is loudest there', (band) => {
    expect(loudest(frameOf(melOf(tone(middleHz(band))), 30))).toBe(band);
  });

  test('of silence is 0', () => {
    expect(melOf(new Float32Array(4000)).every((level) => level === 0)).toBe(true);
  });

  test('is log10(1 + 10000 x): ten times the amplitude is 2 more where the level is high', () => {
    const [quiet, loud] = [0.05, 0.5].map((amplitude) => frameOf(melOf(tone(middleHz(47), 1, amplitude)), 30));
    expect((loud?.[47] ?? 0) - (quiet?.[47] ?? 0)).toBeCloseTo(2, 3);
  });

  test('has a frame every 16 ms, the first centred on the first sample, whatever the blocks', () => {
    const samples = tone(700);
    const mel = createMelSpectrogram(fft);
    for (let at = 0; at < samples.length; at += 777) mel.push(samples.subarray(at, at + 777));
    const levels = mel.finish();
    expect(levels.length / MEL_BANDS).toBe(Math.floor(samples.length / MEL_HOP) + 1);
    expect(levels).toEqual(melOf(samples));
  });

  test("is the one of Essentia's TensorflowInputMusiCNN", () => {
    const essentia = loadEssentiaMel();
    const noise = createNoise(7);
    const signals = [tone(90), tone(1000), tone(5200), Float32Array.from({ length: 16_000 }, () => 0.3 * noise())];
    for (const samples of signals) {
      const ours = frameOf(melOf(samples), 10);
      const theirs = essentia(samples.slice(9 * MEL_HOP, 9 * MEL_HOP + 512));
      const difference = Math.max(...ours.map((level, band) => Math.abs(level - (theirs[band] ?? 0))));
      expect(difference).toBeLessThan(0.001);
    }
  });
});

describe('patches', () => {
  const numbered = (frames: number) =>
    Float32Array.from({ length: frames * MEL_BANDS }, (_, index) => Math.floor(index / MEL_BANDS));
  /** Numbers of the frames of a patch. */
  const framesOf = (cut: Float32Array, patch: number, frames: number) =>
    Array.from({ length: frames }, (_, frame) => cut[(patch * frames + frame) * MEL_BANDS]);

  test('overlap by half; what does not fill one more is left out', () => {
    const cut = cutPatches(numbered(11), 4);
    expect(cut.length).toBe(4 * 4 * MEL_BANDS);
    expect([0, 1, 2, 3].map((patch) => framesOf(cut, patch, 4))).toEqual([
      [0, 1, 2, 3],
      [2, 3, 4, 5],
      [4, 5, 6, 7],
      [6, 7, 8, 9],
    ]);
  });

  test('of music shorter than one repeat it; of nothing there are none', () => {
    expect(framesOf(cutPatches(numbered(3), 7), 0, 7)).toEqual([0, 1, 2, 0, 1, 2, 0]);
    expect(cutPatches(numbered(0), 7).length).toBe(0);
  });
});
