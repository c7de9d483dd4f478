import { type MusicalKey, musicalKey } from '#shared/domain/key.ts';

/**
 * Engine counts keys around the circle of fifths from C, a major one and its relative minor in turn: 0 = C, 1 = Am, 2 = G.
 */
const FIFTH = 7;
/** The relative minor lies nine semitones above. */
const TO_MINOR = 9;
const KEYS = 24;

/** @returns null for what is no key. */
export function keyFromEngine(value: number | null): MusicalKey | null {
  if (value === null || !Number.isInteger(value) || value < 0 || value >= KEYS) return null;
  const major = Math.floor(value / 2) * FIFTH;
  return value % 2 === 0 ? musicalKey(major, 'major') : musicalKey(major + TO_MINOR, 'minor');
}

export function keyToEngine({ pitchClass, mode }: MusicalKey): number {
  const major = mode === 'major' ? pitchClass : pitchClass - TO_MINOR + 12;
  // 7 is its own inverse modulo 12.
  return ((major * FIFTH) % 12) * 2 + (mode === 'major' ? 0 : 1);
}
