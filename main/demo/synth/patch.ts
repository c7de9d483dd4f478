import type { Adsr } from './envelope.ts';

/** Oscillators through a low-pass filter with its own envelope. */
export interface SubtractivePatch {
  readonly engine: 'subtractive';
  readonly shape: 'saw' | 'square';
  /** Oscillators side by side, spread over `detuneCents` and over the stereo `width` (0-1). */
  readonly oscillators: number;
  readonly detuneCents: number;
  readonly width: number;
  /** Level of a sine one octave below. */
  readonly sub: number;
  readonly amp: Adsr;
  readonly cutoffHz: number;
  /** How far the cutoff follows the note, 0-1 (relative to middle C). */
  readonly keyTrack: number;
  /** The filter opens by so many octaves and closes again in `filterDecay` seconds. */
  readonly filterOctaves: number;
  readonly filterDecay: number;
  readonly resonance: number;
  /** 1 leaves the sound clean; more saturates it. */
  readonly drive: number;
}

/** Two-operator frequency modulation; the index falls from `index` to `indexSustain`. */
export interface FmPatch {
  readonly engine: 'fm';
  /** Modulator frequency as a multiple of the note's. */
  readonly ratio: number;
  readonly index: number;
  readonly indexSustain: number;
  readonly indexDecay: number;
  readonly amp: Adsr;
  /** Semitones the pitch falls at the start, over `bendSeconds`. */
  readonly bendSemitones: number;
  readonly bendSeconds: number;
  /** Auto-pan depth, 0-1. */
  readonly width: number;
}

export interface Partial {
  /** Frequency as a multiple of the note's. */
  readonly ratio: number;
  readonly level: number;
  /** Seconds to 1/e. */
  readonly decay: number;
}

/** A sum of sines, each with its own decay. */
export interface AdditivePatch {
  readonly engine: 'additive';
  readonly partials: readonly Partial[];
  readonly amp: Adsr;
  /** Stereo spread of the partials, 0-1. */
  readonly width: number;
}

/** A plucked string. */
export interface StringPatch {
  readonly engine: 'string';
  /** Seconds to fall by 60 dB. */
  readonly decay: number;
  /** Brightness of the pluck, 0-1. */
  readonly brightness: number;
  readonly amp: Adsr;
  readonly width: number;
}

/** A sung vowel: a sawtooth through three formants. */
export interface VoicePatch {
  readonly engine: 'voice';
  /** Formant centres in Hz. */
  readonly formants: readonly [number, number, number];
  readonly vibratoCents: number;
  readonly amp: Adsr;
  readonly width: number;
}

export type Patch = SubtractivePatch | FmPatch | AdditivePatch | StringPatch | VoicePatch;

/** One note to be added to a buffer. */
export interface NoteEvent {
  /** Frame of the buffer where it starts. */
  readonly at: number;
  /** Frames until its release. */
  readonly frames: number;
  readonly hertz: number;
  /** 0-1. */
  readonly velocity: number;
}
