import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';

const OVERSCAN = 8;

interface WindowedListProps {
  /** Read by screen readers. */
  readonly label: string;
  readonly count: number;
  /** CSS pixels, of every row. */
  readonly rowHeight: number;
  /** Names what is listed; when it changes, the list and the keyboard begin at the top. */
  readonly content: string;
  /** A row of headings, with `role="row"`. */
  readonly head?: ReactNode;
  readonly className?: string;
  readonly busy?: boolean;
  /** Told which rows are in view, the last one inclusive. */
  readonly onRange?: (first: number, last: number) => void;
  /** The row that the keyboard is brought to; the user moves it from there. */
  readonly current?: number;
  /**
   * Cells of a row. Its controls take `tabIndex` and the attribute `data-stop`: Up and Down go to the same control of
   * other rows, Left and Right to others of the row.
   */
  readonly children: (index: number, tabIndex: 0 | -1) => ReactNode;
}

/** Where a key leads from a row; null for keys that do not move. */
function rowAfter(row: number, key: string, page: number): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + page,
    PageUp: row - page,
    Home: 0,
    End: Number.POSITIVE_INFINITY,
  };
  return moves[key] ?? null;
}

const stopAfter = (stop: number, key: string): number | null =>
  key === 'ArrowRight' ? stop + 1 : key === 'ArrowLeft' ? stop - 1 : null;

const hasModifier = ({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean =>
  altKey || ctrlKey || metaKey || shiftKey;

function pageRows({ range }: Virtualizer<HTMLDivElement, Element>): number {
  return range === null ? 1 : Math.max(1, range.endIndex - range.startIndex - 1);
}

const stopsOf = (list: HTMLElement | null, row: number): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>(`[data-row="${row}"] [data-stop]`) ?? []),
];

/** One Tab stop for the whole list, moved by keys over all its rows, those out of view as well. */
function useRowKeys(
  list: RefObject<HTMLElement | null>,
  { row, setRow }: { readonly row: number; readonly setRow: (row: number) => void },
  virtualizer: Virtualizer<HTMLDivElement, Element>,
) {
  /** A row that gets the keyboard as soon as it is drawn, and at which of its controls. */
  const wanted = useRef<{ readonly row: number; readonly stop: number } | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const stops = stopsOf(list.current, wanted.current.row);
    const target = stops[Math.min(wanted.current.stop, stops.length - 1)];
    if (target === undefined) return;
    wanted.current = null;
    target.focus({ preventScroll: true });
  });
  return (event: KeyboardEvent) => {
    if (hasModifier(event)) return;
    const stops = stopsOf(list.current, row);
    const stop = stops.findIndex((each) => each === document.activeElement);
    if (stop < 0) return;
    const aside = stopAfter(stop, event.key);
    const next = rowAfter(row, event.key, pageRows(virtualizer));
    if (aside === null && next === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (next === null) return stops[aside ?? stop]?.focus();
    const target = Math.max(0, Math.min(virtualizer.options.count - 1, next));
    wanted.current = { row: target, stop };
    setRow(target);
    virtualizer.scrollToIndex(target);
  };
}

/** Tells the range in view, and begins at the top when something else is listed. */
function useWindow(
  { content, onRange, current }: Pick<WindowedListProps, 'content' | 'onRange' | 'current'>,
  setRow: (row: number) => void,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
) {
  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => onRange?.(first, last), [onRange, first, last]);
  useEffect(() => {
    setRow(current ?? 0);
    virtualizer.scrollToIndex(current ?? 0, { align: current === undefined ? 'start' : 'auto' });
    // oxlint-disable-next-line react/exhaustive-deps -- the virtualiser is one object; a row that the user left is not gone back to
  }, [content, current]);
}

/** A long list as an ARIA grid: only the rows in view are in the document. */
export function WindowedList(props: WindowedListProps) {
  const { label, count, rowHeight, head, className = '', busy = false, children } = props;
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setRow] = useState(0);
  const row = Math.min(chosen, Math.max(0, count - 1));
  // oxlint-disable-next-line react/incompatible-library -- the virtualiser is one object that changes inside; the React compiler, which this warns, is not used
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollPaddingEnd: head === undefined ? 0 : rowHeight,
    // The row with the keyboard stays in the document, or the browser would drop the focus when it scrolls out of view.
    rangeExtractor: (seen) => {
      const indexes = defaultRangeExtractor(seen);
      return row >= seen.count || indexes.includes(row) ? indexes : [...indexes, row].sort((a, b) => a - b);
    },
  });
  const onKeyDown = useRowKeys(list, { row, setRow }, virtualizer);
  useWindow(props, setRow, virtualizer);
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the focus is on the controls of the rows (roving)
    <div
      ref={list}
      role="grid"
      aria-label={label}
      aria-rowcount={count + (head === undefined ? 0 : 1)}
      aria-busy={busy}
      className={`overflow-y-auto overscroll-none ${className}`}
      onKeyDown={onKeyDown}
    >
      {head}
      <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            role="row"
            data-row={index}
            aria-rowindex={index + (head === undefined ? 1 : 2)}
            className="absolute inset-x-0 flex"
            style={{ top: start, height: rowHeight }}
            onFocus={() => setRow(index)}
          >
            {children(index, index === row ? 0 : -1)}
          </div>
        ))}
      </div>
    </div>
  );
}
