/** What the ranking knows of the tracks of a library, a column each; a track is its index. */
export interface RankableTracks {
  readonly count: number;
  /** log2 of the tempo in BPM, so that a ratio is a difference and double time is 1; NaN = unknown. */
  readonly logTempo: Float32Array;
  /** Key index (key.ts), 0-23; -1 = unknown. */
  readonly key: Int8Array;
  /** 0-1; NaN = unknown. */
  readonly energy: Float32Array;
  /** A number for each genre; -1 = none. */
  readonly genre: Int32Array;
  /** A number for each main artist; -1 = none. */
  readonly artist: Int32Array;
  /** Length; 0 = unknown. */
  readonly seconds: Float32Array;
  /** Place in the order in which tracks came into the collection, 0 = first. */
  readonly added: Int32Array;
  /**
   * How far tracks that came in together count as apart: nobody knows their order. 0 for one that came by itself; a third of
   * their number is how far two places of a shuffled row lie apart.
   */
  readonly addedSpread: Int32Array;
}

/** Every index, for where each is a track that there is. */
export function allTracks({ count }: RankableTracks): Int32Array {
  return Int32Array.from({ length: count }, (_, track) => track);
}

/** A night, a mix, a set: tracks in the order in which they were played. */
export interface PlayedSession {
  /** When, in days since 1970. */
  readonly day: number;
  /** Indexes of tracks. */
  readonly tracks: readonly number[];
  /** Somebody else's: it tells what goes with what, but not what was played and when. */
  readonly isTracklist?: boolean;
}

/** Places between two tracks in the order of adding. */
export function addedBetween({ added, addedSpread }: RankableTracks, a: number, b: number): number {
  return Math.max(Math.abs((added[a] ?? 0) - (added[b] ?? 0)), addedSpread[a] ?? 0);
}

/** Columns for so many tracks of which nothing is known yet. */
export function blankTracks(count: number): RankableTracks {
  return {
    count,
    logTempo: new Float32Array(count).fill(Number.NaN),
    key: new Int8Array(count).fill(-1),
    energy: new Float32Array(count).fill(Number.NaN),
    genre: new Int32Array(count).fill(-1),
    artist: new Int32Array(count).fill(-1),
    seconds: new Float32Array(count),
    added: Int32Array.from({ length: count }, (_, index) => index),
    addedSpread: new Int32Array(count),
  };
}
