import { expect, test } from 'vitest';
import { compareRecordings, SILENT_WORD, WORD_SECONDS } from '#main/duplicates/match/compare-recordings.ts';
import { WordIndexBuilder } from '#main/duplicates/match/word-index.ts';
import { createNoise } from '#test/support/signals.ts';

/** Words of invented sound; each differs from the one before it in a few bits, as those of music do. */
function sound(seed: number, length = 900): Uint32Array {
  const noise = createNoise(seed);
  const bit = (): number => 1 << Math.floor((noise() + 1) * 16);
  let word = Math.floor((noise() + 1) * 2 ** 31) >>> 0;
  return Uint32Array.from({ length }, () => {
    for (let n = 0; n < 4; n += 1) word = (word ^ bit()) >>> 0;
    return word;
  });
}

/** The same with some bits in a thousand changed, as an encoder does. */
function encoded(words: Uint32Array, perThousand: number, seed = 5): Uint32Array {
  const noise = createNoise(seed);
  return words.map((word) => {
    let changed = word;
    for (let bit = 0; bit < 32; bit += 1) if ((noise() + 1) / 2 < perThousand / 1000) changed ^= 1 << bit;
    return changed >>> 0;
  });
}

const silence = (seconds: number): Uint32Array => new Uint32Array(Math.round(seconds / WORD_SECONDS)).fill(SILENT_WORD);
const joined = (...parts: readonly Uint32Array[]): Uint32Array => Uint32Array.from(parts.flatMap((part) => [...part]));

test('an encoder changes little, and how much later it is is told in words', () => {
  const late = joined(silence(3), encoded(sound(1), 10), silence(10));
  const likeness = compareRecordings(sound(1), late, [22]);
  expect(likeness?.offset).toBe(24);
  expect(likeness?.bitErrors).toBeLessThan(0.02);
});

test('silence at the ends does not count, seconds of other sound do', () => {
  expect(compareRecordings(sound(1), joined(silence(25), sound(1)), [Math.round(25 / WORD_SECONDS)])).not.toBeNull();
  expect(compareRecordings(sound(1), joined(sound(2, 80), sound(1)), [80])).toBeNull();
});

test('another voice in one half is another version', () => {
  const half = joined(sound(1).subarray(0, 450), encoded(sound(1).subarray(450), 250));
  expect(compareRecordings(sound(1), half, [0])).toBeNull();
});

test('a bad encoding is believed where the names say the same', () => {
  const bad = encoded(sound(1), 70);
  expect(compareRecordings(sound(1), bad, [0])).toBeNull();
  expect(compareRecordings(sound(1), bad, [0], 'named')).not.toBeNull();
});

test('two silent files are no recording', () => {
  expect(compareRecordings(silence(60), silence(60), [0])).toBeNull();
});

test('the index finds a bad copy among hundreds, and nothing for one that has none', () => {
  const library = Array.from({ length: 300 }, (_, n) => sound(n + 1, 2400));
  const builder = new WordIndexBuilder(library.length + 2);
  for (const words of [...library, joined(silence(2), encoded(library[7] ?? sound(8), 60)), sound(999, 2400)]) {
    builder.add(words);
  }
  const index = builder.build();
  const [candidate, ...more] = index.candidates(300);
  expect(more).toEqual([]);
  expect(candidate?.other).toBe(7);
  // How many words later the sound comes in the other: two seconds earlier.
  expect(Math.abs((candidate?.offsets[0] ?? 0) + 16)).toBeLessThanOrEqual(1);
  expect(index.candidates(301)).toEqual([]);
});
