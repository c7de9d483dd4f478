import { create } from 'zustand';
import { persisted } from './persisted.ts';

export const COLUMN_IDS = [
  'position',
  'starts',
  'phase',
  'checks',
  'mix',
  'cover',
  'waveform',
  'title',
  'artist',
  'bpm',
  'key',
  'energy',
  'rating',
  'genre',
  'time',
  'added',
  'album',
  'label',
  'comment',
  'colour',
  'year',
  'loudness',
  'plays',
  'analysis',
  'tags',
  'quality',
  'played',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

/** They say something of a track in a set, and stand in sets alone. */
export const SET_COLUMNS: readonly ColumnId[] = ['starts', 'phase', 'checks', 'mix'];

/**
 * Order of the columns in sets: what is wrong and what the track is fit into a window of 1024 pixels, where the waveform
 * would push titles out of sight.
 */
const FIRST_IN_SETS: readonly ColumnId[] = ['position', 'starts', 'checks', 'mix', 'cover', 'title', 'artist', 'phase'];
const ORDER_IN_SETS: readonly ColumnId[] = [
  ...FIRST_IN_SETS,
  ...COLUMN_IDS.filter((id) => !FIRST_IN_SETS.includes(id)),
];

const HIDDEN_AT_FIRST: readonly ColumnId[] = [
  'album',
  'label',
  'comment',
  'colour',
  'year',
  'loudness',
  'plays',
  'analysis',
  'tags',
  'quality',
  'played',
];

interface ColumnsState {
  readonly order: readonly ColumnId[];
  /** Sets have an order of their own. */
  readonly orderInSets: readonly ColumnId[];
  readonly hidden: readonly ColumnId[];
  /** Widths in CSS pixels of the columns that the user resized. */
  readonly widths: Readonly<Partial<Record<ColumnId, number>>>;
  /** Moves a column to where another stands: in sets, or in all other lists. */
  readonly move: (column: ColumnId, to: ColumnId, inSet: boolean) => void;
  readonly setShown: (column: ColumnId, shown: boolean) => void;
  readonly setWidths: (widths: Readonly<Partial<Record<ColumnId, number>>>) => void;
  readonly reset: () => void;
}

type Kept = Pick<ColumnsState, 'order' | 'orderInSets' | 'hidden' | 'widths'>;

const initial: Kept = { order: COLUMN_IDS, orderInSets: ORDER_IN_SETS, hidden: HIDDEN_AT_FIRST, widths: {} };

/** Versions before kept one order for all lists. */
type Stored = Omit<Kept, 'orderInSets'> & Partial<Pick<Kept, 'orderInSets'>>;

/** `order` with `column` taken out and put where `to` stood. */
export function moveColumn(order: readonly ColumnId[], column: ColumnId, to: ColumnId): readonly ColumnId[] {
  const target = order.indexOf(to);
  const rest = order.filter((id) => id !== column);
  return target < 0 || column === to ? order : [...rest.slice(0, target), column, ...rest.slice(target)];
}

const withAll = (order: readonly ColumnId[]): readonly ColumnId[] => [
  ...order.filter((id) => COLUMN_IDS.includes(id)),
  ...COLUMN_IDS.filter((id) => !order.includes(id)),
];

/** What was stored, with the columns that have come since: they stand last, and are shown or not as at first. */
export function withNewColumns({ order, orderInSets = ORDER_IN_SETS, hidden, widths }: Stored): Kept {
  const fresh = COLUMN_IDS.filter((id) => !order.includes(id));
  return {
    order: withAll(order),
    orderInSets: withAll(orderInSets),
    hidden: [...hidden, ...fresh.filter((id) => HIDDEN_AT_FIRST.includes(id))],
    widths,
  };
}

export const useColumns = create<ColumnsState>()(
  persisted(
    'columns',
    ({ order, orderInSets, hidden, widths }) => ({ order, orderInSets, hidden, widths }),
    (set) => ({
      ...initial,
      move: (column, to, inSet) =>
        set(({ order, orderInSets }) =>
          inSet ? { orderInSets: moveColumn(orderInSets, column, to) } : { order: moveColumn(order, column, to) },
        ),
      setShown: (column, shown) =>
        set(({ hidden }) => ({
          hidden: shown ? hidden.filter((id) => id !== column) : [...hidden.filter((id) => id !== column), column],
        })),
      setWidths: (widths) => set({ widths }),
      reset: () => set(initial),
    }),
    withNewColumns,
  ),
);
