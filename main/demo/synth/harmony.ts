import type { MusicalKey } from '#shared/domain/key.ts';

/** Semitones of the scale above the tonic; minor is natural minor. */
const SCALES = { major: [0, 2, 4, 5, 7, 9, 11], minor: [0, 2, 3, 5, 7, 8, 10] } as const;

/**
 * MIDI note of a scale step.
 * @param step 0 is the tonic, 7 the tonic an octave higher; negative steps lie below.
 * @param tonicNote MIDI note of the tonic.
 */
export function scaleNote(key: MusicalKey, step: number, tonicNote: number): number {
  const octave = Math.floor(step / 7);
  return tonicNote + 12 * octave + SCALES[key.mode][step - 7 * octave];
}

/** The tonic as the lowest MIDI note of its pitch class that is not below `lowest`. */
export function tonicFrom(key: MusicalKey, lowest: number): number {
  return lowest + ((((key.pitchClass - lowest) % 12) + 12) % 12);
}

/**
 * A diatonic chord in close position inside one octave, so that consecutive chords move as little as they can.
 * @param degree 1-7.
 * @param tones 3 for a triad, 4 with the seventh, 5 with the ninth (which then replaces the doubled root).
 * @param lowest MIDI note below which nothing is placed.
 * @returns MIDI notes, ascending, shape [3..4].
 */
export function chordNotes(key: MusicalKey, degree: number, tones: 3 | 4 | 5, lowest: number): number[] {
  // With a ninth the root is left to the bass; the tonic keeps its root, or the key would blur.
  const steps = tones === 5 && degree !== 1 ? [2, 4, 6, 8] : tones === 5 ? [0, 2, 4, 8] : [0, 2, 4, 6].slice(0, tones);
  const notes = steps.map((step) => {
    const note = scaleNote(key, degree - 1 + step, key.pitchClass);
    return lowest + ((((note - lowest) % 12) + 12) % 12);
  });
  return notes.sort((a, b) => a - b);
}
