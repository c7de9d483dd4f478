/**
 * Musical keys and their notations.
 * A key is a pitch class (C = 0 ... B = 11) and a mode. Camelot and Open Key numbers follow the circle of fifths.
 */
export type Mode = 'major' | 'minor';
export interface MusicalKey {
  /** Semitones above C, 0-11. */
  readonly pitchClass: number;
  readonly mode: Mode;
}
export type KeyNotation = 'camelot' | 'open-key' | 'musical';

/** Position on the Camelot wheel: number 1-12, letter A (minor) or B (major). */
export interface CamelotPosition {
  readonly number: number;
  readonly letter: 'A' | 'B';
}

/** Flats throughout: the spelling of the public JSON. */
const LONG_NAMES = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'] as const;
/** Flats except F#: the spelling that DJ software shows. */
const SHORT_NAMES = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'] as const;
const NOTE_PITCH: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

const mod12 = (value: number): number => ((value % 12) + 12) % 12;

export function musicalKey(pitchClass: number, mode: Mode): MusicalKey {
  return { pitchClass: mod12(pitchClass), mode };
}

export function toCamelot(key: MusicalKey): CamelotPosition {
  const offset = key.mode === 'major' ? 7 : 4;
  return { number: mod12(7 * key.pitchClass + offset) + 1, letter: key.mode === 'major' ? 'B' : 'A' };
}

export function fromCamelot({ number, letter }: CamelotPosition): MusicalKey {
  const offset = letter === 'B' ? 7 : 4;
  // 7 is its own inverse modulo 12, so the circle of fifths is undone by the same factor.
  return musicalKey(7 * (number - 1 - offset), letter === 'B' ? 'major' : 'minor');
}

/** "8A". */
export function formatCamelot(key: MusicalKey): string {
  const { number, letter } = toCamelot(key);
  return `${number}${letter}`;
}

/** "1m" / "1d" (Open Key: d = major, m = minor; 1d = C major). */
export function formatOpenKey(key: MusicalKey): string {
  const number = ((toCamelot(key).number + 4) % 12) + 1;
  return `${number}${key.mode === 'major' ? 'd' : 'm'}`;
}

/** "A minor", "Eb major". */
export function formatMusical(key: MusicalKey): string {
  return `${LONG_NAMES[key.pitchClass]} ${key.mode}`;
}

/** "Am", "Eb": the short form for narrow columns. */
export function formatMusicalShort(key: MusicalKey): string {
  return `${SHORT_NAMES[key.pitchClass]}${key.mode === 'minor' ? 'm' : ''}`;
}

export function formatKey(key: MusicalKey, notation: KeyNotation): string {
  if (notation === 'camelot') return formatCamelot(key);
  if (notation === 'open-key') return formatOpenKey(key);
  return formatMusicalShort(key);
}

/**
 * Index that sorts around the wheel: 1A, 1B, 2A, 2B ... 12B as 0-23. It is also how a key is stored.
 */
export function keyIndex(key: MusicalKey): number {
  const { number, letter } = toCamelot(key);
  return (number - 1) * 2 + (letter === 'B' ? 1 : 0);
}

export function keyFromIndex(index: number): MusicalKey {
  return fromCamelot({ number: Math.floor(index / 2) + 1, letter: index % 2 === 1 ? 'B' : 'A' });
}

function parseCamelotLike(text: string): MusicalKey | null {
  const match = /^(0?[1-9]|1[0-2])\s*([abdm])$/i.exec(text);
  if (!match?.[1] || !match[2]) return null;
  const number = Number(match[1]);
  const suffix = match[2].toLowerCase();
  if (suffix === 'a' || suffix === 'b') return fromCamelot({ number, letter: suffix === 'a' ? 'A' : 'B' });
  return fromCamelot({ number: ((number + 6) % 12) + 1, letter: suffix === 'd' ? 'B' : 'A' });
}

/**
 * Reads a key in Camelot ("8A", "08a"), Open Key ("1m") or musical notation ("Am", "A minor", "F#", "Ebm", "Bbmaj").
 * @returns null when the text is not a key; "o" (TKEY's "off key") is not one.
 */
export function parseKey(text: string): MusicalKey | null {
  const trimmed = text.trim().replace('♯', '#').replace('♭', 'b');
  const camelot = parseCamelotLike(trimmed);
  if (camelot) return camelot;
  const match = /^([A-Ga-g])([#b]?)\s*(m|min|minor|maj|major|dur|moll|M)?$/.exec(trimmed);
  if (!match?.[1]) return null;
  const natural = NOTE_PITCH[match[1].toUpperCase()];
  if (natural === undefined) return null;
  const accidental = match[2] === '#' ? 1 : match[2] === 'b' ? -1 : 0;
  const minor = match[3] !== undefined && /^(m|min|minor|moll)$/.test(match[3]);
  return musicalKey(natural + accidental, minor ? 'minor' : 'major');
}
