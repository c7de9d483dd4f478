import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CEILING, Limiter } from '#shared/domain/transition/limiter.ts';

const RATE = 44_100;

/** @returns What comes out without the delay, as long as what goes in. @param block Frames that are given at once. */
function limited(samples: Float32Array, block = 128): Float32Array {
  const limiter = new Limiter(RATE);
  const delay = limiter.delayFrames * 2;
  const all = new Float32Array(samples.length + delay);
  all.set(samples);
  for (let at = 0; at < all.length; at += block * 2) limiter.apply(all.subarray(at, at + block * 2));
  return all.subarray(delay);
}

const tone = (level: number, frames: number, hertz = 220): Float32Array =>
  Float32Array.from(
    { length: frames * 2 },
    (_, index) => level * Math.sin((2 * Math.PI * hertz * Math.floor(index / 2)) / RATE),
  );
const peak = (samples: Float32Array): number => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

describe('a limiter', () => {
  test('lets no sample pass its ceiling, whatever comes', () => {
    const samples = fc.array(fc.oneof(fc.double({ min: -8, max: 8, noNaN: true }), fc.constantFrom(0, 1, -1, 5)), {
      minLength: 2,
      maxLength: 3000,
    });
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 500 }), (values, block) => {
        const even = values.length - (values.length % 2);
        expect(peak(limited(Float32Array.from(values.slice(0, even)), block))).toBeLessThanOrEqual(CEILING + 1e-6);
      }),
    );
  });

  test('leaves what is below it as it is, to the bit', () => {
    const samples = tone(0.85, 20_000);
    expect(limited(samples)).toEqual(samples);
  });

  test('goes by the louder channel, so that the stereo picture stays', () => {
    const samples = tone(1.6, 20_000).map((sample, index) => (index % 2 === 0 ? sample : sample / 4));
    const heard = limited(samples);
    for (let frame = 1000; frame < 19_000; frame += 1) {
      expect(heard[2 * frame + 1]).toBeCloseTo((heard[2 * frame] ?? 0) / 4, 5);
    }
  });

  test('is back at what it was half a second after a peak', () => {
    const samples = tone(0.5, RATE);
    samples.fill(3, 2000, 2100);
    const heard = limited(samples);
    const rest = heard.subarray(RATE + 2000);
    expect(peak(rest) / 0.5).toBeGreaterThan(0.98);
  });

  test('is not stopped by what is no number', () => {
    const samples = tone(0.5, 4000);
    samples[100] = Number.NaN;
    samples[201] = Number.POSITIVE_INFINITY;
    const heard = limited(samples);
    expect(heard.every(Number.isFinite)).toBe(true);
    expect(peak(heard.subarray(2000))).toBeGreaterThan(0.49);
  });

  test('turns a steady level down without a trace of it in the sound', () => {
    const heard = limited(tone(1.5, 40_000, 1000));
    // Behind the first moments the tone is a tone: nothing but its own frequency.
    let [real, imaginary, power] = [0, 0, 0];
    const [from, count] = [20_000, 4410];
    for (let frame = 0; frame < count; frame += 1) {
      const sample = heard[2 * (from + frame)] ?? 0;
      const angle = (2 * Math.PI * 1000 * (from + frame)) / RATE;
      real += sample * Math.cos(angle);
      imaginary += sample * Math.sin(angle);
      power += sample * sample;
    }
    const own = (2 * (real * real + imaginary * imaginary)) / count;
    expect(10 * Math.log10((power - own) / power)).toBeLessThan(-40);
  });
});
