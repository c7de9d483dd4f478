import { Envelope, decayFactor, releaseFrames } from './envelope.ts';
import { sine } from './oscillators.ts';
import type { FmPatch, NoteEvent } from './patch.ts';
import type { Random } from './random.ts';
import { SAMPLE_RATE, type Stereo } from './stereo.ts';

/** Speed of the auto-pan of electric pianos and bells. */
const PAN_HERTZ = 3.1;

/** Adds one note of `patch` to `out`. */
export function playFm(patch: FmPatch, out: Stereo, note: NoteEvent, random: Random): void {
  const envelope = new Envelope(patch.amp, note.frames);
  const indexFall = decayFactor(patch.indexDecay);
  const bendFall = decayFactor(patch.bendSeconds);
  const end = Math.min(out.left.length, note.at + note.frames + releaseFrames(patch.amp));
  const baseStep = note.hertz / SAMPLE_RATE;
  const panStep = PAN_HERTZ / SAMPLE_RATE;
  let carrier = 0;
  let modulator = 0;
  let panPhase = random();
  let moving = (patch.index - patch.indexSustain) * (0.4 + 0.6 * note.velocity);
  let bend = 2 ** (patch.bendSemitones / 12) - 1;
  for (let frame = note.at; frame < end; frame += 1) {
    const step = baseStep * (1 + bend);
    const value =
      envelope.next() *
      note.velocity *
      sine(carrier + ((patch.indexSustain + moving) * sine(modulator)) / (2 * Math.PI));
    const pan = patch.width === 0 ? 0 : patch.width * sine(panPhase);
    out.left[frame] += value * Math.min(1, 1 - pan);
    out.right[frame] += value * Math.min(1, 1 + pan);
    carrier += step;
    modulator += step * patch.ratio;
    panPhase += panStep;
    moving *= indexFall;
    bend *= bendFall;
  }
}
