import type { InterchangeTrack } from './model.ts';

/** The tracks of a library in their order, however they are kept; an array is one. */
export interface TrackList extends Iterable<InterchangeTrack> {
  readonly length: number;
  /** @param index From 0. */
  at(index: number): InterchangeTrack | undefined;
}

/** A list that a reader fills; an array is one. What was pushed may not be changed any more. */
export interface TrackCollector extends TrackList {
  push(track: InterchangeTrack): unknown;
}
