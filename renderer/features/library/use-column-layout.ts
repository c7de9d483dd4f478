import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { TrackRow } from '#shared/contract/tracks.ts';
import { COLUMN_IDS, type ColumnId, SET_COLUMNS, useColumns } from '#renderer/stores/columns-store.ts';
import { COLUMNS } from './columns.tsx';

const features = tableFeatures({
  columnOrderingFeature,
  columnVisibilityFeature,
  columnSizingFeature,
  columnResizingFeature,
});
const helper = createColumnHelper<typeof features, TrackRow>();
const DEFINITIONS = helper.columns(
  COLUMN_IDS.map((id) =>
    helper.display({ id, header: COLUMNS[id].label, size: COLUMNS[id].width, minSize: COLUMNS[id].minWidth }),
  ),
);
// Rows come by pages and are drawn by the virtualiser; the table model is used for its columns.
const NO_ROWS: TrackRow[] = [];

/** The column that takes the room that is left over. */
const ELASTIC: ColumnId = 'title';

/** What the rows are of, for columns that only then say something. */
interface ListFacts {
  /** The rows stand in the order of a set or a crate: shows the position column. */
  readonly inOrder: boolean;
  readonly inSet: boolean;
}

function isShown(id: ColumnId, hidden: readonly ColumnId[], { inOrder, inSet }: ListFacts): boolean {
  if (id === 'position') return inOrder;
  // The next track is the next row only in the order of the set.
  if (id === 'mix' && !inOrder) return false;
  return !hidden.includes(id) && (inSet || !SET_COLUMNS.includes(id));
}

/** Order, visibility and widths of the columns. */
export function useColumnLayout({ inOrder, inSet }: ListFacts) {
  const { hidden, widths, setWidths } = useColumns();
  const order = useColumns((state) => (inSet ? state.orderInSets : state.order));
  const columnVisibility = useMemo(
    () => Object.fromEntries(COLUMN_IDS.map((id) => [id, isShown(id, hidden, { inOrder, inSet })])),
    [hidden, inOrder, inSet],
  );
  const columnOrder = useMemo(() => [...order], [order]);
  const columnSizing = widths as Record<string, number>;
  const table = useTable({
    features,
    columns: DEFINITIONS,
    data: NO_ROWS,
    columnResizeMode: 'onChange',
    state: { columnOrder, columnVisibility, columnSizing },
    onColumnSizingChange: (change) =>
      setWidths(typeof change === 'function' ? change(useColumns.getState().widths as Record<string, number>) : change),
  });
  const headers = table.getFlatHeaders().filter((header) => header.column.getIsVisible());
  // One array per set of columns, so that rows are not drawn again while a column is resized.
  const columns = useMemo(
    () => order.filter((id) => isShown(id, hidden, { inOrder, inSet })),
    [order, hidden, inOrder, inSet],
  );
  // The elastic column gives way as well, unless the user gave it a width.
  const widthOf = (id: ColumnId, size: number) => (id === ELASTIC ? (widths[ELASTIC] ?? COLUMNS[id].minWidth) : size);
  const sizes = headers.map(({ column }) => widthOf(column.id as ColumnId, column.getSize()));
  const template = headers
    .map(({ column }, index) => (column.id === ELASTIC ? `minmax(${sizes[index]}px, 1fr)` : `${sizes[index]}px`))
    .join(' ');
  return { headers, columns, template, width: sizes.reduce((sum, size) => sum + size, 0) };
}

export type ColumnLayout = ReturnType<typeof useColumnLayout>;
