import { type Kysely, sql } from 'kysely';
import type { Schema } from '#main/storage/schema.ts';

type Db = Kysely<Schema>;

/** What is kept of a track that a model has heard: another model, or another recording in the file, is heard anew. */
export const heardMark = (sha256: string, contentHash: string): string => `${sha256} ${contentHash}`;

/** Live tracks with an analysis of a file that is there. */
function analysedTracks(db: Db) {
  return db
    .selectFrom('tracks')
    .innerJoin('track_analyses', 'track_analyses.track_id', 'tracks.id')
    .innerJoin('files', (join) =>
      join
        .onRef('files.track_id', '=', 'tracks.id')
        .onRef('files.content_hash', '=', 'track_analyses.content_hash')
        .on('files.deleted_at', 'is', null)
        .on('files.missing_since', 'is', null),
    )
    .where('tracks.deleted_at', 'is', null);
}

/** The same, with what the model with this checksum left of those that it has heard. */
function withMarks(db: Db, sha256: string) {
  return analysedTracks(db).leftJoin('provider_values as heard', (join) =>
    join
      .onRef('heard.track_id', '=', 'tracks.id')
      .on('heard.field', '=', 'model')
      .on('heard.provider', '=', 'tagger')
      .on('heard.value', '=', sql<string>`${sha256} || ' ' || track_analyses.content_hash`),
  );
}

/** What to hear, in the order of row numbers; of several copies of a track the one known longest. */
export function tracksToHear(db: Db, sha256: string, after: number, limit: number) {
  return (
    withMarks(db, sha256)
      .select(['tracks.number', 'tracks.id', 'tracks.title', 'track_analyses.content_hash as contentHash'])
      .select('track_analyses.duration_seconds as durationSeconds')
      // With min(), SQLite takes the path from the row that has it.
      .select(({ fn }) => fn.min('files.id').as('fileId'))
      .select('files.path')
      .where('heard.track_id', 'is', null)
      .where('tracks.number', '>', after)
      .groupBy('tracks.number')
      .orderBy('tracks.number')
      .limit(limit)
  );
}

/** How many analysed tracks there are, and how many of them the model has heard: one pass, it takes long enough. */
export function countHeard(db: Db, sha256: string) {
  return withMarks(db, sha256)
    .select(({ fn }) => fn.count<number>('tracks.id').distinct().as('analysed'))
    .select(({ fn }) => fn.count<number>('heard.track_id').distinct().as('heard'));
}

/** Live tracks that the tagger offers a genre for. */
export function countTagged(db: Db) {
  return db
    .selectFrom('tracks')
    .innerJoin('provider_values', 'provider_values.track_id', 'tracks.id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tracks.deleted_at', 'is', null)
    .where('provider_values.field', '=', 'genre')
    .where('provider_values.provider', '=', 'tagger');
}
