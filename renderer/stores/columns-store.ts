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
  readonly hidden: readonly ColumnId[];
  /** Widths in CSS pixels of the columns that the user resized. */
  readonly widths: Readonly<Partial<Record<ColumnId, number>>>;
  readonly setOrder: (order: readonly ColumnId[]) => void;
  /** Moves a column to where another stands. */
  readonly move: (column: ColumnId, to: ColumnId) => void;
  readonly setShown: (column: ColumnId, shown: boolean) => void;
  readonly setWidths: (widths: Readonly<Partial<Record<ColumnId, number>>>) => void;
  readonly reset: () => void;
}

type Kept = Pick<ColumnsState, 'order' | 'hidden' | 'widths'>;

const initial: Kept = { order: COLUMN_IDS, hidden: HIDDEN_AT_FIRST, widths: {} };

/** `order` with `column` taken out and put where `to` stood. */
export function moveColumn(order: readonly ColumnId[], column: ColumnId, to: ColumnId): readonly ColumnId[] {
  const target = order.indexOf(to);
  const rest = order.filter((id) => id !== column);
  return target < 0 || column === to ? order : [...rest.slice(0, target), column, ...rest.slice(target)];
}

/** What was stored, with the columns that have come since: they stand last, and are shown or not as at first. */
export function withNewColumns({ order, hidden, widths }: Kept): Kept {
  const fresh = COLUMN_IDS.filter((id) => !order.includes(id));
  return {
    order: [...order.filter((id) => COLUMN_IDS.includes(id)), ...fresh],
    hidden: [...hidden, ...fresh.filter((id) => HIDDEN_AT_FIRST.includes(id))],
    widths,
  };
}

export const useColumns = create<ColumnsState>()(
  persisted(
    'columns',
    ({ order, hidden, widths }) => ({ order, hidden, widths }),
    (set) => ({
      ...initial,
      setOrder: (order) => set({ order }),
      move: (column, to) => set(({ order }) => ({ order: moveColumn(order, column, to) })),
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
