/**
 * Positions for `count` entries between two neighbours: fractions, so that the others keep theirs.
 * @param before Position of the entry before, null at the start.
 * @param after Position of the entry after, null at the end.
 * @returns null when there is no room left between the two in a double.
 */
export function positionsBetween(before: number | null, after: number | null, count: number): number[] | null {
  const low = before ?? (after === null ? 0 : after - count - 1);
  const high = after ?? low + count + 1;
  const positions = Array.from({ length: count }, (_, index) => low + ((high - low) * (index + 1)) / (count + 1));
  const all = [low, ...positions, high];
  return all.every((position, index) => index === 0 || position > (all[index - 1] ?? position)) ? positions : null;
}
