/** A track that a proposal puts elsewhere among the others, by its places from 0. */
export interface ProposedMove {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** Places that hold the longest run of tracks whose order is the same in both, as a set of ids. */
function stayers(before: readonly string[], after: readonly string[]): Set<string> {
  const placeOf = new Map(before.map((id, place) => [id, place]));
  const places = after.map((id) => placeOf.get(id) ?? -1);
  /** At n: where the run of n + 1 tracks ends that ends lowest. */
  const ends: number[] = [];
  const previous = places.map(() => -1);
  for (const [index, place] of places.entries()) {
    const found = ends.findIndex((end) => (places[end] ?? 0) >= place);
    const length = found < 0 ? ends.length : found;
    previous[index] = ends[length - 1] ?? -1;
    ends[length] = index;
  }
  const ids = new Set<string>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) ids.add(after[at] ?? '');
  return ids;
}

/**
 * The fewest tracks that have to be picked up to make one order from the other; all others only give way.
 * @param before Ids, each once. @param after The same ids.
 * @param locked Ids that stand at the same place in both: they never move.
 */
export function proposedMoves(
  before: readonly string[],
  after: readonly string[],
  locked: ReadonlySet<string>,
): ProposedMove[] {
  const open = (id: string): boolean => !locked.has(id);
  const stay = stayers(before.filter(open), after.filter(open));
  const placeOf = new Map(before.map((id, place) => [id, place]));
  return after.flatMap((id, to) => (locked.has(id) || stay.has(id) ? [] : [{ id, from: placeOf.get(id) ?? to, to }]));
}

/**
 * The order with some of the moves made: chosen and locked tracks take the places that are proposed, the others fill the places
 * between in the order in which they stand now. With all moves it is the proposal, with none the present order.
 */
export function orderWithMoves(
  before: readonly string[],
  after: readonly string[],
  { chosen, locked }: { readonly chosen: ReadonlySet<string>; readonly locked: ReadonlySet<string> },
): string[] {
  const isPlaced = (id: string): boolean => chosen.has(id) || locked.has(id);
  const rest = before.filter((id) => !isPlaced(id)).values();
  return after.map((id) => (isPlaced(id) ? id : (rest.next().value ?? id)));
}
