import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ListGrid } from './list-grid.tsx';

const OVERSCAN = 4;

interface VirtualGridProps {
  /** Read by screen readers. */
  readonly label: string;
  readonly count: number;
  /** About how high a row is, in CSS pixels; each is measured once it is there. */
  readonly rowHeight: number;
  /** Names what is listed; when it changes, list and keyboard begin at the top. */
  readonly content: string;
  /** Told which rows are in view; `last` inclusive. */
  readonly onRange: (first: number, last: number) => void;
  /** A ListRow; its `aria-rowindex` is the index + 1. */
  readonly children: (index: number) => ReactNode;
  readonly className?: string;
}

/** Gives the keyboard to the first thing of a row that takes it. @returns Whether the row is there with all in it. */
function focusRow(scroller: HTMLElement, index: number): boolean {
  const row = scroller.querySelector<HTMLElement>(`[data-index="${index}"]`);
  const stop = row?.querySelector<HTMLElement>('[data-stop], button:not(:disabled)');
  stop?.focus({ preventScroll: true });
  return stop !== null && stop !== undefined;
}

/** A ListGrid of any length that draws the rows in view only, each as high as its content. */
export function VirtualGrid({ label, count, rowHeight, content, onRange, children, className = '' }: VirtualGridProps) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  // oxlint-disable-next-line react/incompatible-library -- the virtualiser is one object that changes inside; the React compiler, which this warns, is not used
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
  });
  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => onRange(first, last), [onRange, first, last]);
  useEffect(() => {
    if (scroller) scroller.scrollTop = 0;
  }, [scroller, content]);

  /** A row that the keyboard is on its way to: it is drawn, and its content fetched, in a moment. */
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (wanted.current !== null && scroller !== null && focusRow(scroller, wanted.current)) wanted.current = null;
  });

  /** The list of what is drawn knows no rows beyond it: the ends are found here. */
  const toEnd = (event: KeyboardEvent) => {
    wanted.current = null;
    if ((event.key !== 'Home' && event.key !== 'End') || scroller === null || count === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const target = event.key === 'Home' ? 0 : count - 1;
    virtualizer.scrollToIndex(target, { align: target === 0 ? 'start' : 'end' });
    wanted.current = focusRow(scroller, target) ? null : target;
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the list within, on their way to it
    <div ref={setScroller} className={`min-h-0 overflow-y-auto ${className}`} onKeyDownCapture={toEnd}>
      <ListGrid label={label} content={content} rowCount={count}>
        <div role="presentation" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => (
            <div
              key={index}
              ref={virtualizer.measureElement}
              role="presentation"
              data-index={index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)` }}
            >
              {children(index)}
            </div>
          ))}
        </div>
      </ListGrid>
    </div>
  );
}
