import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { storedCrates } from '#main/storage/queries/crates.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';

/** One too many costs nothing that matters; one too few would give an old answer. */
const QUALITY = /\bquality:/i;
const CRATE = /\bcrate:/i;

/** Whether what a list holds depends on the scores of tracks, also by the searches of smart crates. */
export function asksForScores(
  database: Pick<LibraryDatabase, 'db' | 'query'>,
  { source, search, sort }: Pick<TrackQuery, 'source' | 'search' | 'sort'>,
): boolean {
  if (QUALITY.test(search) || sort.some(({ field }) => field === 'quality')) return true;
  if (source.kind !== 'crate' && !CRATE.test(search)) return false;
  return storedCrates(database).some(({ kind, query }) => kind === 'smart' && QUALITY.test(query));
}
