/** Digits of the longest number that sorts by its value; longer ones sort as text. */
const NUMBER_WIDTH = 10;

/**
 * Key by which a text sorts as people expect, with plain string comparison: without case, marks and leading signs,
 * numbers by their value ("Track 2" before "Track 10"). "" stays "".
 */
export function naturalKey(text: string): string {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const plain = folded.replace(/^[^\p{L}\p{N}]+/u, '').trim() || folded.trim();
  return plain.replace(/\d+/g, (digits) => digits.padStart(NUMBER_WIDTH, '0'));
}
