import { SAMPLE_RATE } from './stereo.ts';

/** Attack, decay and release in seconds; sustain as a level 0-1. */
export interface Adsr {
  readonly attack: number;
  readonly decay: number;
  readonly sustain: number;
  readonly release: number;
}

/** Factor a frame after which a value has fallen to 1/e of itself in `seconds`. */
export function decayFactor(seconds: number): number {
  return Math.exp(-1 / Math.max(1, seconds * SAMPLE_RATE));
}

/** Frames that an envelope sounds after its note ends, down to -60 dB. */
export function releaseFrames(adsr: Adsr): number {
  return Math.ceil(adsr.release * SAMPLE_RATE * 2.5);
}

/** Linear attack, exponential decay to the sustain level, exponential release. One call a frame. */
export class Envelope {
  readonly #attackStep: number;
  readonly #decay: number;
  readonly #release: number;
  readonly #sustain: number;
  readonly #gateFrames: number;
  #frame = 0;
  #level = 0;
  #attacking = true;

  /** @param gateFrames Frames from the note's start to its release. */
  constructor(adsr: Adsr, gateFrames: number) {
    this.#attackStep = 1 / Math.max(1, adsr.attack * SAMPLE_RATE);
    this.#decay = decayFactor(adsr.decay);
    // A release of one e-fold per 0.36 times its length ends 60 dB down after 2.5 lengths.
    this.#release = decayFactor(adsr.release * 0.36);
    this.#sustain = adsr.sustain;
    this.#gateFrames = gateFrames;
  }

  next(): number {
    this.#frame += 1;
    if (this.#frame > this.#gateFrames) {
      this.#level *= this.#release;
    } else if (this.#attacking) {
      this.#level += this.#attackStep;
      if (this.#level >= 1) {
        this.#level = 1;
        this.#attacking = false;
      }
    } else {
      this.#level = this.#sustain + (this.#level - this.#sustain) * this.#decay;
    }
    return this.#level;
  }
}
