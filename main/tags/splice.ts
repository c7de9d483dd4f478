/** Bytes [start, end) of a file that others take the place of. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
}

/** A stretch of the new file: copied from the old one, or new. */
export type Piece =
  | { readonly kind: 'old'; readonly start: number; readonly end: number }
  | { readonly kind: 'new'; readonly bytes: Buffer };

/**
 * The new file in order. What no splice names is copied as it is: this is why nothing else of a file can change.
 * @param size Of the old file.
 * @param splices In the order of the file.
 * @throws {RangeError} When they overlap or lie outside.
 */
export function* piecesOf(size: number, splices: readonly Splice[]): Generator<Piece, void, void> {
  let position = 0;
  for (const { start, end, bytes } of splices) {
    if (start < position || end < start || end > size) throw new RangeError('Splices overlap or lie outside the file');
    if (start > position) yield { kind: 'old', start: position, end: start };
    if (bytes.length > 0) yield { kind: 'new', bytes };
    position = end;
  }
  if (position < size) yield { kind: 'old', start: position, end: size };
}

export function splicedSize(size: number, splices: readonly Splice[]): number {
  return splices.reduce((sum, { start, end, bytes }) => sum - (end - start) + bytes.length, size);
}
