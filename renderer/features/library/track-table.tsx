import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import type { TrackQuery, TrackRow as TrackRowData } from '#shared/contract/tracks.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { usePlannedTracks } from '#renderer/host-client/set-builder.ts';
import { type TrackWindow, useTrackIds, useTrackWindow } from '#renderer/host-client/track-window.ts';
import { useTransitionWarnings } from '#renderer/host-client/transitions.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { type GridFocus, useSelection } from '#renderer/stores/selection-store.ts';
import type { GridModel } from './grid-model.ts';
import { TableHeader } from './table-header.tsx';
import { TableMenu } from './table-menu.tsx';
import { rowDrawing } from './row-drawing.ts';
import { ROW_HEIGHT, TrackRow } from './track-row.tsx';
import { type ColumnLayout, useColumnLayout } from './use-column-layout.ts';
import { useGridChanges, useGridKeys } from './use-grid-keys.ts';
import { useGridClicks, useGridDrag } from './use-grid-pointer.ts';
import { inItsOrder, type OrderedList, useOrderedList } from './use-ordered-list.ts';

const HEADER_HEIGHT = 29;
const OVERSCAN = 4;

/** The row or cell that has the keyboard, if it is drawn. */
function focusTarget(grid: HTMLElement, { row, column }: GridFocus): HTMLElement | null {
  const element = grid.querySelector<HTMLElement>(`[data-row="${row}"]`);
  return column < 0 ? element : (element?.querySelector<HTMLElement>(`[data-column="${column}"]`) ?? null);
}

/** Only if the keyboard is in the rows already, or nowhere: a new sort must not take it from the header. */
function mayTakeFocus(grid: HTMLElement): boolean {
  const active = document.activeElement;
  return (
    active === null || active === document.body || (grid.contains(active) && active.closest('[data-row]') !== null)
  );
}

/** Known without asking the page, which would lay it out in the middle of a change. */
function isInView(row: number, { scrollOffset, scrollRect }: Virtualizer<HTMLElement, HTMLElement>): boolean {
  if (scrollOffset === null || scrollRect === null) return false;
  const top = row * ROW_HEIGHT;
  return top >= scrollOffset && top + ROW_HEIGHT <= scrollOffset + scrollRect.height - HEADER_HEIGHT;
}

/** Moves the browser's focus to where the keyboard is in the grid, and back to the row after an edit. */
function useFollowFocus(grid: HTMLElement | null, virtualizer: Virtualizer<HTMLElement, HTMLElement>): void {
  const focus = useSelection((state) => state.focus);
  const editing = useSelection((state) => state.editing);
  const last = useRef({ focus, editing });
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { focus, editing };
    const edited = before.editing !== null && editing === null;
    if (!grid || editing || (before.focus === focus && !edited)) return;
    if (!isInView(focus.row, virtualizer)) virtualizer.scrollToIndex(focus.row, { align: 'auto' });
    if (mayTakeFocus(grid)) focusTarget(grid, focus)?.focus({ preventScroll: focus.column < 0 });
  }, [grid, focus, editing, virtualizer]);
}

/** The deck opens with its first track, and panels are resized: a row with the keyboard that was in view stays there. */
function useKeepInView(grid: HTMLElement | null, virtualizer: Virtualizer<HTMLElement, HTMLElement>): void {
  useEffect(() => {
    if (!grid) return undefined;
    let before = grid.clientHeight;
    const observer = new ResizeObserver(() => {
      const { row } = useSelection.getState().focus;
      const bottom = (row + 1) * ROW_HEIGHT + HEADER_HEIGHT - grid.scrollTop;
      if (bottom <= before && bottom > grid.clientHeight) virtualizer.scrollToIndex(row, { align: 'auto' });
      before = grid.clientHeight;
    });
    observer.observe(grid);
    return () => observer.disconnect();
  }, [grid, virtualizer]);
}

const isSameButNear = (a: TrackQuery, b: TrackQuery): boolean =>
  JSON.stringify({ ...a, near: null }) === JSON.stringify({ ...b, near: null });

/**
 * Brings the keyboard to the selected track in a list of what is near it: the selection moved on, and the list around it
 * is another. Where it is not in the list, the keyboard goes to the top.
 */
async function focusSelected(ids: () => Promise<readonly TrackId[]>): Promise<void> {
  const { current } = useSelection.getState();
  const row = (await ids()).findIndex((id) => id === current);
  const { current: now, focus, focusCell } = useSelection.getState();
  if (now === current) focusCell({ row: Math.max(0, row), column: row < 0 ? -1 : focus.column });
}

/** A changed query is shown from its top; one that follows the selection, from there. */
function useScrollToTop(
  shown: TrackQuery,
  ids: () => Promise<readonly TrackId[]>,
  virtualizer: Virtualizer<HTMLElement, HTMLElement>,
): void {
  const last = useRef(shown);
  useEffect(() => {
    const before = last.current;
    if (before === shown) return;
    last.current = shown;
    if (isSameButNear(before, shown)) {
      // A list that cannot be fetched says so itself.
      focusSelected(ids).catch(() => undefined);
      return;
    }
    if (virtualizer.scrollOffset !== 0) virtualizer.scrollToOffset(0);
    useSelection.getState().focusCell({ row: 0, column: -1 });
  }, [shown, ids, virtualizer]);
}

