import { type MusicalKey, musicalKey } from '#shared/domain/key.ts';

/** 0-11 are C to B major, 12-23 C to B minor; null for other numbers. */
export function keyFromTraktor(value: number): MusicalKey | null {
  if (!Number.isInteger(value) || value < 0 || value > 23) return null;
  return musicalKey(value % 12, value < 12 ? 'major' : 'minor');
}

export const keyToTraktor = ({ pitchClass, mode }: MusicalKey): number => pitchClass + (mode === 'minor' ? 12 : 0);
