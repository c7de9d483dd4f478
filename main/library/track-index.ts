import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import {
  type ListEntry,
  type ListField,
  listEntries,
  listEntriesAfter,
  type RawSortValue,
  sortValues,
  sortValuesAfter,
} from '#main/storage/queries/sort-values.ts';
import { markedNumbers } from '#main/storage/queries/marked-numbers.ts';
import { tracksOfPlays } from '#main/storage/queries/played.ts';
import type { TrackFacts } from '#main/storage/queries/track-facts.ts';
import type { SortKey } from '#shared/contract/tracks.ts';
import { naturalKey } from './natural-key.ts';
import { NewScores } from './new-scores.ts';
import { SortColumn, sortSlots, type SortValue } from './sort-column.ts';

/** Read and sorted in within some 20 ms among 100,000; others get their turn in between. */
const ROWS_AT_ONCE = 5000;
/** What searches ask of tracks most: one walk over the table reads all of it in the time that it takes for one. */
const TOGETHER: readonly ListField[] = [
  'bpm',
  'keyIndex',
  'energy',
  'rating',
  'year',
  'durationSeconds',
  'playCount',
  'addedAt',
  'lastPlayedAt',
  'colour',
];
const BY_TITLE: SortKey = { field: 'title', direction: 'ascending' };

/** "" and 0 stars are no values: they sort last. */
const TEXT_FIELDS: readonly ListField[] = ['title', 'artist', 'album', 'genre', 'label', 'comment'];

function sortValue(field: ListField, value: RawSortValue): SortValue {
  if (TEXT_FIELDS.includes(field)) return naturalKey(String(value ?? '')) || null;
  return field === 'rating' && value === 0 ? null : value;
}

/** The keys, and the title for what they leave equal. */
const stepsOf = (keys: readonly SortKey[]): readonly SortKey[] =>
  keys.some(({ field }) => field === 'title') ? keys : [...keys, BY_TITLE];

/** Fewer than this share of all are sorted by themselves. */
const FEW = 50;

/** Picks numbers from an order. @returns null where the order has not all of them, or one stands among them twice. */
function pickInOrder(order: Int32Array, numbers: Int32Array, size: number): Int32Array | null {
  const wanted = new Uint8Array(size);
  for (const number of numbers) wanted[number] = 1;
  const picked = markedNumbers(order, wanted);
  return picked.length === numbers.length ? picked : null;
}

type Readable = ListField | 'entries' | 'facts' | 'warm-up';

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
export class TrackIndex implements TrackFacts {
  private readonly database: Pick<LibraryDatabase, 'raw' | 'db' | 'query' | 'onChange'>;
  private readonly columns = new Map<ListField, SortColumn>();
  private readonly ids: string[] = [];
  private readonly lengths: (number | null)[] = [];
  private readonly alive: boolean[] = [];
  private stale: Set<string> | 'all' = 'all';
  private readonly newScores = new NewScores();
  private live: Int32Array = new Int32Array(0);
  /** Of all live tracks, by the keys of the last list; null after a change. */
  private order: { readonly name: string; readonly numbers: Int32Array } | null = null;
  /** By field; "entries" for what every list needs, "facts" and "warm-up" for what is read together. */
  private readonly readings = new Map<Readable, Reading>();

  constructor(database: Pick<LibraryDatabase, 'raw' | 'db' | 'query' | 'onChange'>) {
    this.database = database;
    database.onChange(({ rows }) => {
      for (const id of rows.get('tracks') ?? []) this.note(id);
      // What was played counts for its tracks.
      for (const id of tracksOfPlays(database, [...(rows.get('plays') ?? [])])) this.note(id);
      this.newScores.note(rows.get('track_scores'));
    });
  }

  private note(id: string): void {
    for (const { missed } of this.readings.values()) missed.add(id);
    if (this.stale !== 'all') this.stale.add(id);
  }

  /** Reads what a list by these keys needs, and what a search asks of the tracks, so that making it is quick. */
  async ready(keys: readonly SortKey[], facts: Iterable<ListField> = []): Promise<void> {
    this.forgetOldScores();
    if (this.stale === 'all') await this.read('entries', (missed) => this.readEntries(missed));
    for (const field of facts) {
      if (this.columns.has(field)) continue;
      const together = TOGETHER.includes(field) ? TOGETHER.filter((each) => !this.columns.has(each)) : [field];
      await this.read(TOGETHER.includes(field) ? 'facts' : field, (missed) => this.readColumns(together, missed));
    }
    for (const { field } of stepsOf(keys)) {
      if (!this.columns.has(field)) await this.read(field, (missed) => this.readColumns([field], missed));
      await this.sortColumn(this.column(field));
    }
  }

  /** Reads in one walk what lists may be sorted by next: the first sort by it takes no longer than later ones. */
  async warmUp(fields: readonly ListField[]): Promise<void> {
    await this.ready([]);
    const missing = fields.filter((field) => !this.columns.has(field));
    await this.read('warm-up', (missed) => this.readColumns(missing, missed));
    for (const field of fields) await this.sortColumn(this.column(field));
  }

