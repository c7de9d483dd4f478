import { createRandom } from './random.ts';
import type { Stereo } from './stereo.ts';

/**
 * 16-bit samples with triangular dither, from a fixed seed.
 * @returns Interleaved stereo, shape [2 * frames].
 */
export function quantise(signal: Stereo): Int16Array<ArrayBuffer> {
  const random = createRandom(0x5eed);
  const frames = signal.left.length;
  const samples = new Int16Array(frames * 2);
  for (let frame = 0; frame < frames; frame += 1) {
    // One draw holds two independent halves: their difference is triangular, between -1 and 1 step.
    const left = random() * 65_536;
    const right = random() * 65_536;
    const leftHigh = Math.floor(left);
    const rightHigh = Math.floor(right);
    samples[2 * frame] = Math.round(signal.left[frame] * 32_767 + leftHigh / 65_536 - (left - leftHigh));
    samples[2 * frame + 1] = Math.round(signal.right[frame] * 32_767 + rightHigh / 65_536 - (right - rightHigh));
  }
  return samples;
}
