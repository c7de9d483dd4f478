import { Envelope, decayFactor, releaseFrames } from './envelope.ts';
import { sine } from './oscillators.ts';
import type { AdditivePatch, NoteEvent } from './patch.ts';
import type { Random } from './random.ts';
import { SAMPLE_RATE, type Stereo } from './stereo.ts';

/** Partials above this are left away: they could only alias or hiss. */
const HIGHEST_HERTZ = 16_000;

/** Adds one note of `patch` to `out`, partial by partial. */
export function playAdditive(patch: AdditivePatch, out: Stereo, note: NoteEvent, random: Random): void {
  const end = Math.min(out.left.length, note.at + note.frames + releaseFrames(patch.amp));
  patch.partials.forEach((partial, index) => {
    if (note.hertz * partial.ratio > HIGHEST_HERTZ) return;
    const envelope = new Envelope(patch.amp, note.frames);
    const step = (note.hertz * partial.ratio) / SAMPLE_RATE;
    const fall = decayFactor(partial.decay);
    const pan = patch.width * (index % 2 === 0 ? 0.5 : -0.5);
    const left = Math.min(1, 1 - pan);
    const right = Math.min(1, 1 + pan);
    // Softer notes are duller: high partials lose more than the fundamental.
    let level = partial.level * note.velocity ** (1 + 0.15 * index);
    let phase = random();
    for (let frame = note.at; frame < end; frame += 1) {
      const value = envelope.next() * level * sine(phase);
      out.left[frame] += value * left;
      out.right[frame] += value * right;
      phase += step;
      level *= fall;
    }
  });
}
