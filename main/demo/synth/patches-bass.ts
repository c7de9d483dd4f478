import type { FmPatch, SubtractivePatch } from './patch.ts';

const base = {
  engine: 'subtractive',
  shape: 'saw',
  oscillators: 1,
  detuneCents: 0,
  width: 0,
  sub: 0.5,
  amp: { attack: 0.003, decay: 0.3, sustain: 0.75, release: 0.05 },
  cutoffHz: 320,
  keyTrack: 0.3,
  filterOctaves: 2,
  filterDecay: 0.12,
  resonance: 0.25,
  drive: 1.5,
} as const satisfies SubtractivePatch;

/** Round and short: house. */
export const pluckBass: SubtractivePatch = { ...base, cutoffHz: 260, filterOctaves: 2.6, filterDecay: 0.09 };
/** Almost a sine: deep house, hip-hop, liquid. */
export const roundBass: SubtractivePatch = { ...base, shape: 'square', cutoffHz: 190, filterOctaves: 0.8, sub: 0.9 };
/** Squelching: acid and techno. */
export const acidBass: SubtractivePatch = {
  ...base,
  sub: 0.15,
  cutoffHz: 210,
  filterOctaves: 3.2,
  filterDecay: 0.14,
  resonance: 0.78,
  drive: 2.4,
};
/** Two detuned oscillators that beat against each other: drum and bass. */
export const reeseBass: SubtractivePatch = {
  ...base,
  oscillators: 3,
  detuneCents: 34,
  width: 0.35,
  sub: 0.8,
  cutoffHz: 520,
  filterOctaves: 0.4,
  filterDecay: 0.6,
  drive: 2.2,
  amp: { attack: 0.01, decay: 0.4, sustain: 0.9, release: 0.06 },
};
/** Bright and driving: trance. */
export const rollingBass: SubtractivePatch = {
  ...base,
  oscillators: 2,
  detuneCents: 8,
  cutoffHz: 420,
  filterOctaves: 2.1,
  filterDecay: 0.07,
  sub: 0.6,
  amp: { attack: 0.002, decay: 0.14, sustain: 0.35, release: 0.03 },
};
/** A finger on a string: disco. */
export const fingerBass: SubtractivePatch = {
  ...base,
  cutoffHz: 380,
  filterOctaves: 2.8,
  filterDecay: 0.06,
  sub: 0.55,
  drive: 1.8,
  amp: { attack: 0.002, decay: 0.22, sustain: 0.5, release: 0.04 },
};
/** Sub with a soft attack: the low note under techno and reggaeton. */
export const subBass: SubtractivePatch = {
  ...base,
  sub: 1.1,
  cutoffHz: 150,
  filterOctaves: 0.6,
  drive: 1.6,
  amp: { attack: 0.006, decay: 0.5, sustain: 0.8, release: 0.07 },
};
/** Hollow, like an organ's pedal: UK garage. */
export const organBass: FmPatch = {
  engine: 'fm',
  ratio: 2,
  index: 2.4,
  indexSustain: 0.7,
  indexDecay: 0.07,
  amp: { attack: 0.003, decay: 0.25, sustain: 0.7, release: 0.04 },
  bendSemitones: 0,
  bendSeconds: 0.01,
  width: 0,
};
/** A drum that is a bass: afro house. */
export const logDrum: FmPatch = {
  engine: 'fm',
  ratio: 1,
  index: 2.2,
  indexSustain: 0.4,
  indexDecay: 0.05,
  amp: { attack: 0.002, decay: 0.32, sustain: 0.25, release: 0.06 },
  bendSemitones: 5,
  bendSeconds: 0.018,
  width: 0,
};
/** Metallic sequence: electro. */
export const electroBass: FmPatch = {
  engine: 'fm',
  ratio: 1,
  index: 3.4,
  indexSustain: 0.8,
  indexDecay: 0.09,
  amp: { attack: 0.002, decay: 0.2, sustain: 0.5, release: 0.03 },
  bendSemitones: 0,
  bendSeconds: 0.01,
  width: 0,
};
