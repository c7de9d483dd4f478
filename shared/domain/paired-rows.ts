/** A change of one text of a track; `paired` with another of the same track: guests leave the one and come to the other. */
interface PairedRow {
  readonly trackId: string;
  readonly paired: boolean;
}

/**
 * The other row of a pair, which is taken or left together with this one. The rows of a track stand together, but others of its
 * texts may stand between the two.
 * @param rowAt null or undefined where there is no row, or it is not known yet.
 * @returns Its place; null for a row without a pair.
 */
export function pairOf(index: number, rowAt: (index: number) => PairedRow | null | undefined): number | null {
  const row = rowAt(index);
  if (!row?.paired) return null;
  for (const step of [-1, 1]) {
    let at = index + step;
    for (let other = rowAt(at); other?.trackId === row.trackId; other = rowAt(at)) {
      if (other.paired) return at;
      at += step;
    }
  }
  return null;
}
