import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { searchExpression } from './search-expression.ts';
import { filterTracks } from './track-filter.ts';

type Database = Pick<LibraryDatabase, 'db' | 'raw'>;

/**
 * Numbers of the live tracks that the search of a smart crate finds now, in no order. The one place that evaluates such
 * a search.
 * @param now For ages such as `added:<30d`.
 * @throws {AppError} `invalid-input` with `start` and `end` of the term that cannot be read.
 */
export function findSmart(database: Database, query: string, now: Date): Int32Array {
  const expression = searchExpression(database, query, now);
  // No track is selected in a crate, and "recent" means a source of its own, which a smart crate does not name.
  return filterTracks(database, { source: { kind: 'all' }, expression, near: null, recentSince: '' });
}

/** As `findSmart`, or null for a search that this version cannot read: it came from an import or an older library. */
export function findSmartIfRead(database: Database, query: string, now: Date): Int32Array | null {
  try {
    return findSmart(database, query, now);
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid-input') return null;
    throw error;
  }
}
