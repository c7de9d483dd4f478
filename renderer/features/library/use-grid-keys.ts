import { type KeyboardEvent, useCallback } from 'react';
import type { CrateId, TrackId } from '#shared/contract/ids.ts';
import type { TrackRow } from '#shared/contract/tracks.ts';
import { useMoveInCrate, useRemoveCrateEntry, useRemoveFromCrate } from '#renderer/host-client/collections.ts';
import { useEditTracks, useMoveInSet, useRemoveFromSet } from '#renderer/host-client/mutations.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { isMac, matchShortcut, type ShortcutId } from '#renderer/stores/shortcuts.ts';
import { COLUMNS } from './columns.tsx';
import { openTransition } from './mix-sign.tsx';
import type { OrderedList } from './use-ordered-list.ts';
import { extendTo, type GridModel, goTo, placeOfRow, selectAll, targetsOf } from './grid-model.ts';

type Action = () => void;
export type GridActions = Readonly<Record<ShortcutId<'table'>, Action>>;

/** Selected tracks, or the one where the keyboard is. */
function targets(row: TrackRow | null): readonly TrackId[] {
  return row === null ? [] : targetsOf(row);
}

interface Changes {
  readonly rate: (ids: readonly TrackId[], rating: number) => void;
  /** @param position Place of the first of them afterwards. */
  readonly move: (ids: readonly TrackId[], position: number) => void;
  /** @param place Which place of its track the row has (`placeOfRow`), for a single one. */
  readonly remove: (ids: readonly TrackId[], place: () => Promise<number>) => void;
}

function movementActions(model: GridModel) {
  const { focus } = useSelection.getState();
  const { row, column } = focus;
  const cell = (step: number) => {
    const next = Math.min(model.columns.length - 1, Math.max(-1, column + step));
    useSelection.getState().focusCell({ row, column: next });
  };
  return {
    down: () => goTo(model, row + 1, column),
    up: () => goTo(model, row - 1, column),
    'page-down': () => goTo(model, row + model.pageRows, column),
    'page-up': () => goTo(model, row - model.pageRows, column),
    first: () => goTo(model, 0, column),
    last: () => goTo(model, model.total - 1, column),
    'extend-down': () => void extendTo(model, row + 1),
    'extend-up': () => void extendTo(model, row - 1),
    'extend-first': () => void extendTo(model, 0),
    'extend-last': () => void extendTo(model, model.total - 1),
    'cell-right': () => cell(1),
    'cell-left': () => cell(-1),
    'select-all': () => void selectAll(model),
  };
}

function editFocusedCell(model: GridModel, row: TrackRow): void {
  const { focus, edit } = useSelection.getState();
  const column = model.columns[focus.column];
  const editable = column !== undefined && COLUMNS[column].edit !== undefined;
  if (editable || model.columns.includes('title')) edit({ trackId: row.id, column: editable ? column : 'title' });
}

/** Plays the track; on the cell of its transition, opens that. */
function openRow({ columns, ordered }: GridModel, row: TrackRow): void {
  const isMix = columns[useSelection.getState().focus.column] === 'mix';
  if (isMix && ordered?.kind === 'set') openTransition(ordered.id, row.id);
  else useDeck.getState().loadTrack(row.id, true);
}

/** What every shortcut of the table does now. */
export function gridActions(model: GridModel, changes: Changes): GridActions {
  const { focus, toggle } = useSelection.getState();
  const row = model.rowAt(focus.row);
  const rate = (rating: number) => () => {
    if (row) changes.rate(targets(row), rating);
  };
  const moveBy = (step: number) => () => {
    const position = focus.row + step;
    if (!row || model.ordered === null || position < 0 || position >= model.total) return;
    changes.move([row.id], position);
    useSelection.getState().focusCell({ row: position, column: focus.column });
  };
  return {
    ...movementActions(model),
    'toggle-row': () => row && toggle(row.id, focus.row),
    preview: () => row && openRow(model, row),
    edit: () => row && editFocusedCell(model, row),
    'rate-0': rate(0),
    'rate-1': rate(1),
    'rate-2': rate(2),
    'rate-3': rate(3),
    'rate-4': rate(4),
    'rate-5': rate(5),
    remove: () => row && changes.remove(targets(row), () => placeOfRow(model, focus.row)),
    'add-to-crate': () => row && useDialogs.getState().show({ kind: 'choose-crate', trackIds: targets(row) }),
    'move-up': moveBy(-1),
    'move-down': moveBy(1),
  };
}

/** Changes that the grid makes, for keys, menu and drops alike. @param list Where the rows are of, in whatever order. */
export function useGridChanges(list: OrderedList | null): Changes {
  const { mutate: edit } = useEditTracks();
  const { mutate: moveInSet } = useMoveInSet();
  const { mutate: moveInCrate } = useMoveInCrate();
  const { mutate: removeFromSet } = useRemoveFromSet();
  const { mutate: removeFromCrate } = useRemoveFromCrate();
  const { mutate: removeEntry } = useRemoveCrateEntry();
  const leaveCrate = (id: CrateId, ids: readonly TrackId[], place: () => Promise<number>): void => {
    const [trackId, ...more] = ids;
    if (trackId === undefined) return;
    if (more.length > 0) removeFromCrate({ id, trackIds: [...ids] });
    else void place().then((nth) => removeEntry({ id, trackId, nth }));
  };
  return {
    rate: (ids, rating) => edit({ ids: [...ids], edit: { rating } }),
    move: (ids, position) => {
      const [trackId] = ids;
      if (list?.kind === 'crate') moveInCrate({ id: list.id, trackIds: [...ids], position });
      else if (list !== null && trackId !== undefined) moveInSet({ id: list.id, trackId, position });
    },
    remove: (ids, place) => {
      if (list === null) return useDialogs.getState().show({ kind: 'remove-tracks', ids });
      if (list.kind === 'crate') leaveCrate(list.id, ids, place);
      else removeFromSet({ id: list.id, trackIds: [...ids] });
      return useSelection.getState().selectMany([], null);
    },
  };
}

/** Key handler of the table. Keys that mean nothing here go on to the window. */
export function useGridKeys(model: GridModel, changes: Changes): (event: KeyboardEvent) => void {
  return useCallback(
    (event: KeyboardEvent) => {
      // Enter, Delete or a number pressed on a column's head mean the head, not the row of the moment.
      if (event.target instanceof Element && event.target.closest('[role="columnheader"]') !== null) return;
      const shortcut = matchShortcut('table', event, isMac);
      if (!shortcut || model.total === 0) return;
      event.preventDefault();
      event.stopPropagation();
      gridActions(model, changes)[shortcut.id]();
    },
    [model, changes],
  );
}
