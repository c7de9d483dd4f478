import type { AdditivePatch, FmPatch, StringPatch, SubtractivePatch } from './patch.ts';

/** A slow carpet of detuned sawtooths. */
export const warmPad: SubtractivePatch = {
  engine: 'subtractive',
  shape: 'saw',
  oscillators: 4,
  detuneCents: 22,
  width: 0.9,
  sub: 0,
  amp: { attack: 0.25, decay: 1, sustain: 0.9, release: 0.7 },
  cutoffHz: 1100,
  keyTrack: 0.4,
  filterOctaves: 0.7,
  filterDecay: 1.6,
  resonance: 0.1,
  drive: 1,
};

/** The same, brighter and quicker: an ensemble of strings. */
export const strings: SubtractivePatch = {
  ...warmPad,
  oscillators: 5,
  detuneCents: 16,
  cutoffHz: 3200,
  filterOctaves: 0.3,
  amp: { attack: 0.07, decay: 0.6, sustain: 0.85, release: 0.35 },
};

/** Seven sawtooths: the wall of trance and hardstyle. */
export const superSaw: SubtractivePatch = {
  ...warmPad,
  oscillators: 7,
  detuneCents: 30,
  cutoffHz: 5200,
  filterOctaves: 0.6,
  filterDecay: 0.4,
  amp: { attack: 0.006, decay: 0.5, sustain: 0.8, release: 0.25 },
};

/** Short and filtered: the dub chord of house and techno. */
export const dubStab: SubtractivePatch = {
  ...warmPad,
  oscillators: 2,
  detuneCents: 14,
  width: 0.6,
  cutoffHz: 620,
  filterOctaves: 2.4,
  filterDecay: 0.12,
  resonance: 0.35,
  amp: { attack: 0.003, decay: 0.22, sustain: 0.25, release: 0.18 },
};

/** Electric piano: bell-like when struck hard, round when held. */
export const electricPiano: FmPatch = {
  engine: 'fm',
  ratio: 1,
  index: 1.7,
  indexSustain: 0.35,
  indexDecay: 0.35,
  amp: { attack: 0.004, decay: 1.3, sustain: 0.35, release: 0.22 },
  bendSemitones: 0,
  bendSeconds: 0.01,
  width: 0.35,
};

/** Strings are stiff: partials of a piano lie a little above whole multiples, by this coefficient. */
const INHARMONICITY = 0.0004;

/** Acoustic piano, a dozen partials; high ones die first. */
export const piano: AdditivePatch = {
  engine: 'additive',
  partials: Array.from({ length: 12 }, (_, index) => {
    const order = index + 1;
    return {
      ratio: order * Math.sqrt(1 + INHARMONICITY * order * order),
      level: 1 / order ** 1.25,
      decay: 1.1 / (1 + 0.35 * index),
    };
  }),
  amp: { attack: 0.002, decay: 0.9, sustain: 0.55, release: 0.12 },
  width: 0.5,
};

/** Drawbar organ with a percussive second partial. */
export const organ: AdditivePatch = {
  engine: 'additive',
  partials: [
    { ratio: 1, level: 1, decay: 60 },
    { ratio: 2, level: 0.7, decay: 60 },
    { ratio: 3, level: 0.45, decay: 60 },
    { ratio: 4, level: 0.4, decay: 60 },
    { ratio: 6, level: 0.25, decay: 0.12 },
    { ratio: 8, level: 0.18, decay: 60 },
  ],
  amp: { attack: 0.004, decay: 0.3, sustain: 0.75, release: 0.06 },
  width: 0.4,
};

/** A damped guitar: the chop of disco and reggaeton. */
export const guitar: StringPatch = {
  engine: 'string',
  decay: 1.4,
  brightness: 0.75,
  amp: { attack: 0.001, decay: 0.5, sustain: 0.5, release: 0.06 },
  width: 0.5,
};
