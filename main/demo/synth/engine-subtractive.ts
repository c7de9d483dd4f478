import { Envelope, decayFactor, releaseFrames } from './envelope.ts';
import { StateVariableFilter } from './filters.ts';
import { saw, sine, square } from './oscillators.ts';
import type { NoteEvent, SubtractivePatch } from './patch.ts';
import type { Random } from './random.ts';
import { saturate } from './saturate.ts';
import { SAMPLE_RATE, type Stereo } from './stereo.ts';

/** Frames for which the filter's cutoff is held. */
const BLOCK = 16;
const MIDDLE_C_HERTZ = 261.63;

interface Bank {
  readonly phases: Float64Array;
  readonly steps: Float64Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
}

function createBank(patch: SubtractivePatch, hertz: number, random: Random): Bank {
  const count = patch.oscillators;
  const bank = {
    phases: new Float64Array(count),
    steps: new Float64Array(count),
    left: new Float64Array(count),
    right: new Float64Array(count),
  };
  const level = 1 / Math.sqrt(count);
  for (let index = 0; index < count; index += 1) {
    const spread = count === 1 ? 0 : (2 * index) / (count - 1) - 1;
    // Neighbours in pitch lie on opposite sides, so that neither side sounds sharp.
    const pan = spread * (index % 2 === 0 ? 1 : -1) * patch.width;
    bank.phases[index] = count === 1 ? 0 : random();
    bank.steps[index] = (hertz * 2 ** ((spread * patch.detuneCents) / 2400)) / SAMPLE_RATE;
    bank.left[index] = level * Math.min(1, 1 - pan);
    bank.right[index] = level * Math.min(1, 1 + pan);
  }
  return bank;
}

/** Adds one note of `patch` to `out`. */
export function playSubtractive(patch: SubtractivePatch, out: Stereo, note: NoteEvent, random: Random): void {
  const bank = createBank(patch, note.hertz, random);
  const { phases, steps, left, right } = bank;
  const wave = patch.shape === 'saw' ? saw : square;
  const envelope = new Envelope(patch.amp, note.frames);
  const filterLeft = new StateVariableFilter('low');
  const filterRight = new StateVariableFilter('low');
  const baseCutoff = patch.cutoffHz * (note.hertz / MIDDLE_C_HERTZ) ** patch.keyTrack;
  const filterFall = decayFactor(patch.filterDecay) ** BLOCK;
  const subStep = note.hertz / 2 / SAMPLE_RATE;
  const end = Math.min(out.left.length, note.at + note.frames + releaseFrames(patch.amp));
  let opening = patch.filterOctaves * (0.6 + 0.4 * note.velocity);
  let subPhase = 0;
  const driven = patch.drive > 1;
  for (let start = note.at; start < end; start += BLOCK) {
    const cutoff = baseCutoff * 2 ** opening;
    filterLeft.tune(cutoff, patch.resonance);
    filterRight.tune(cutoff, patch.resonance);
    opening *= filterFall;
    const blockEnd = Math.min(end, start + BLOCK);
    for (let frame = start; frame < blockEnd; frame += 1) {
      let sumLeft = 0;
      let sumRight = 0;
      for (let index = 0; index < phases.length; index += 1) {
        const value = wave(phases[index], steps[index]);
        sumLeft += value * left[index];
        sumRight += value * right[index];
        const next = phases[index] + steps[index];
        phases[index] = next >= 1 ? next - 1 : next;
      }
      const sub = patch.sub === 0 ? 0 : patch.sub * sine(subPhase);
      subPhase += subStep;
      const gain = envelope.next() * note.velocity;
      const mixedLeft = filterLeft.process(sumLeft) + sub;
      const mixedRight = patch.width === 0 ? mixedLeft : filterRight.process(sumRight) + sub;
      out.left[frame] += gain * (driven ? saturate(mixedLeft * patch.drive) : mixedLeft);
      out.right[frame] += gain * (driven ? saturate(mixedRight * patch.drive) : mixedRight);
    }
  }
}
