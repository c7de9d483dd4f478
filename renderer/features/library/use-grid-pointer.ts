import { type DragEvent, type MouseEvent, useState } from 'react';
import type { TrackRow } from '#shared/contract/tracks.ts';
import { useAddToCrate } from '#renderer/host-client/collections.ts';
import { useAddToSet } from '#renderer/host-client/mutations.ts';
import { useParking } from '#renderer/host-client/set-builder.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { carriesTracks, dragTracks, droppedTracks } from '#renderer/stores/drag.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { starAt } from '#renderer/ui/stars.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { extendTo, type GridModel, goTo, targetsOf } from './grid-model.ts';
import type { useGridChanges } from './use-grid-keys.ts';

export interface DropMark {
  readonly row: number;
  /** Beside it: on the parking place of the row. */
  readonly edge: 'before' | 'after' | 'beside';
}

interface Hit {
  readonly index: number;
  readonly row: TrackRow;
  /** -1 outside of a cell. */
  readonly column: number;
}

function hitOf(event: MouseEvent, model: GridModel): Hit | null {
  const target = event.target as Element;
  const index = Number(target.closest('[data-row]')?.getAttribute('data-row') ?? Number.NaN);
  const row = Number.isNaN(index) ? null : model.rowAt(index);
  const column = target.closest('[data-column]')?.getAttribute('data-column');
  return row === null ? null : { index, row, column: column === null || column === undefined ? -1 : Number(column) };
}

function dropMark(event: DragEvent, model: GridModel): DropMark | null {
  const element = (event.target as Element).closest('[data-row]');
  const hit = hitOf(event, model);
  if (!element || !hit) return null;
  if ((event.target as Element).closest('[data-parking]') !== null) return { row: hit.index, edge: 'beside' };
  const { top, height } = element.getBoundingClientRect();
  return { row: hit.index, edge: event.clientY < top + height / 2 ? 'before' : 'after' };
}

/** Whether the pointer left the table, not only one of its rows for another. */
function hasLeft({ currentTarget, clientX, clientY }: DragEvent): boolean {
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect();
  return clientX < left || clientX >= right || clientY < top || clientY >= bottom;
}

type Changes = ReturnType<typeof useGridChanges>;

/** Clicks, double clicks and the context menu of the table, handled once for all rows. */
export function useGridClicks(model: GridModel, changes: Changes) {
  const onClick = (event: MouseEvent) => {
    const hit = hitOf(event, model);
    if (!hit) return;
    const rating = starAt(event);
    const selection = useSelection.getState();
    if (event.shiftKey) void extendTo(model, hit.index);
    else if (event.ctrlKey || event.metaKey) {
      selection.focusCell({ row: hit.index, column: -1 });
      selection.toggle(hit.row.id, hit.index);
    } else goTo(model, hit.index, -1);
    if (rating !== null && !event.shiftKey) changes.rate([hit.row.id], rating === hit.row.rating ? 0 : rating);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const hit = hitOf(event, model);
    if (!hit || starAt(event) !== null) return;
    useDeck.getState().loadTrack(hit.row.id, true);
  };
  const onContextMenu = (event: MouseEvent) => {
    const hit = hitOf(event, model);
    if (!hit) return event.preventDefault();
    const { selected, focusCell } = useSelection.getState();
    if (selected.has(hit.row.id)) focusCell({ row: hit.index, column: -1 });
    else goTo(model, hit.index, -1);
  };
  return { onClick, onDoubleClick, onContextMenu };
}

/** Drags out of the table, and into it while it shows a set or a crate in its order. */
export function useGridDrag(model: GridModel, changes: Changes) {
  const { mutate: addToSet } = useAddToSet();
  const { mutate: addToCrate } = useAddToCrate();
  const { mutate: park } = useParking().park;
  const [mark, setMark] = useState<DropMark | null>(null);
  const list = model.ordered;
  const clear = () => setMark(null);
  const onDragStart = (event: DragEvent) => {
    const hit = hitOf(event, model);
    if (!hit) return;
    const ids = targetsOf(hit.row);
    dragTracks(event.dataTransfer, ids, ids.length === 1 ? hit.row.title : countOf(ids.length, 'track'));
  };
  const onDragOver = (event: DragEvent) => {
    if (list === null || !carriesTracks(event.dataTransfer)) return;
    event.preventDefault();
    const next = dropMark(event, model);
    setMark((now) => (now?.row === next?.row && now?.edge === next?.edge ? now : next));
  };
  const onDrop = (event: DragEvent) => {
    const to = dropMark(event, model);
    clear();
    const ids = droppedTracks(event.dataTransfer);
    if (list === null || ids.length === 0) return;
    event.preventDefault();
    const host = to?.edge === 'beside' ? model.rowAt(to.row) : null;
    if (host !== null && list.kind === 'set') {
      const others = ids.filter((id) => id !== host.id);
      if (others.length > 0) park({ id: list.id, trackId: host.id, trackIds: others });
      return;
    }
    const position = to === null ? model.total : to.row + (to.edge === 'after' ? 1 : 0);
    void dropInList(model, changes, ids, position, (trackIds) => {
      if (list.kind === 'crate') addToCrate({ id: list.id, trackIds, position });
      else addToSet({ id: list.id, trackIds, position });
    });
  };
  const onDragLeave = (event: DragEvent) => (hasLeft(event) ? clear() : undefined);
  return { mark, handlers: { onDragStart, onDragOver, onDrop, onDragEnd: clear, onDragLeave } };
}

/** Tracks of the list move (in a set the first of them); tracks from elsewhere are added. */
async function dropInList(
  model: GridModel,
  changes: Changes,
  ids: ReturnType<typeof droppedTracks>,
  position: number,
  add: (ids: ReturnType<typeof targetsOf>[number][]) => void,
): Promise<void> {
  const order = await model.ids();
  const fresh = ids.filter((id) => !order.includes(id));
  if (fresh.length > 0) return add(fresh);
  const moved = model.ordered?.kind === 'crate' ? ids : ids.slice(0, 1);
  // Taking the tracks out first moves everything below them up.
  const above = order.slice(0, position).filter((id) => moved.includes(id)).length;
  changes.move(moved, position - above);
}