function useRows(query: TrackQuery, scroller: HTMLElement | null) {
  const [range, setRange] = useState({ first: 0, last: 40 });
  const rows = useTrackWindow(query, Math.max(0, range.first - OVERSCAN), range.last + OVERSCAN);
  const focusRow = useSelection((state) => state.focus.row);
  // oxlint-disable-next-line react/incompatible-library -- the virtualiser is one object that changes inside; the React compiler, which this warns, is not used
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: rows.total,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: 0,
    scrollPaddingStart: 0,
    scrollPaddingEnd: HEADER_HEIGHT,
    // The focused row stays in the document, or the browser would drop the focus when it scrolls out of view.
    rangeExtractor: (seen) => {
      const indexes = defaultRangeExtractor(seen);
      if (focusRow >= seen.count || indexes.includes(focusRow)) return indexes;
      return [...indexes, focusRow].sort((a, b) => a - b);
    },
  });
  useLayoutEffect(() => {
    rowDrawing.table = virtualizer;
  }, [virtualizer]);
  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 40;
  useEffect(() => setRange({ first, last }), [first, last]);
  return { rows, virtualizer };
}

function useGridModel(rows: TrackWindow, ordered: OrderedList | null, layout: ColumnLayout, height: number): GridModel {
  const ids = useTrackIds(rows.shown);
  const { shown, total, rowAt } = rows;
  const { columns } = layout;
  const pageRows = Math.max(1, Math.floor((height - HEADER_HEIGHT) / ROW_HEIGHT) - 1);
  return useMemo(
    () => ({ query: shown, ordered, total, rowAt, columns, pageRows, ids }),
    [shown, ordered, total, rowAt, columns, pageRows, ids],
  );
}

interface TrackTableProps {
  readonly query: TrackQuery;
  /** Told what is on show, for the count and the states around the table. */
  readonly onRows: (rows: TrackWindow) => void;
}

/** The library as an ARIA grid: virtual rows, one focus, rows fetched as they come into view. */
export function TrackTable({ query, onRows }: TrackTableProps) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const { rows, virtualizer } = useRows(query, scroller);
  const list = useOrderedList(rows.shown.source);
  const ordered = inItsOrder(rows.shown) ? list : null;
  const layout = useColumnLayout({ inOrder: ordered !== null, inSet: list?.kind === 'set' });
  const model = useGridModel(rows, ordered, layout, virtualizer.scrollRect?.height ?? 600);
  const changes = useGridChanges(list);
  const onKeyDown = useGridKeys(model, changes);
  const clicks = useGridClicks(model, changes);
  const { mark, handlers } = useGridDrag(model, changes);
  const { startIndex = 0, endIndex = 40 } = virtualizer.range ?? {};
  const mixes = useMixes(layout.columns.includes('mix') ? list : null, startIndex, endIndex);
  const stateOf = useRowState(rows, list);
  useFollowFocus(scroller, virtualizer);
  useKeepInView(scroller, virtualizer);
  useScrollToTop(rows.shown, model.ids, virtualizer);
  useEffect(() => onRows(rows), [onRows, rows]);

  return (
    <TableMenu model={model} list={list} changes={changes}>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the focus is on the rows and cells (roving) */}
      <div
        ref={setScroller}
        role="grid"
        aria-label="Tracks"
        aria-multiselectable
        aria-rowcount={rows.total + 1}
        aria-colcount={layout.columns.length}
        aria-busy={rows.stale}
        className="h-full overflow-auto overscroll-none"
        style={{ '--columns': layout.template, '--table-width': `${layout.width}px` } as CSSProperties}
        onKeyDown={onKeyDown}
        {...clicks}
        {...handlers}
      >
        <TableHeader layout={layout} />
        <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index }) => {
            const row = rows.rowAt(index);
            return (
              <TrackRow
                key={index}
                row={row}
                index={index}
                columns={layout.columns}
                drop={mark?.row === index ? mark.edge : null}
                parking={mark?.row === index && ordered?.kind === 'set'}
                {...stateOf(row, index)}
                {...mixes(row)}
              />
            );
          })}
        </div>
      </div>
    </TableMenu>
  );
}

/** What is said of the transitions of the rows in view. */
function useMixes(list: OrderedList | null, first: number, last: number) {
  const id = list?.kind === 'set' ? list.id : null;
  const warnings = useTransitionWarnings(id, first, last);
  return (row: TrackRowData | null) => {
    const mixWarnings = row === null ? null : (warnings.get(row.id) ?? null);
    return { mixOf: mixWarnings === null ? null : id, mixWarnings };
  };
}

/** What the window makes of a row at its place. */
function useRowState(rows: TrackWindow, list: OrderedList | null) {
  const notation = useSettings().keyNotation;
  const selected = useSelection((state) => state.selected);
  const focus = useSelection((state) => state.focus);
  const editing = useSelection((state) => state.editing);
  const playingId = useDeck((state) => state.trackId);
  const planned = usePlannedTracks(list?.kind === 'set' ? list.id : null);
  const focusedId = rows.rowAt(focus.row)?.id;
  // Of a track that stands in a crate several times, one row alone is the one where the keyboard is.
  const isSelected = (id: TrackId, index: number): boolean =>
    selected.has(id) && (selected.size > 1 || id !== focusedId || index === focus.row || list?.kind !== 'crate');
  return (row: TrackRowData | null, index: number) => ({
    notation,
    selected: row !== null && isSelected(row.id, index),
    playing: row !== null && row.id === playingId,
    planned: row === null ? null : (planned?.get(row.id) ?? null),
    focus: focus.row === index ? focus.column : null,
    editing: row !== null && editing?.trackId === row.id ? editing.column : null,
  });
}
