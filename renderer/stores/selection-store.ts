import { create } from 'zustand';
import type { TrackId } from '#shared/contract/ids.ts';
import type { ColumnId } from './columns-store.ts';

/** Where the keyboard is: a row, or a cell of it (column index among the visible ones; -1 = the row). */
export interface GridFocus {
  readonly row: number;
  readonly column: number;
}

export interface EditedCell {
  readonly trackId: TrackId;
  readonly column: ColumnId;
}

interface SelectionState {
  readonly selected: ReadonlySet<TrackId>;
  /** The track that the inspector shows. */
  readonly current: TrackId | null;
  readonly focus: GridFocus;
  /** Row from which Shift extends. */
  readonly anchor: number;
  readonly editing: EditedCell | null;
  readonly focusCell: (focus: GridFocus) => void;
  readonly select: (id: TrackId, row: number) => void;
  readonly toggle: (id: TrackId, row: number) => void;
  /** Replaces the selection; the anchor stays. */
  readonly selectMany: (ids: readonly TrackId[], current: TrackId | null) => void;
  readonly edit: (cell: EditedCell | null) => void;
  readonly clear: () => void;
}

export const useSelection = create<SelectionState>()((set) => ({
  selected: new Set<TrackId>(),
  current: null,
  focus: { row: 0, column: -1 },
  anchor: 0,
  editing: null,
  focusCell: (focus) => set({ focus }),
  select: (id, row) => set({ selected: new Set([id]), current: id, anchor: row }),
  toggle: (id, row) =>
    set(({ selected }) => {
      const next = new Set(selected);
      if (!next.delete(id)) next.add(id);
      return { selected: next, current: next.has(id) ? id : ([...next].at(-1) ?? null), anchor: row };
    }),
  selectMany: (ids, current) => set({ selected: new Set(ids), current }),
  edit: (editing) => set({ editing }),
  clear: () => set({ selected: new Set(), current: null, focus: { row: 0, column: -1 }, anchor: 0, editing: null }),
}));
