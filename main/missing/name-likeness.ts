/** Words of names and titles: letters and digits in lower case without marks. */
export function nameWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The name of a file without its ending, and without the number that many put before it. */
export function stemWords(name: string): string[] {
  const words = nameWords(name.replace(/\.[a-z0-9]{2,4}$/iu, ''));
  return words.length > 1 && /^\d{1,3}$/.test(words[0] ?? '') ? words.slice(1) : words;
}

/**
 * How alike two names are, whatever the order of their words: 1 for the same words, 0 for none in common. Longer words weigh more.
 * @source Dice, "Measures of the amount of ecologic association between species" (1945).
 */
export function nameLikeness(a: readonly string[], b: readonly string[]): number {
  const [mine, other] = [new Set(a), new Set(b)];
  const weigh = (words: Iterable<string>): number => [...words].reduce((sum, word) => sum + Math.sqrt(word.length), 0);
  const all = weigh(mine) + weigh(other);
  return all === 0 ? 0 : (2 * weigh([...mine].filter((word) => other.has(word)))) / all;
}