  /** Row numbers of all live tracks, ascending. */
  numbers(): Int32Array {
    this.refresh();
    return this.live;
  }

  /** Sorts row numbers by the keys, then by title, then by age. */
  sort(numbers: Int32Array, keys: readonly SortKey[]): Int32Array {
    this.refresh();
    const order =
      numbers.length * FEW < this.live.length ? null : pickInOrder(this.orderOfAll(keys), numbers, this.alive.length);
    return order ?? sortSlots(numbers, this.sortSteps(keys));
  }

  /** All live tracks by the keys; kept, because every keystroke of a search wants the same order. */
  private orderOfAll(keys: readonly SortKey[]): Int32Array {
    const name = JSON.stringify(keys);
    if (this.order?.name !== name) this.order = { name, numbers: sortSlots(this.live, this.sortSteps(keys)) };
    return this.order.numbers;
  }

  private sortSteps(keys: readonly SortKey[]) {
    return stepsOf(keys).map(({ field, direction }) => ({
      column: this.column(field),
      descending: direction === 'descending',
    }));
  }

  /** What the tracks are in one field. Texts that lists sort by are folded. */
  values(field: ListField): (number: number) => SortValue {
    this.refresh();
    const column = this.column(field);
    return (number) => column.valueAt(number);
  }

  idsOf(numbers: Int32Array): string[] {
    this.refresh();
    return Array.from(numbers, (number) => this.ids[number] ?? '');
  }

  /** Sum of the lengths that are known. */
  totalSeconds(numbers: Int32Array): number {
    this.refresh();
    let total = 0;
    for (const number of numbers) total += this.lengths[number] ?? 0;
    return total;
  }

  private refresh(): void {
    this.refreshScores();
    if (this.stale !== 'all' && this.stale.size === 0) return;
    const ids = this.stale === 'all' ? undefined : [...this.stale];
    this.stale = new Set();
    const entries = listEntries(this.database, ids);
    this.put(entries);
    this.live = this.livingNumbers();
    this.order = null;
    const numbers = ids === undefined ? undefined : entries.map(([number]) => number);
    for (const [field, column] of this.columns) this.load(field, column, numbers);
  }

  /** What is read from here on has the new ones. */
  private forgetOldScores(): void {
    if (this.readings.has('quality')) return;
    if (this.newScores.all) this.columns.delete('quality');
    if (!this.columns.has('quality')) this.newScores.take();
  }

  private refreshScores(): void {
    const column = this.columns.get('quality');
    if (column === undefined) return;
    const isAll = this.newScores.all;
    const numbers = this.newScores.take();
    if (isAll) this.load('quality', column);
    else if (numbers.length > 0) this.load('quality', column, numbers);
    if (isAll || numbers.length > 0) this.order = null;
  }

  private put(entries: readonly ListEntry[]): void {
    for (const [number, id, isAlive, length] of entries) {
      this.ids[number] = id;
      this.lengths[number] = length;
      this.alive[number] = isAlive === 1;
    }
  }

  /** One reading of a thing at a time; who asks meanwhile waits for it. */
  private read(what: Readable, work: (missed: ReadonlySet<string>) => Promise<void>): Promise<void> {
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
    this.order = null;
  }

  private async readColumns(fields: readonly ListField[], missed: ReadonlySet<string>): Promise<void> {
    const columns = fields.map((field) => [field, new SortColumn()] as const);
    for (let last = -1; ; await nextTurn()) {
      const page = sortValuesAfter(this.database, fields, last, ROWS_AT_ONCE);
      for (const [number, ...values] of page) {
        for (const [index, [field, column]] of columns.entries()) {
          column.set(number, sortValue(field, values[index] ?? null));
        }
      }
      last = page.at(-1)?.[0] ?? last;
      if (page.length < ROWS_AT_ONCE) break;
    }
    const changed = listEntries(this.database, [...missed]).map(([number]) => number);
    for (const [field, column] of columns) {
      this.load(field, column, changed);
      this.columns.set(field, column);
    }
  }

  private async sortColumn(column: SortColumn): Promise<void> {
    while (!column.isSortedIn()) {
      column.sortIn(ROWS_AT_ONCE);
      await nextTurn();
    }
    column.ranking();
  }

  private livingNumbers(): Int32Array {
    return Int32Array.from([...this.alive.keys()].filter((number) => this.alive[number] === true));
  }

  private column(field: ListField): SortColumn {
    const known = this.columns.get(field);
    if (known !== undefined) return known;
    const column = new SortColumn();
    this.columns.set(field, column);
    this.load(field, column);
    return column;
  }

  private load(field: ListField, column: SortColumn, numbers?: readonly number[]): void {
    for (const [number, value] of sortValues(this.database, field, numbers)) {
      column.set(number, sortValue(field, value));
    }
  }
}
