import type { RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { surestClaim } from '#shared/domain/combine-sources.ts';
import { providerValues } from './provider-values.ts';

/** Where a track keeps what the analysis and other providers measure. */
const MEASURED = { bpm: 'bpm', key_index: 'key', energy: 'energy' } as const;

/**
 * What the surest provider says of columns that have lost their value, as a file tag of a track whose tempo the
 * analysis no longer finds; nothing of those that nobody knows.
 * @param columns Of the track; others than tempo, key and energy are passed over.
 */
export function surestValues(
  library: Pick<LibraryDatabase, 'db' | 'query'>,
  trackId: string,
  columns: readonly string[],
): Partial<RowFields<'tracks'>> {
  const wanted = Object.entries(MEASURED).filter(([column]) => columns.includes(column));
  if (wanted.length === 0) return {};
  const claims = providerValues(library, trackId);
  return Object.fromEntries(
    wanted.flatMap(([column, field]) => {
      const surest = surestClaim(claims.filter((claim) => claim.field === field));
      return surest === null ? [] : [[column, surest.value]];
    }),
  );
}
