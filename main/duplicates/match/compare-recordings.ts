/** Between two words of a fingerprint: 1,365 samples at 11,025 Hz. */
export const WORD_SECONDS = 1365 / 11_025;

/** What the fingerprint of no sound is made of. */
export const SILENT_WORD = 0x256d_f977;

/** Bits by which a fingerprint differs from itself one word later. */
const WORD_BIT_ERRORS = 0.137;
/**
 * Bits that may differ beyond what lying between two words makes. Encodings make up to 3.6 %; another melody, 12 dB quieter than the
 * drum loop that both have, makes 4.5 % and more, one as loud as it 25 %.
 */
const MOST_OTHER_BITS = { unknown: 0.042, named: 0.1 } as const;
/** A stretch in which more differ is other sound: another voice over the same music. */
const MOST_STRETCH_ERRORS = { unknown: 0.16, named: 0.24 } as const;
const STRETCH_WORDS = 81;
/** So many of the stretches may be other sound: a scratch, a damaged place. */
const MOST_OTHER_STRETCHES = 0.05;
/** Less in common than this is no recording to compare. */
const LEAST_WORDS = 24;
/** Sound that only one of the two has at its ends may last so long: more is another edit. */
const MOST_EXTRA_WORDS = Math.round(5 / WORD_SECONDS);

/** What the names of two tracks say: `named` when they are of one song and version. Then a worse encoding is believed. */
export type Prior = 'unknown' | 'named';

/** How two recordings lie on each other. */
export interface Likeness {
  /** Words by which the second is later: word n of the first is word n + offset of the second. */
  readonly offset: number;
  /** Share of bits that differ, 0-1. */
  readonly bitErrors: number;
  readonly overlapWords: number;
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555);
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
  bits = (bits + (bits >>> 4)) & 0x0f0f_0f0f;
  return Math.imul(bits, 0x0101_0101) >>> 24;
}

interface Overlap {
  /** In the first. */
  readonly from: number;
  readonly to: number;
}

function overlapAt(a: Uint32Array, b: Uint32Array, offset: number): Overlap {
  return { from: Math.max(0, -offset), to: Math.min(a.length, b.length - offset) };
}

/** Share of differing bits where at least one of the two sounds; 1 where neither does. */
function errorsBetween(a: Uint32Array, b: Uint32Array, offset: number, { from, to }: Overlap): number {
  let errors = 0;
  let words = 0;
  for (let i = from; i < to; i += 1) {
    const [mine, other] = [a[i] ?? 0, b[i + offset] ?? 0];
    if (mine === SILENT_WORD && other === SILENT_WORD) continue;
    errors += bitCount(mine ^ other);
    words += 1;
  }
  return words < Math.min(LEAST_WORDS, (to - from) / 2) || words === 0 ? 1 : errors / (32 * words);
}

/** Share of the stretches that are other sound. */
function otherStretches(a: Uint32Array, b: Uint32Array, offset: number, most: number): number {
  const { from, to } = overlapAt(a, b, offset);
  let others = 0;
  let count = 0;
  for (let start = from; start + STRETCH_WORDS <= to; start += STRETCH_WORDS) {
    const errors = errorsBetween(a, b, offset, { from: start, to: start + STRETCH_WORDS });
    // A stretch in which neither sounds says nothing.
    if (errors < 1 && errors > most) others += 1;
    count += 1;
  }
  return count === 0 ? 0 : others / count;
}

/** Words that sound outside of the overlap. */
function extraWords(words: Uint32Array, from: number, to: number): number {
  let extra = 0;
  for (let i = 0; i < words.length; i += 1) if ((i < from || i >= to) && words[i] !== SILENT_WORD) extra += 1;
  return extra;
}

/**
 * Whether two fingerprints are of one recording, whatever its encoding, level and the silence around it.
 * @param offsets Where they may lie on each other; two words around each are tried.
 * @returns How they lie; null for two recordings, and for two edits of one.
 */
export function compareRecordings(
  a: Uint32Array,
  b: Uint32Array,
  offsets: Iterable<number>,
  prior: Prior = 'unknown',
): Likeness | null {
  // Loops fit themselves at many places: both beginnings, and both ends, are tried in any case.
  const places = new Set([...offsets, 0, b.length - a.length]);
  const found = [...places]
    .map((place) => bestAround(a, b, place))
    .filter((likeness) => likeness !== null && isOneRecording(a, b, likeness, prior));
  return found.reduce((best, each) => (best === null || isNearer(each, best) ? each : best), null);
}

const isNearer = (a: Likeness | null, b: Likeness): boolean => a !== null && a.bitErrors < b.bitErrors;

function bestAround(a: Uint32Array, b: Uint32Array, place: number): Likeness | null {
  let best: Likeness | null = null;
  for (let offset = place - 2; offset <= place + 2; offset += 1) {
    const overlap = overlapAt(a, b, offset);
    const overlapWords = overlap.to - overlap.from;
    if (overlapWords < LEAST_WORDS) continue;
    const bitErrors = errorsBetween(a, b, offset, overlap);
    if (best === null || bitErrors < best.bitErrors) best = { offset, bitErrors, overlapWords };
  }
  return best;
}

/**
 * Bits that differ for another reason than that the second lies between two words of the first: then the next word fits nearly as
 * well, and the two share what one whole word would make.
 */
function otherBits(a: Uint32Array, b: Uint32Array, { offset, bitErrors }: Likeness): number {
  const beside = [offset - 1, offset + 1].map((next) => errorsBetween(a, b, next, overlapAt(a, b, next)));
  const between = (WORD_BIT_ERRORS - (Math.min(...beside) - bitErrors)) / 2;
  return bitErrors - Math.max(0, between);
}

function isOneRecording(a: Uint32Array, b: Uint32Array, likeness: Likeness, prior: Prior): boolean {
  const { offset } = likeness;
  if (otherBits(a, b, likeness) > MOST_OTHER_BITS[prior]) return false;
  const overlap = overlapAt(a, b, offset);
  const extra = extraWords(a, overlap.from, overlap.to) + extraWords(b, overlap.from + offset, overlap.to + offset);
  return extra <= MOST_EXTRA_WORDS && otherStretches(a, b, offset, MOST_STRETCH_ERRORS[prior]) <= MOST_OTHER_STRETCHES;
}
