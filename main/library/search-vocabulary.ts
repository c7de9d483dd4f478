import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { hasIndexedWord, isLiveWord, wordsAfter } from '#main/storage/queries/search-words.ts';
import { editDistance } from '#shared/domain/edit-distance.ts';

type Database = Pick<LibraryDatabase, 'raw' | 'onChange'>;

/** A slip in a shorter word makes too many others. */
const SHORTEST_LETTERS = 5;
const TWO_SLIPS_FROM_LETTERS = 8;
const MOST_WORDS = 5;
/** Read within some 10 ms; others get their turn in between. */
const WORDS_AT_ONCE = 4000;
const ONE_LETTER = 'a'.charCodeAt(0);

/** Words of one length: word, tracks that have it, and which letters it has. */
interface Shelf {
  readonly words: string[];
  readonly tracks: number[];
  readonly letters: number[];
}

/** A bit for each letter: words whose sets differ much need not be compared. */
function letterSet(word: string): number {
  let set = 0;
  for (let index = 0; index < word.length; index += 1) set |= 1 << ((word.charCodeAt(index) - ONE_LETTER) & 31);
  return set;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Words of at most that many slips, those of most tracks first; a few more than are needed. */
function within(shelves: ReadonlyMap<number, Shelf>, word: string, slips: number): string[] {
  const letters = letterSet(word);
  const found: (readonly [word: string, tracks: number])[] = [];
  for (let length = word.length - slips; length <= word.length + slips; length += 1) {
    const shelf = shelves.get(length);
    shelf?.words.forEach((candidate, index) => {
      // A changed letter changes two bits of the set.
      if (bitCount(letters ^ (shelf.letters[index] ?? 0)) > 2 * slips) return;
      if (editDistance(word, candidate, slips) <= slips) found.push([candidate, shelf.tracks[index] ?? 0]);
    });
  }
  const byTracks = found.toSorted(([, a], [, b]) => b - a);
  return byTracks.slice(0, 2 * MOST_WORDS).map(([candidate]) => candidate);
}

/**
 * The words that occur in the library, for searches that are spelled differently. They are read when a word is first
 * missed, in pieces where `ready` is awaited before, and again when one is missed after tracks have changed.
 */
export class SearchVocabulary {
  private readonly database: Database;
  private shelves: Map<number, Shelf> | null = null;
  private stale = true;
  private reading: Promise<void> | null = null;

  constructor(database: Database) {
    this.database = database;
    database.onChange(({ rows }) => {
      if (rows.has('tracks')) this.stale = true;
    });
  }

  /** Whether other spellings should be tried for the word. @param word Folded as the index does it. */
  misses(word: string): boolean {
    return word.length >= SHORTEST_LETTERS && /\p{L}/u.test(word) && !hasIndexedWord(this.database, word);
  }

  /** Reads the words, so that `nearest` is quick. */
  ready(): Promise<void> {
    if (!this.stale) return this.reading ?? Promise.resolve();
    this.reading ??= this.readInPieces().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  /**
   * The words that are fewest slips away (one, or two from eight letters on), those of most tracks first; at most five.
   * As of the last `ready`.
   * @param word Folded as the index does it.
   */
  nearest(word: string): string[] {
    const shelves = this.shelves ?? this.readAtOnce();
    const most = word.length >= TWO_SLIPS_FROM_LETTERS ? 2 : 1;
    for (let slips = 1; slips <= most; slips += 1) {
      const found = within(shelves, word, slips).filter((candidate) => isLiveWord(this.database, candidate));
      if (found.length > 0) return found.slice(0, MOST_WORDS);
    }
    return [];
  }

  private readAtOnce(): Map<number, Shelf> {
    const shelves = new Map<number, Shelf>();
    for (let last: string | null = ''; last !== null; ) last = this.readOn(shelves, last);
    this.shelves = shelves;
    this.stale = false;
    return shelves;
  }

  private async readInPieces(): Promise<void> {
    const shelves = new Map<number, Shelf>();
    // What changes from here on makes it stale again.
    this.stale = false;
    try {
      for (let last: string | null = ''; last !== null; await nextTurn()) last = this.readOn(shelves, last);
    } catch (error) {
      this.stale = true;
      throw error;
    }
    this.shelves = shelves;
  }

  /** @returns The last word read; null at the end. */
  private readOn(shelves: Map<number, Shelf>, last: string): string | null {
    const words = wordsAfter(this.database, last, WORDS_AT_ONCE);
    for (const [word, tracks] of words) {
      if (word.length < SHORTEST_LETTERS - 1 || !/\p{L}/u.test(word)) continue;
      const shelf = shelves.get(word.length) ?? { words: [], tracks: [], letters: [] };
      shelves.set(word.length, shelf);
      shelf.words.push(word);
      shelf.tracks.push(tracks);
      shelf.letters.push(letterSet(word));
    }
    return words.length < WORDS_AT_ONCE ? null : (words.at(-1)?.[0] ?? null);
  }
}
