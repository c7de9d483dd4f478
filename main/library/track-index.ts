import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import {
  type ListEntry,
  listEntries,
  listEntriesAfter,
  type RawSortValue,
  sortValues,
  sortValuesAfter,
} from '#main/storage/queries/sort-values.ts';
import type { SortField, SortKey } from '#shared/contract/tracks.ts';
import { naturalKey } from './natural-key.ts';
import { SortColumn, sortSlots, type SortValue } from './sort-column.ts';

/** Read and sorted in within some 20 ms among 100,000; others get their turn in between. */
const ROWS_AT_ONCE = 5000;
const BY_TITLE: SortKey = { field: 'title', direction: 'ascending' };

/** "" and 0 stars are no values: they sort last. */
const TEXT_FIELDS: readonly SortField[] = ['title', 'artist', 'album', 'genre', 'label', 'comment'];

function sortValue(field: SortField, value: RawSortValue): SortValue {
  if (TEXT_FIELDS.includes(field)) return naturalKey(String(value ?? '')) || null;
  return field === 'rating' && value === 0 ? null : value;
}

/** The keys, and the title for what they leave equal. */
const stepsOf = (keys: readonly SortKey[]): readonly SortKey[] =>
  keys.some(({ field }) => field === 'title') ? keys : [...keys, BY_TITLE];

/** Something that is being read in pieces, and the tracks that changed meanwhile. */
interface Reading {
  readonly done: Promise<void>;
  readonly missed: Set<string>;
}

/**
 * Keeps in memory what lists are sorted by, so that a keystroke costs a filter and no sorting of texts. Columns are
 * read when a list is first sorted by them, in pieces where ready() is awaited before, and follow the changes of the
 * database afterwards. The slot of a track is
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
  /** By field; "entries" for what every list needs. */
  private readonly readings = new Map<SortField | 'entries', Reading>();

  constructor(database: Pick<LibraryDatabase, 'raw' | 'onChange'>) {
    this.database = database;
    database.onChange(({ rows }) => {
      for (const id of rows.get('tracks') ?? []) {
        for (const { missed } of this.readings.values()) missed.add(id);
        if (this.stale !== 'all') this.stale.add(id);
      }
    });
  }

  /** Reads what a list by these keys needs, so that making it is quick. */
  async ready(keys: readonly SortKey[]): Promise<void> {
    if (this.stale === 'all') await this.read('entries', (missed) => this.readEntries(missed));
    for (const { field } of stepsOf(keys)) {
      if (!this.columns.has(field)) await this.read(field, (missed) => this.readColumn(field, missed));
    }
  }

  /** Row numbers of all live tracks, ascending. */
  all(): Int32Array {
    this.refresh();
    return this.live;
  }

  /** Sorts row numbers by the keys, then by title, then by age. */
  sort(numbers: Int32Array, keys: readonly SortKey[]): Int32Array {
    this.refresh();
    return sortSlots(
      numbers,
      stepsOf(keys).map(({ field, direction }) => ({
        column: this.column(field),
        descending: direction === 'descending',
      })),
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
    this.put(entries);
    this.live = this.livingNumbers();
    const numbers = ids === undefined ? undefined : entries.map(([number]) => number);
    for (const [field, column] of this.columns) this.load(field, column, numbers);
  }

  private put(entries: readonly ListEntry[]): void {
    for (const [number, id, isAlive, length] of entries) {
      this.ids[number] = id;
      this.lengths[number] = length;
      this.alive[number] = isAlive === 1;
    }
  }

  /** One reading of a thing at a time; who asks meanwhile waits for it. */
  private read(what: SortField | 'entries', work: (missed: ReadonlySet<string>) => Promise<void>): Promise<void> {
    const running = this.readings.get(what);
    if (running !== undefined) return running.done;
    const missed = new Set<string>();
    const done = work(missed).finally(() => this.readings.delete(what));
    this.readings.set(what, { done, missed });
    return done;
  }

  private async readEntries(missed: ReadonlySet<string>): Promise<void> {
    for (let last = -1; ; await nextTurn()) {
      const page = listEntriesAfter(this.database, last, ROWS_AT_ONCE);
      this.put(page);
      last = page.at(-1)?.[0] ?? last;
      if (page.length < ROWS_AT_ONCE) break;
    }
    // A list that was made meanwhile has read all at once.
    if (this.stale === 'all') this.stale = new Set(missed);
    this.live = this.livingNumbers();
  }

  private async readColumn(field: SortField, missed: ReadonlySet<string>): Promise<void> {
    const column = new SortColumn();
    for (let last = -1; ; await nextTurn()) {
      const page = sortValuesAfter(this.database, field, last, ROWS_AT_ONCE);
      for (const [number, value] of page) column.set(number, sortValue(field, value));
      column.sortIn();
      last = page.at(-1)?.[0] ?? last;
      if (page.length < ROWS_AT_ONCE) break;
    }
    await nextTurn();
    column.ranking();
    await nextTurn();
    const changed = listEntries(this.database, [...missed]).map(([number]) => number);
    this.load(field, column, changed);
    this.columns.set(field, column);
  }

  private livingNumbers(): Int32Array {
    return Int32Array.from([...this.alive.keys()].filter((number) => this.alive[number] === true));
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
