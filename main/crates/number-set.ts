/** A set of row numbers as bits: joining the tracks of thousands of nested crates costs a few words each. */
export class NumberSet {
  private words = new Uint32Array(0);

  addAll(numbers: ArrayLike<number> & Iterable<number>): void {
    let highest = -1;
    for (const number of numbers) highest = Math.max(highest, number);
    this.reserve(highest);
    for (const number of numbers) this.words[number >>> 5]! |= 1 << (number & 31);
  }

  join(other: NumberSet): void {
    this.reserve(other.words.length * 32 - 1);
    for (let index = 0; index < other.words.length; index += 1) this.words[index]! |= other.words[index]!;
  }

  size(): number {
    let count = 0;
    for (const word of this.words) count += bitsOf(word);
    return count;
  }

  /** Room for the numbers up to `highest`. */
  private reserve(highest: number): void {
    const length = (highest >>> 5) + 1;
    if (highest < 0 || length <= this.words.length) return;
    const words = new Uint32Array(length);
    words.set(this.words);
    this.words = words;
  }
}

/** Bits that are set, by adding them up in halves, quarters and bytes. */
function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
