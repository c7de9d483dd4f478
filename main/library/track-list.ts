import type { Clock } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { filterTracks } from '#main/storage/queries/track-filter.ts';
import { trackRows } from '#main/storage/queries/track-rows.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { SortKey, TrackPage, TrackQuery } from '#shared/contract/tracks.ts';
import { parseSearch } from '#shared/domain/search-query.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { TrackIndex } from './track-index.ts';

const RECENT_DAYS = 30;
const DAY_MS = 86_400_000;
/** Lists kept: what the screen shows, and what it comes back to. */
const LISTS_KEPT = 16;
const NEWEST_FIRST: readonly SortKey[] = [{ field: 'addedAt', direction: 'descending' }];

interface TrackListing {
  readonly revision: number;
  readonly numbers: Int32Array;
  readonly totalSeconds: number;
}

/** What a list is sorted by; null for the order of a set. */
function keysOf({ source, sort }: Pick<TrackQuery, 'source' | 'sort'>): readonly SortKey[] | null {
  if (sort.length > 0) return sort;
  return source.kind === 'set' ? null : NEWEST_FIRST;
}

/** Lists of tracks: filtered, sorted, cut into pages. */
export interface TrackLists {
  /** Reads in pieces what the list needs; `page` and `ids` would read it at once, which holds up others. */
  readPage(query: TrackQuery, offset: number, limit: number): Promise<TrackPage>;
  readIds(query: TrackQuery): Promise<TrackId[]>;
  /** @throws {AppError} `invalid-input` with `start` and `end` of the term that cannot be fulfilled. */
  page(query: TrackQuery, offset: number, limit: number): TrackPage;
  /** All ids in order. @throws {AppError} As `page`. */
  ids(query: TrackQuery): TrackId[];
}

export function createTrackLists(database: LibraryDatabase, clock: Clock): TrackLists {
  const index = new TrackIndex(database);
  /** By query; the least recently used first. */
  const listings = new Map<string, TrackListing>();

  function listingOf(query: TrackQuery): TrackListing {
    const key = JSON.stringify([query.source, query.search.trim(), query.sort]);
    const revision = database.revision();
    const kept = listings.get(key);
    const listing = kept?.revision === revision ? kept : makeListing(query, revision);
    listings.delete(key);
    listings.set(key, listing);
    const oldest = listings.keys().next();
    if (listings.size > LISTS_KEPT && !oldest.done) listings.delete(oldest.value);
    return listing;
  }

  function makeListing({ source, search, sort }: TrackQuery, revision: number): TrackListing {
    const { terms, problem } = parseSearch(search, new Date(clock.now()));
    if (problem !== null) {
      throw new AppError('invalid-input', problem.message, { start: problem.start, end: problem.end });
    }
    const recentSince = new Date(clock.now() - RECENT_DAYS * DAY_MS).toISOString();
    const isEverything = source.kind === 'all' && terms.length === 0;
    const found = isEverything ? index.all() : Int32Array.from(filterTracks(database, { source, terms, recentSince }));
    const keys = keysOf({ source, sort });
    const numbers = keys === null ? found : index.sort(found, keys);
    return { revision, numbers, totalSeconds: index.totalSeconds(numbers) };
  }

  const page: TrackLists['page'] = (query, offset, limit) => {
    const { revision, numbers, totalSeconds } = listingOf(query);
    const ids = index.idsOf(numbers.subarray(offset, offset + limit));
    return { total: numbers.length, totalSeconds, revision, rows: trackRows(database, ids) };
  };
  const allIds: TrackLists['ids'] = (query) => index.idsOf(listingOf(query).numbers).map((id) => TrackId.parse(id));
  const ready = (query: TrackQuery): Promise<void> => index.ready(keysOf(query) ?? []);

  return {
    page,
    ids: allIds,
    readPage: async (query, offset, limit) => {
      await ready(query);
      return page(query, offset, limit);
    },
    readIds: async (query) => {
      await ready(query);
      return allIds(query);
    },
  };
}
