import { sql } from 'kysely';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { TempoWindow } from '#shared/domain/tempo.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

export interface Candidate {
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  readonly rating: number;
  readonly bpm: number | null;
  readonly keyIndex: number | null;
  readonly energy: number | null;
}

function selectCandidates({ db }: Pick<Database, 'db'>) {
  return db
    .selectFrom('tracks')
    .select(['id', 'title', 'artist', 'rating', 'bpm', 'key_index as keyIndex', 'energy'])
    .where('deleted_at', 'is', null);
}

/** One live track, as suggestions see it. */
export function candidateById(database: Database, id: string): Candidate | undefined {
  return database.query.first(selectCandidates(database).where('id', '=', id));
}

export interface CandidateFilter {
  /** null = the key does not matter. */
  readonly keyIndexes: readonly number[] | null;
  /** Windows that do not overlap; null = the tempo does not matter. */
  readonly tempos: readonly TempoWindow[] | null;
}

/**
 * Live tracks with a present file that fit the keys and one of the tempo windows, in no order. Each window is a search
 * in an index (key and tempo, or tempo alone).
 */
export function findCandidates(database: Database, { keyIndexes, tempos }: CandidateFilter): Candidate[] {
  const present = sql<boolean>`EXISTS (SELECT 1 FROM files WHERE files.track_id = tracks.id
    AND files.deleted_at IS NULL AND files.missing_since IS NULL)`;
  let query = selectCandidates(database).where(present);
  if (keyIndexes !== null) query = query.where('key_index', 'in', [...keyIndexes]);
  if (tempos === null) return database.query.all(query);
  return tempos.flatMap(({ minBpm, maxBpm }) =>
    database.query.all(query.where('bpm', '>=', minBpm).where('bpm', '<=', maxBpm)),
  );
}
