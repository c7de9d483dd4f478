import { SILENT_WORD } from './compare-recordings.ts';

/** About so many words of all recordings together are indexed: 80 MB. */
const WORDS_INDEXED = 5_000_000;
/** And so many of each one, whatever its length: a tenth of them is the same where two lie between each other's words. */
const FEWEST_A_TRACK = 96;
const MOST_A_TRACK = 512;
/** A loop or a sample says so little that one common word is worth a comparison. */
const FEW_WORDS = 64;
/** A word of more recordings than this tells none of them apart. */
const MOST_IN_A_BUCKET = 256;

/** Spreads the bits of a word, so that words are chosen, and laid in buckets, as if at random. */
function hashOf(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x7feb_352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846c_a68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Every how many-eth word is chosen, a power of two. The words of a longer recording are among those of a shorter one, so that
 * recordings of different lengths still meet.
 */
function strideFor(words: number, wanted: number): number {
  return 2 ** Math.max(0, Math.round(Math.log2(Math.max(1, words / wanted))));
}

/** Calls `use` for the chosen words of a fingerprint, each once, where it stands first: loops say the same again and again. */
function chosenWords(words: Uint32Array, wanted: number, use: (word: number, place: number) => void): void {
  const places = new Map<number, number>();
  for (const [place, word] of words.entries()) if (word !== SILENT_WORD && !places.has(word)) places.set(word, place);
  const stride = strideFor(places.size, wanted);
  for (const [word, place] of places) if (hashOf(word) % stride === 0) use(word, place);
}

const NONE = new Uint32Array();

class GrowableWords {
  private data = new Uint32Array(65_536);
  length = 0;

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Uint32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length] = value;
    this.length += 1;
  }

  view(): Uint32Array {
    return this.data.subarray(0, this.length);
  }
}

/** Another recording that shares words with one, and how many words later they mostly stand in it. */
export interface Candidate {
  readonly other: number;
  readonly offsets: readonly number[];
}

export interface WordIndex {
  /** Recordings before number `track` that share words with it at one offset. */
  candidates(track: number): Candidate[];
}

/** Recordings are added in order and get the numbers 0, 1, 2 ...; `build` ends the adding. */
export class WordIndexBuilder {
  private readonly words = new GrowableWords();
  private readonly places = new GrowableWords();
  private readonly tracks = new GrowableWords();
  private readonly starts = new GrowableWords();
  private readonly wordsATrack: number;

  /** @param tracks About how many recordings come. */
  constructor(tracks: number) {
    const share = WORDS_INDEXED / Math.max(1, tracks);
    this.wordsATrack = Math.min(MOST_A_TRACK, Math.max(FEWEST_A_TRACK, share));
  }

  add(words: Uint32Array): void {
    const track = this.starts.length;
    this.starts.push(this.words.length);
    chosenWords(words, this.wordsATrack, (word, place) => {
      this.words.push(word);
      this.places.push(place);
      this.tracks.push(track);
    });
  }

  build(): WordIndex {
    this.starts.push(this.words.length);
    const postings = { words: this.words.view(), places: this.places.view(), tracks: this.tracks.view() };
    return createIndex(postings, this.starts.view());
  }
}

interface Postings {
  readonly words: Uint32Array;
  readonly places: Uint32Array;
  readonly tracks: Uint32Array;
}

/** Numbers of postings by the hash of their word: those of bucket b stand from `starts[b]` to `starts[b + 1]`. */
interface Buckets {
  readonly starts: Uint32Array;
  readonly postings: Uint32Array;
  bucketOf(word: number): number;
}

function intoBuckets(words: Uint32Array): Buckets {
  const bits = Math.min(22, Math.max(8, Math.ceil(Math.log2(words.length + 1))));
  // The low bits have chosen the words: the high ones lay them.
  const bucketOf = (word: number): number => hashOf(word) >>> (32 - bits);
  const starts = new Uint32Array(2 ** bits + 1);
  for (const word of words) starts[bucketOf(word) + 1] = (starts[bucketOf(word) + 1] ?? 0) + 1;
  for (let bucket = 1; bucket < starts.length; bucket += 1) {
    starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
  }
  const next = starts.slice();
  const postings = new Uint32Array(words.length);
  for (let posting = 0; posting < words.length; posting += 1) {
    const bucket = bucketOf(words[posting] ?? 0);
    postings[next[bucket] ?? 0] = posting;
    next[bucket] = (next[bucket] ?? 0) + 1;
  }
  return { starts, postings, bucketOf };
}

/** Hits of one other recording: how often each offset was seen. */
function commonOffsets(offsets: readonly number[], least: number): number[] {
  const counts = new Map<number, number>();
  for (const offset of offsets) {
    // A word may slip by one where frames lie differently.
    for (const near of [offset - 1, offset, offset + 1]) counts.set(near, (counts.get(near) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([offset]) => offset);
}

function createIndex({ words, places, tracks }: Postings, starts: Uint32Array): WordIndex {
  const buckets = intoBuckets(words);

  /** Postings of the bucket that the word of a posting lies in; none where it is too common. */
  function bucketOf(posting: number): Uint32Array {
    const bucket = buckets.bucketOf(words[posting] ?? 0);
    const [from, to] = [buckets.starts[bucket] ?? 0, buckets.starts[bucket + 1] ?? 0];
    return to - from > MOST_IN_A_BUCKET ? NONE : buckets.postings.subarray(from, to);
  }

  /** Calls `use` for each earlier recording that has the word of a posting. */
  function eachMeeting(posting: number, use: (other: number, offset: number) => void): void {
    for (const other of bucketOf(posting)) {
      // Postings stand in the order of their recordings.
      if (other >= posting) return;
      if (words[other] !== words[posting] || tracks[other] === tracks[posting]) continue;
      use(tracks[other] ?? 0, (places[other] ?? 0) - (places[posting] ?? 0));
    }
  }

  return {
    candidates: (track) => {
      const hits = new Map<number, number[]>();
      for (let posting = starts[track] ?? 0; posting < (starts[track + 1] ?? 0); posting += 1) {
        eachMeeting(posting, (other, offset) => {
          const known = hits.get(other);
          if (known === undefined) hits.set(other, [offset]);
          else known.push(offset);
        });
      }
      const own = (starts[track + 1] ?? 0) - (starts[track] ?? 0);
      const least = own < FEW_WORDS ? 1 : 2;
      return [...hits].flatMap(([other, offsets]) => {
        const common = offsets.length < least ? [] : commonOffsets(offsets, least);
        return common.length === 0 ? [] : [{ other, offsets: common }];
      });
    },
  };
}
