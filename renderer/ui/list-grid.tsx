import { type ComponentProps, type ReactNode, useLayoutEffect, useRef } from 'react';
import { RovingFocus } from './roving-focus.ts';

interface ListGridProps {
  /** Read by screen readers. */
  readonly label: string;
  readonly className?: string;
  /** Names what is listed; when it changes, the keyboard begins at the top. */
  readonly content?: string;
  /** All rows, where only some are drawn. */
  readonly rowCount?: number;
  readonly children: ReactNode;
}

/**
 * A list as an ARIA grid for the keyboard alone: Tab reaches it once, Up, Down, Home, End and the page keys go over its
 * rows, Left and Right over the controls of a row.
 */
export function ListGrid({ label, className, content, rowCount, children }: ListGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const focus = useRef<RovingFocus | null>(null);
  useLayoutEffect(() => {
    if (grid.current === null) return undefined;
    focus.current = new RovingFocus(grid.current);
    return focus.current.mount();
  }, []);
  useLayoutEffect(() => focus.current?.show(content), [content]);
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the focus is on the rows or their controls (roving)
    <div ref={grid} role="grid" aria-label={label} aria-rowcount={rowCount} className={className}>
      {children}
    </div>
  );
}

interface ListRowProps extends ComponentProps<'div'> {
  /** The keyboard stands on the row itself: for rows that are read, or that do something on Enter. */
  readonly stop?: boolean;
}

export function ListRow({ stop = false, ...rest }: ListRowProps) {
  return <div role="row" data-stop={stop ? '' : undefined} {...rest} />;
}

export function ListCell(props: ComponentProps<'div'>) {
  return <div role="gridcell" {...props} />;
}
