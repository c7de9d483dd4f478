/** A text to look for. */
export interface SearchText {
  readonly text: string;
  /** `words`: the last word may go on; `phrase`: exactly these words; `part`: anywhere inside (scripts without spaces). */
  readonly match: 'words' | 'phrase' | 'part';
}

/** As the word index spells a text: lower case, without accents. */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of a text as the word index knows them. */
export function foldedWords(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [];
}

/** Whether the wanted text stands in the text, by the rules of the word index. */
export function hasWords(text: string, wanted: SearchText): boolean {
  if (wanted.match === 'part') return foldText(text).includes(foldText(wanted.text));
  const words = foldedWords(text);
  const sought = foldedWords(wanted.text);
  const last = sought.length - 1;
  if (last < 0) return false;
  const fits = (word: string | undefined, index: number): boolean =>
    index === last && wanted.match === 'words' ? (word ?? '').startsWith(sought[index] ?? '') : word === sought[index];
  return words.some((_, start) => sought.every((_word, index) => fits(words[start + index], index)));
}

/** Whether a name is what is wanted, not only part of it. */
export function isWholeName(name: string, wanted: SearchText): boolean {
  if (wanted.match === 'part') return foldText(name).trim() === foldText(wanted.text).trim();
  return foldedWords(name).join(' ') === foldedWords(wanted.text).join(' ');
}
