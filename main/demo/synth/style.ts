import type { DrumVoice } from './drum-kit.ts';
import type { KickShape } from './drum-kick.ts';
import type { Patch } from './patch.ts';
import type { SectionKind } from './track-spec.ts';

/**
 * Where something plays: five groups of four characters for intro, build, drop, breakdown and outro; each character
 * is a quarter of the section, `#` on, `.` off.
 */
export type Matrix = `${string} ${string} ${string} ${string} ${string}`;

export interface DrumLayer {
  readonly voice: DrumVoice;
  readonly pattern: string;
  /** Replaces the pattern in the last bar of every eight. */
  readonly fill?: string;
  readonly on: Matrix;
  /** Peak level in dB; the kick of most styles is 0. */
  readonly level: number;
  /** -1 to 1. */
  readonly pan?: number;
  /** Level sent to the reverb in dB below the layer. */
  readonly reverb?: number;
}

/** Cutoff in Hz at a section's start and end. */
export type Sweep = Readonly<Partial<Record<SectionKind, readonly [number, number]>>>;

export interface MelodicPart {
  readonly name: string;
  readonly patch: Patch;
  /**
   * bass: steps of the scale above the chord's root, one note at a time. chords: every symbol strikes the chord.
   * arp: the symbols count through the chord's notes. lead: steps of the key's scale.
   */
  readonly role: 'bass' | 'chords' | 'arp' | 'lead';
  readonly pattern: string;
  /** Lowest MIDI note: of the tonic (bass, lead) or of the chord (chords, arp). */
  readonly lowest: number;
  /** Notes in a chord; default 3. */
  readonly tones?: 3 | 4 | 5;
  /** Notes end after this share of their length; default 1. */
  readonly gate?: number;
  readonly on: Matrix;
  /** Loudness of the part while it plays: RMS in dB, where the kick's peak is 0. */
  readonly level: number;
  /** Changes of the level by section, in dB. */
  readonly trim?: Readonly<Partial<Record<SectionKind, number>>>;
  readonly sweep?: Sweep;
  /** Level sent to the reverb, in dB below the part. */
  readonly reverb?: number;
  /** Level sent to the echo, in dB below the part. */
  readonly echo?: number;
  /** How far the kick pushes the part down, 0-1. */
  readonly duck: number;
  /** Cut below this frequency, so that the kick and bass have the lows to themselves. */
  readonly highPassHz?: number;
}

export interface Style {
  /** Where the second of two sixteenths falls: 0.5 is straight, 0.66 a triplet. */
  readonly swing: number;
  readonly kick: KickShape;
  readonly drums: readonly DrumLayer[];
  readonly parts: readonly MelodicPart[];
  /** Scale degrees of the chords, one character a bar. */
  readonly progression: string;
  /** Seconds that a ducked part takes to come back. */
  readonly duckSeconds: number;
  /** Drum that rolls at the end of a build. */
  readonly roll: DrumVoice | null;
  /** Noise that rises through builds, level in dB. */
  readonly riser: number;
  readonly reverbSeconds: number;
  /** Integrated loudness aimed at. */
  readonly targetLufs: number;
}
