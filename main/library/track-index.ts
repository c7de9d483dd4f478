import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { listEntries, type RawSortValue, sortValues } from '#main/storage/queries/sort-values.ts';
import type { SortField, SortKey } from '#shared/contract/tracks.ts';
import { naturalKey } from './natural-key.ts';
import { SortColumn, sortSlots, type SortValue } from './sort-column.ts';

/** "" and 0 stars are no values: they sort last. */
const TEXT_FIELDS: readonly SortField[] = ['title', 'artist', 'album', 'genre', 'label', 'comment'];

function sortValue(field: SortField, value: RawSortValue): SortValue {
  if (TEXT_FIELDS.includes(field)) return naturalKey(String(value ?? '')) || null;
  return field === 'rating' && value === 0 ? null : value;
}

/**
 * Keeps in memory what lists are sorted by, so that a keystroke costs a filter and no sorting of texts. Columns are
 * read when a list is first sorted by them and follow the changes of the database afterwards. The slot of a track is
 * its row number, which is dense because tracks are never erased.
 */
export class TrackIndex {
  private readonly database: Pick<LibraryDatabase, 'raw' | 'onChange'>;
  private readonly columns = new Map<SortField, SortColumn>();
  private readonly ids: string[] = [];
  private readonly lengths: (number | null)[] = [];
  private readonly alive: boolean[] = [];
  private stale: Set<string> | 'all' = 'all';
  private live: Int32Array = new Int32Array(0);

  constructor(database: Pick<LibraryDatabase, 'raw' | 'onChange'>) {
    this.database = database;
    database.onChange(({ rows }) => {
      if (this.stale === 'all') return;
      for (const id of rows.get('tracks') ?? []) this.stale.add(id);
    });
  }

  /** Row numbers of all live tracks, ascending. */
  all(): Int32Array {
    this.refresh();
    return this.live;
  }

  /** Sorts row numbers by the keys, then by title, then by age. */
  sort(numbers: Int32Array, keys: readonly SortKey[]): Int32Array {
    this.refresh();
    const byTitle: SortKey = { field: 'title', direction: 'ascending' };
    const steps = keys.some(({ field }) => field === 'title') ? keys : [...keys, byTitle];
    return sortSlots(
      numbers,
      steps.map(({ field, direction }) => ({ column: this.column(field), descending: direction === 'descending' })),
    );
  }

  idsOf(numbers: Int32Array): string[] {
    return Array.from(numbers, (number) => this.ids[number] ?? '');
  }

  /** Sum of the lengths that are known. */
  totalSeconds(numbers: Int32Array): number {
    let total = 0;
    for (const number of numbers) total += this.lengths[number] ?? 0;
    return total;
  }

  private refresh(): void {
    if (this.stale !== 'all' && this.stale.size === 0) return;
    const ids = this.stale === 'all' ? undefined : [...this.stale];
    this.stale = new Set();
    const entries = listEntries(this.database, ids);
    for (const [number, id, isAlive, length] of entries) {
      this.ids[number] = id;
      this.lengths[number] = length;
      this.alive[number] = isAlive === 1;
    }
    this.live = Int32Array.from([...this.alive.keys()].filter((number) => this.alive[number] === true));
    const numbers = ids === undefined ? undefined : entries.map(([number]) => number);
    for (const [field, column] of this.columns) this.load(field, column, numbers);
  }

  private column(field: SortField): SortColumn {
    const known = this.columns.get(field);
    if (known !== undefined) return known;
    const column = new SortColumn();
    this.columns.set(field, column);
    this.load(field, column);
    return column;
  }

  private load(field: SortField, column: SortColumn, numbers?: readonly number[]): void {
    for (const [number, value] of sortValues(this.database, field, numbers)) {
      column.set(number, sortValue(field, value));
    }
  }
}
