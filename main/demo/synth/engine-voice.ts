import { Envelope, releaseFrames } from './envelope.ts';
import { StateVariableFilter } from './filters.ts';
import { saw, sine } from './oscillators.ts';
import type { NoteEvent, VoicePatch } from './patch.ts';
import type { Random } from './random.ts';
import { SAMPLE_RATE, type Stereo } from './stereo.ts';

const VIBRATO_HERTZ = 5.3;
/** Vibrato sets in after the note has been held for a moment, as singers do it. */
const VIBRATO_ONSET_SECONDS = 0.35;
/** Levels of the three formants. */
const FORMANT_LEVELS = [1, 0.55, 0.3] as const;

/** Adds one sung note to `out`: two detuned voices, one for each side. */
export function playVoice(patch: VoicePatch, out: Stereo, note: NoteEvent, random: Random): void {
  for (const side of [-1, 1]) {
    const envelope = new Envelope(patch.amp, note.frames);
    const filters = patch.formants.map((hertz) => {
      const filter = new StateVariableFilter('band');
      filter.tune(hertz * (1 + 0.02 * side), 0.88);
      return filter;
    });
    const detune = 2 ** ((side * 7) / 1200);
    const end = Math.min(out.left.length, note.at + note.frames + releaseFrames(patch.amp));
    const left = Math.min(1, 1 - side * patch.width);
    const right = Math.min(1, 1 + side * patch.width);
    let phase = random();
    let vibrato = random();
    for (let frame = note.at; frame < end; frame += 1) {
      const held = Math.min(1, (frame - note.at) / SAMPLE_RATE / VIBRATO_ONSET_SECONDS);
      const cents = patch.vibratoCents * held * sine(vibrato);
      const step = (note.hertz * detune * (1 + cents * 0.000578)) / SAMPLE_RATE;
      const breath = (random() * 2 - 1) * 0.04;
      const source = saw(phase, step) + breath;
      let value = 0;
      for (let index = 0; index < 3; index += 1) value += FORMANT_LEVELS[index] * filters[index].process(source);
      value *= envelope.next() * note.velocity;
      out.left[frame] += value * left;
      out.right[frame] += value * right;
      phase += step;
      if (phase >= 1) phase -= 1;
      vibrato += VIBRATO_HERTZ / SAMPLE_RATE;
    }
  }
}
