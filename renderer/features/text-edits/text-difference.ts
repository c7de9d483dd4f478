/** A piece of a text, and whether it stands in the other text as well. */
export interface TextPiece {
  readonly text: string;
  readonly changed: boolean;
}

export interface TextDifference {
  readonly before: readonly TextPiece[];
  readonly after: readonly TextPiece[];
}

/** Beyond so many comparisons the middle counts as changed as a whole. */
const MOST_COMPARISONS = 90_000;

const tokensOf = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+|\s|[^\p{L}\p{N}\p{M}\s]+/gu) ?? [];

/** How many tokens the rests of both lists share, for every pair of places. */
function sharedLengths(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return at;
}

/** Which tokens of both lists belong together, in order (the longest common subsequence). */
function commonTokens(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const shared = sharedLengths(a, b);
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pairs.push([i, j]);
      [i, j] = [i + 1, j + 1];
    } else if (shared(i + 1, j) >= shared(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

function push(pieces: TextPiece[], text: string, changed: boolean): void {
  const last = pieces.at(-1);
  if (text === '') return;
  if (last?.changed === changed) pieces[pieces.length - 1] = { text: last.text + text, changed };
  else pieces.push({ text, changed });
}

const LETTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const lettersOf = (text: string): string[] => Array.from(LETTERS.segment(text), ({ segment }) => segment);

/** How many letters both begin with. */
function commonStart(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

/** Longer stretches are compared by their ends alone. */
const MOST_LETTERS = 60;

/** Letters that belong together; none where the words have little in common, for scattered letters tell nothing. */
function commonLetters(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const pairs = a.length > MOST_LETTERS || b.length > MOST_LETTERS ? [] : commonTokens(a, b);
  return pairs.length * 2 >= Math.max(a.length, b.length) ? pairs : [];
}

/** A changed stretch, cut down to the letters that differ: "house" and "House" differ in one. */
function pushStretch(before: TextPiece[], after: TextPiece[], old: string, fresh: string): void {
  const [a, b] = [lettersOf(old), lettersOf(fresh)];
  const start = commonStart(a, b);
  const end = commonStart(a.slice(start).reverse(), b.slice(start).reverse());
  push(before, a.slice(0, start).join(''), false);
  push(after, b.slice(0, start).join(''), false);
  const [middle, freshMiddle] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  pushParts({ before, after }, [middle, freshMiddle], commonLetters(middle, freshMiddle), (gone, come) => {
    push(before, gone, true);
    push(after, come, true);
  });
  push(before, a.slice(a.length - end).join(''), false);
  push(after, b.slice(b.length - end).join(''), false);
}

/** Pushes what belongs together as it is, and hands over each stretch between. */
function pushParts(
  { before, after }: { readonly before: TextPiece[]; readonly after: TextPiece[] },
  [a, b]: readonly [readonly string[], readonly string[]],
  pairs: readonly (readonly [number, number])[],
  between: (old: string, fresh: string) => void,
): void {
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...pairs, [a.length, b.length] as const]) {
    between(a.slice(i, nextI).join(''), b.slice(j, nextJ).join(''));
    push(before, a[nextI] ?? '', false);
    push(after, b[nextJ] ?? '', false);
    [i, j] = [nextI + 1, nextJ + 1];
  }
}

/** Tells what is different in two texts, word by word and within words. */
export function differenceOf(oldText: string, newText: string): TextDifference {
  const [a, b] = [tokensOf(oldText), tokensOf(newText)];
  const before: TextPiece[] = [];
  const after: TextPiece[] = [];
  const pairs = a.length * b.length > MOST_COMPARISONS ? [] : commonTokens(a, b);
  pushParts({ before, after }, [a, b], pairs, (old, fresh) => pushStretch(before, after, old, fresh));
  return { before, after };
}

/** So much of the text before the first change is shown, that the change is in view. */
const LEAD = 18;

/** Cuts a long unchanged beginning down, and puts "…" in its place. */
export function fromFirstChange(pieces: readonly TextPiece[]): readonly TextPiece[] {
  const [first, ...others] = pieces;
  if (first === undefined || first.changed || others.length === 0) return pieces;
  const letters = lettersOf(first.text);
  return letters.length <= LEAD * 2
    ? pieces
    : [{ text: `…${letters.slice(-LEAD).join('')}`, changed: false }, ...others];
}
