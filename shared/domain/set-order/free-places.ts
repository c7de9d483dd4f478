/** Which places of an order are free, and which tracks may take them. Track n stands at place n to begin with. */
export interface FreePlaces {
  /** The track that is locked to a place; -1 = free. */
  readonly locked: Int32Array;
  /** Free places, ascending. */
  readonly slots: Int32Array;
  /** Tracks that may move, ascending; as many as slots. */
  readonly tracks: Int32Array;
}

/** @param isLocked Of the track that stands at a place. */
export function freePlaces(count: number, isLocked: (place: number) => boolean): FreePlaces {
  const locked = Int32Array.from({ length: count }, (_, place) => (isLocked(place) ? place : -1));
  const slots = Int32Array.from({ length: count }, (_, place) => place).filter((place) => locked[place] === -1);
  return { locked, slots, tracks: slots.slice() };
}
