import type { FmPatch, StringPatch, SubtractivePatch, VoicePatch } from './patch.ts';

/** A filtered pluck with an echo in mind. */
export const synthPluck: SubtractivePatch = {
  engine: 'subtractive',
  shape: 'saw',
  oscillators: 2,
  detuneCents: 12,
  width: 0.5,
  sub: 0,
  amp: { attack: 0.002, decay: 0.25, sustain: 0.2, release: 0.2 },
  cutoffHz: 900,
  keyTrack: 0.6,
  filterOctaves: 2.6,
  filterDecay: 0.11,
  resonance: 0.3,
  drive: 1,
};

/** A held lead of three sawtooths. */
export const sawLead: SubtractivePatch = {
  ...synthPluck,
  oscillators: 5,
  detuneCents: 24,
  width: 0.7,
  cutoffHz: 3600,
  filterOctaves: 0.9,
  filterDecay: 0.3,
  resonance: 0.15,
  amp: { attack: 0.008, decay: 0.4, sustain: 0.75, release: 0.2 },
};

/** Distorted and nasal: hardstyle. */
export const screechLead: SubtractivePatch = {
  ...sawLead,
  oscillators: 3,
  detuneCents: 18,
  cutoffHz: 1700,
  filterOctaves: 1.6,
  resonance: 0.6,
  drive: 3.5,
};

/** A hollow square, like a clarinet or an old computer: electro and reggaeton. */
export const squareLead: SubtractivePatch = {
  ...synthPluck,
  shape: 'square',
  oscillators: 1,
  width: 0,
  cutoffHz: 1700,
  filterOctaves: 1.2,
  filterDecay: 0.2,
  amp: { attack: 0.004, decay: 0.3, sustain: 0.6, release: 0.12 },
};

/** Glassy. */
export const bell: FmPatch = {
  engine: 'fm',
  ratio: 3.01,
  index: 1.5,
  indexSustain: 0.15,
  indexDecay: 0.3,
  amp: { attack: 0.002, decay: 0.7, sustain: 0.1, release: 0.5 },
  bendSemitones: 0,
  bendSeconds: 0.01,
  width: 0.5,
};

/** Wooden: a marimba or kalimba. */
export const mallet: FmPatch = {
  engine: 'fm',
  ratio: 4,
  index: 1.1,
  indexSustain: 0,
  indexDecay: 0.04,
  amp: { attack: 0.001, decay: 0.3, sustain: 0.02, release: 0.15 },
  bendSemitones: 0,
  bendSeconds: 0.01,
  width: 0.4,
};

/** A nylon string. */
export const nylon: StringPatch = {
  engine: 'string',
  decay: 2.2,
  brightness: 0.5,
  amp: { attack: 0.001, decay: 1.2, sustain: 0.6, release: 0.15 },
  width: 0.3,
};

/** A voice on "ah". Formants of a mezzo-soprano. */
export const voiceAh: VoicePatch = {
  engine: 'voice',
  formants: [800, 1250, 2850],
  vibratoCents: 22,
  amp: { attack: 0.04, decay: 0.4, sustain: 0.85, release: 0.18 },
  width: 0.35,
};

/** A voice on "oo". */
export const voiceOo: VoicePatch = {
  ...voiceAh,
  formants: [370, 880, 2600],
  amp: { attack: 0.06, decay: 0.5, sustain: 0.9, release: 0.3 },
};
