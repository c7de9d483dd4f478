import { colourFromNumber, colourToNumber } from '#main/interchange/colour.ts';

/**
 * Serato stores the pale colour of its picker and shows a darker one in the track list: the stored number less 0x666666, modulo
 * 2^24, but for three that it treats apart. Cue colours are kept as they are stored.
 * @source github.com/Holzhaus/serato-tags, docs/colors.md.
 */
const OFFSET = 0x666666;
const MODULUS = 0x1000000;
const NONE = 0xffffff;
const APART: readonly (readonly [stored: number, shown: number])[] = [
  [0x999999, 0x090909],
  [0x000000, 0x333333],
];

/** @returns The colour that the track list shows; null for white, which is none. */
export function shownTrackColour(stored: number): string | null {
  const rgb = stored & NONE;
  if (rgb === NONE) return null;
  const apart = APART.find(([from]) => from === rgb);
  return colourFromNumber(apart?.[1] ?? (rgb - OFFSET + MODULUS) % MODULUS);
}

/** What to store so that the track list shows this colour. */
export function storedTrackColour(shown: string | null): number {
  const rgb = colourToNumber(shown);
  if (rgb === null) return NONE;
  const apart = APART.find(([, to]) => to === rgb);
  const stored = apart?.[0] ?? (rgb + OFFSET) % MODULUS;
  // These two would be shown as something else: the neighbour looks the same.
  if (stored === NONE || (stored === 0 && apart === undefined)) return stored === NONE ? NONE - 1 : 1;
  return stored;
}
