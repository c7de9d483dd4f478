import { expect, test } from 'vitest';
import { loadFft } from '#main/dsp/fft.ts';
import { createNoise } from '#test/support/signals.ts';

const library = await loadFft();

test('the spectrum equals the discrete Fourier transform by its definition', () => {
  const size = 64;
  const fft = library.realFft(size);
  const noise = createNoise(2);
  const signal = Float32Array.from({ length: size }, () => noise());
  fft.input.set(signal);
  fft.transform();
  for (let bin = 1; bin < size / 2; bin += 1) {
    let [re, im] = [0, 0];
    signal.forEach((sample, n) => {
      re += sample * Math.cos((2 * Math.PI * bin * n) / size);
      im -= sample * Math.sin((2 * Math.PI * bin * n) / size);
    });
    expect(fft.output[2 * bin]).toBeCloseTo(re, 4);
    expect(fft.output[2 * bin + 1]).toBeCloseTo(im, 4);
  }
  expect(fft.output[0]).toBeCloseTo(
    signal.reduce((sum, sample) => sum + sample, 0),
    4,
  );
});

test('instances are shared, and larger ones do not break smaller ones', () => {
  const small = library.realFft(32);
  library.realFft(65_536);
  expect(library.realFft(32)).toBe(small);
  small.input.fill(1);
  small.transform();
  expect(small.output[0]).toBeCloseTo(32, 5);
});

test('a size beyond the largest is refused', () => {
  expect(() => library.realFft(131_072)).toThrow(RangeError);
});
