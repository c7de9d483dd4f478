import { create } from 'zustand';
import type { SortField, SortKey, TrackQuery, TrackSource } from '#shared/contract/tracks.ts';
import { useSelection } from './selection-store.ts';

/** Sort keys beyond this many would not be noticed by anyone; the contract takes no more. */
const MOST_SORT_KEYS = 4;

const DEFAULT_SORT: Readonly<Record<TrackSource['kind'], readonly SortKey[]>> = {
  all: [{ field: 'artist', direction: 'ascending' }],
  folder: [{ field: 'artist', direction: 'ascending' }],
  recent: [{ field: 'addedAt', direction: 'descending' }],
  missing: [{ field: 'artist', direction: 'ascending' }],
  failed: [{ field: 'artist', direction: 'ascending' }],
  outdated: [{ field: 'artist', direction: 'ascending' }],
  imported: [{ field: 'artist', direction: 'ascending' }],
  tag: [{ field: 'artist', direction: 'ascending' }],
  // Empty: their own order.
  set: [],
  crate: [],
};

/** What the centre of the window shows: the tracks of `source`, or a screen of its own. */
export type Screen = 'tracks' | 'duplicates' | 'quality' | 'nights';

interface ViewState {
  readonly screen: Screen;
  readonly source: TrackSource;
  readonly search: string;
  readonly sort: readonly SortKey[];
  /** What the table lists; null while it is not on show. */
  readonly listed: TrackQuery | null;
  readonly open: (source: TrackSource) => void;
  readonly openDuplicates: () => void;
  readonly openQuality: () => void;
  readonly openNights: () => void;
  readonly setListed: (listed: TrackQuery | null) => void;
  readonly setSearch: (search: string) => void;
  /** Sorts by one field; `add` keeps the other keys (Shift+click). The third time takes the key away. */
  readonly sortBy: (field: SortField, add: boolean) => void;
  readonly clearSort: () => void;
}

/** The next sort after a click on the header of `field`: ascending, descending, off. */
export function nextSort(sort: readonly SortKey[], field: SortField, add: boolean): readonly SortKey[] {
  const present = sort.find((key) => key.field === field);
  const next: SortKey | null =
    present === undefined
      ? { field, direction: 'ascending' }
      : present.direction === 'ascending'
        ? { field, direction: 'descending' }
        : null;
  if (!add) return next === null ? [] : [next];
  if (present === undefined) return next === null ? sort : [...sort, next].slice(-MOST_SORT_KEYS);
  return sort.flatMap((key) => (key.field !== field ? [key] : next === null ? [] : [next]));
}

export const useView = create<ViewState>()((set) => ({
  screen: 'tracks',
  source: { kind: 'all' },
  search: '',
  sort: DEFAULT_SORT.all,
  listed: null,
  open: (source) => {
    useSelection.getState().clear();
    set({ screen: 'tracks', source, search: '', sort: DEFAULT_SORT[source.kind] });
  },
  openDuplicates: () => {
    useSelection.getState().clear();
    set({ screen: 'duplicates', search: '' });
  },
  openQuality: () => {
    useSelection.getState().clear();
    set({ screen: 'quality', search: '' });
  },
  openNights: () => {
    useSelection.getState().clear();
    set({ screen: 'nights', search: '' });
  },
  setListed: (listed) => set({ listed }),
  setSearch: (search) => set({ search }),
  sortBy: (field, add) => set(({ sort }) => ({ sort: nextSort(sort, field, add) })),
  clearSort: () => set(({ source }) => ({ sort: DEFAULT_SORT[source.kind] })),
}));
