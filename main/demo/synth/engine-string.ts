import { Envelope, releaseFrames } from './envelope.ts';
import type { NoteEvent, StringPatch } from './patch.ts';
import { type Random, whiteNoise } from './random.ts';
import { SAMPLE_RATE, type Stereo } from './stereo.ts';

/**
 * Adds one plucked note to `out`: noise that circulates in a delay line one period long, losing its highs.
 * @source Karplus and Strong, 1983; tuned with a first-order all-pass as in Jaffe and Smith, 1983.
 */
export function playString(patch: StringPatch, out: Stereo, note: NoteEvent, random: Random): void {
  const envelope = new Envelope(patch.amp, note.frames);
  // The averaging of two samples delays by half a frame, the all-pass by `fraction`.
  const period = SAMPLE_RATE / note.hertz - 0.5;
  const length = Math.floor(period - 0.1);
  const fraction = period - length;
  const allPass = (1 - fraction) / (1 + fraction);
  const line = whiteNoise(length, random);
  let smooth = 0;
  for (let index = 0; index < length; index += 1) {
    smooth += (line[index] - smooth) * (0.1 + 0.9 * patch.brightness * (0.4 + 0.6 * note.velocity));
    line[index] = smooth;
  }
  const loss = 10 ** (-3 / (patch.decay * note.hertz));
  const end = Math.min(out.left.length, note.at + note.frames + releaseFrames(patch.amp));
  const pan = patch.width * (random() * 2 - 1);
  const left = Math.min(1, 1 - pan);
  const right = Math.min(1, 1 + pan);
  let position = 0;
  let previous = 0;
  let passInput = 0;
  let passOutput = 0;
  for (let frame = note.at; frame < end; frame += 1) {
    const current = line[position];
    const averaged = loss * 0.5 * (current + previous);
    previous = current;
    passOutput = allPass * (averaged - passOutput) + passInput;
    passInput = averaged;
    line[position] = passOutput;
    position = position + 1 === length ? 0 : position + 1;
    const value = current * envelope.next() * note.velocity;
    out.left[frame] += value * left;
    out.right[frame] += value * right;
  }
}
