import type { Clock } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { hasOwnOrder, sourceTracks } from '#main/storage/queries/source-tracks.ts';
import { factFields } from '#main/storage/queries/track-filter.ts';
import { trackRows } from '#main/storage/queries/track-rows.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { SortField, SortKey, TrackPage, TrackQuery } from '#shared/contract/tracks.ts';
import { asksForScores } from './asks-for-scores.ts';
import { nearNotes, needsVocabulary, type ReadSearch, readSearch } from './read-search.ts';
import { SearchVocabulary } from './search-vocabulary.ts';
import { TrackIndex } from './track-index.ts';

const RECENT_DAYS = 30;
const DAY_MS = 86_400_000;
/** Lists kept: what the screen shows, and what it comes back to. */
const LISTS_KEPT = 16;
const NEWEST_FIRST: readonly SortKey[] = [{ field: 'addedAt', direction: 'descending' }];

/** What the table shows by itself, and DJs sort by. */
const SORTED_BY = [
  'artist',
  'bpm',
  'keyIndex',
  'energy',
  'rating',
  'durationSeconds',
  'genre',
  'album',
  'label',
  'year',
  'playCount',
  'addedAt',
] as const satisfies readonly SortField[];

interface TrackListing {
  readonly revision: number;
  readonly numbers: Int32Array;
  readonly totalSeconds: number;
  readonly notes: readonly string[];
}

/** Lists of tracks: filtered, sorted, cut into pages. */
export interface TrackLists {
  /** Reads in pieces what the list needs; `page` and `ids` would read it at once, which holds up others. */
  readPage(query: TrackQuery, offset: number, limit: number): Promise<TrackPage>;
  readIds(query: TrackQuery): Promise<TrackId[]>;
  /** Reads in pieces what lists are likely to be sorted by, and searches to be spelt by. */
  warmUp(): Promise<void>;
  /** @throws {AppError} `invalid-input` with `start` and `end` of the term that cannot be fulfilled. */
  page(query: TrackQuery, offset: number, limit: number): TrackPage;
  /** All ids in order. @throws {AppError} As `page`. */
  ids(query: TrackQuery): TrackId[];
}

/** Brings the stored scores up to date, for what is sorted or searched by them. */
type Judge = () => Promise<void>;

class Lists implements TrackLists {
  private readonly database: LibraryDatabase;
  private readonly clock: Clock;
  private readonly judge: Judge;
  private readonly index: TrackIndex;
  private readonly vocabulary: SearchVocabulary;
  /** By query; the least recently used first. */
  private readonly listings = new Map<string, TrackListing>();

  constructor(database: LibraryDatabase, clock: Clock, judge: Judge) {
    this.database = database;
    this.clock = clock;
    this.judge = judge;
    this.index = new TrackIndex(database);
    this.vocabulary = new SearchVocabulary(database);
  }

  page(query: TrackQuery, offset: number, limit: number): TrackPage {
    return this.pageOf(this.listingOf(query, null), offset, limit);
  }

  ids(query: TrackQuery): TrackId[] {
    return this.idsOf(this.listingOf(query, null));
  }

  async readPage(query: TrackQuery, offset: number, limit: number): Promise<TrackPage> {
    const listing = await (limit === 0 ? this.count(query) : this.readListing(query));
    return this.pageOf(listing, offset, limit);
  }

  async readIds(query: TrackQuery): Promise<TrackId[]> {
    return this.idsOf(await this.readListing(query));
  }

  async warmUp(): Promise<void> {
    await this.index.warmUp(SORTED_BY);
    await this.vocabulary.ready();
  }

  private async readListing(query: TrackQuery): Promise<TrackListing> {
    if (asksForScores(this.database, query)) await this.judge();
    const isKept = this.keptListing(query) !== null;
    return this.listingOf(query, isKept ? null : await this.prepare(query, this.keysOf(query) ?? []));
  }

  /** What a list has: nothing is sorted for that, because a window asks for the numbers of all lists when it starts. */
  private async count(query: TrackQuery): Promise<TrackListing> {
    if (asksForScores(this.database, query)) await this.judge();
    const kept = this.keptListing(query);
    if (kept !== null) return kept;
    const read = await this.prepare(query, []);
    return this.listingFrom(query, read, this.find(query, read));
  }

  /** Reads in pieces what a list by these keys needs. */
  private async prepare(query: TrackQuery, keys: readonly SortKey[]): Promise<ReadSearch> {
    if (needsVocabulary(query.search, this.vocabulary)) await this.vocabulary.ready();
    const read = this.readAll(query.search);
    await this.index.ready(keys, factFields(read.expression, query.near ?? null));
    return read;
  }

  /** What a list is sorted by; null for the order of its source. */
  private keysOf({ source, sort }: Pick<TrackQuery, 'source' | 'sort'>): readonly SortKey[] | null {
    if (sort.length > 0) return sort;
    return hasOwnOrder(this.database, source) ? null : NEWEST_FIRST;
  }

  private readAll(search: string): ReadSearch {
    return readSearch(this.database, search, new Date(this.clock.now()), this.vocabulary);
  }

  private keptListing(query: TrackQuery): TrackListing | null {
    const kept = this.listings.get(keyOf(query));
    return kept?.revision === this.database.revision() ? kept : null;
  }

  /** @param read The search, where it is read already. */
  private listingOf(query: TrackQuery, read: ReadSearch | null): TrackListing {
    const { listings } = this;
    const listing = this.keptListing(query) ?? this.makeListing(query, read ?? this.readAll(query.search));
    const key = keyOf(query);
    listings.delete(key);
    listings.set(key, listing);
    const oldest = listings.keys().next();
    if (listings.size > LISTS_KEPT && !oldest.done) listings.delete(oldest.value);
    return listing;
  }

  private makeListing(query: TrackQuery, read: ReadSearch): TrackListing {
    const found = this.find(query, read);
    const keys = this.keysOf(query);
    return this.listingFrom(query, read, keys === null ? found : this.index.sort(found, keys));
  }

  private find({ source, near = null }: TrackQuery, read: ReadSearch): Int32Array {
    const now = new Date(this.clock.now());
    const recentSince = new Date(now.getTime() - RECENT_DAYS * DAY_MS).toISOString();
    return sourceTracks(this.database, { source, expression: read.expression, near, recentSince, now }, this.index);
  }

  private listingFrom({ search, near = null }: TrackQuery, read: ReadSearch, numbers: Int32Array): TrackListing {
    const notes = [...read.notes, ...nearNotes(search, near)];
    return { revision: this.database.revision(), numbers, totalSeconds: this.index.totalSeconds(numbers), notes };
  }

  private pageOf({ revision, numbers, totalSeconds, notes }: TrackListing, offset: number, limit: number): TrackPage {
    const ids = this.index.idsOf(numbers.subarray(offset, offset + limit));
    return { total: numbers.length, totalSeconds, revision, notes: [...notes], rows: trackRows(this.database, ids) };
  }

  private idsOf({ numbers }: TrackListing): TrackId[] {
    return this.index.idsOf(numbers).map((id) => TrackId.parse(id));
  }
}

const keyOf = ({ source, search, sort, near }: TrackQuery): string =>
  JSON.stringify([source, search.trim(), sort, near ?? null]);

const asTheyAre: Judge = () => Promise.resolve();

/** @param judge By default scores are taken as they are stored. */
export const createTrackLists = (database: LibraryDatabase, clock: Clock, judge: Judge = asTheyAre): TrackLists =>
  new Lists(database, clock, judge);
