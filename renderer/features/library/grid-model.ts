import type { TrackId } from '#shared/contract/ids.ts';
import type { TrackQuery, TrackRow } from '#shared/contract/tracks.ts';
import type { ColumnId } from '#renderer/stores/columns-store.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import type { OrderedList } from './use-ordered-list.ts';

/** What the grid's actions work on: the state of the table at the moment of a key or click. */
export interface GridModel {
  readonly query: TrackQuery;
  /** The list whose order the user makes, while the rows stand in it. */
  readonly ordered: OrderedList | null;
  readonly total: number;
  /** Rows a screen holds. */
  readonly pageRows: number;
  readonly columns: readonly ColumnId[];
  readonly rowAt: (index: number) => TrackRow | null;
  /** All ids of the query in order. */
  readonly ids: () => Promise<readonly TrackId[]>;
}

export const clampRow = (model: GridModel, row: number): number => Math.min(model.total - 1, Math.max(0, row));

/** Ids of rows `a` to `b`, both included, in any order; asks the host for rows that are not loaded. */
async function idsBetween(model: GridModel, a: number, b: number): Promise<readonly TrackId[]> {
  const [first, last] = [Math.min(a, b), Math.max(a, b)];
  const loaded: TrackId[] = [];
  for (let row = first; row <= last; row += 1) {
    const id = model.rowAt(row)?.id;
    if (id === undefined) return (await model.ids()).slice(first, last + 1);
    loaded.push(id);
  }
  return loaded;
}

/** Moves the keyboard to a row and selects it alone. */
export function goTo(model: GridModel, row: number, column: number): void {
  const target = clampRow(model, row);
  const selection = useSelection.getState();
  selection.focusCell({ row: target, column });
  const id = model.rowAt(target)?.id;
  if (id === undefined) void selectWhenKnown(model, target);
  else selection.select(id, target);
}

/** Selects a row that is not loaded yet, unless the keyboard has gone on meanwhile. */
async function selectWhenKnown(model: GridModel, row: number): Promise<void> {
  const id = (await model.ids())[row];
  const { focus, select } = useSelection.getState();
  if (id !== undefined && focus.row === row) select(id, row);
}

/** Moves the keyboard to a row and selects everything from the anchor to it. */
export async function extendTo(model: GridModel, row: number): Promise<void> {
  const target = clampRow(model, row);
  const selection = useSelection.getState();
  selection.focusCell({ row: target, column: selection.focus.column });
  const ids = await idsBetween(model, selection.anchor, target);
  selection.selectMany(ids, model.rowAt(target)?.id ?? ids[0] ?? null);
}

/** Which of the places of its track a row is, from 0: in a crate, a track may stand several times. */
export async function placeOfRow(model: GridModel, row: number): Promise<number> {
  const id = model.rowAt(row)?.id;
  const above = row === 0 ? [] : await idsBetween(model, 0, row - 1);
  return above.filter((each) => each === id).length;
}

export async function selectAll(model: GridModel): Promise<void> {
  const ids = await model.ids();
  const { current, selectMany } = useSelection.getState();
  selectMany(ids, current ?? ids[0] ?? null);
}

/** Tracks that a command means: the selection if the row is part of it, else the row alone. */
export function targetsOf(row: TrackRow): readonly TrackId[] {
  const { selected } = useSelection.getState();
  return selected.has(row.id) ? [...selected] : [row.id];
}
