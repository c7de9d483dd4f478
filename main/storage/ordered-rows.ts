import type { Mutation } from './mutation.ts';
import { positionsBetween } from './positions.ts';

/** Tables whose rows the user puts in an order. */
export type OrderedTable = 'set_entries' | 'crate_tracks' | 'crates' | 'tags';

export interface OrderedRow {
  readonly id: string;
  readonly position: number;
}

interface Room {
  readonly positions: readonly number[];
  /** Where the fractions are used up: all rows get whole numbers again. */
  readonly renumbered: readonly Mutation[];
}

export function moveRow(table: OrderedTable, id: string, position: number): Mutation {
  return { op: 'update', table, id, set: { position } };
}

/** Room for `count` rows before the row at `index`; at its length: at the end. @param rows In their order. */
export function roomAt(table: OrderedTable, rows: readonly OrderedRow[], index: number, count: number): Room {
  const before = rows[index - 1]?.position ?? null;
  const positions = positionsBetween(before, rows[index]?.position ?? null, count);
  if (positions !== null) return { positions, renumbered: [] };
  const whole = (place: number): number => (place < index ? place : place + count) + 1;
  return {
    positions: Array.from({ length: count }, (_, place) => index + place + 1),
    renumbered: rows.map(({ id }, place) => moveRow(table, id, whole(place))),
  };
}
