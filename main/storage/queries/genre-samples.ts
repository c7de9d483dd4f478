import type { Kysely } from 'kysely';
import type { Schema } from '#main/storage/schema.ts';

/**
 * Live tracks with a timbre and a tempo, in the order of their row numbers, with the genre that they have ("" for none) and
 * the one that was suggested last (null for none).
 */
export function genreSamples(db: Kysely<Schema>, after: number, limit: number) {
  return db
    .selectFrom('tracks')
    .innerJoin('track_analyses', 'track_analyses.track_id', 'tracks.id')
    .leftJoin('provider_values', (join) =>
      join
        .onRef('provider_values.track_id', '=', 'tracks.id')
        .on('provider_values.field', '=', 'genre')
        .on('provider_values.provider', '=', 'genre-model'),
    )
    .select(['tracks.number', 'tracks.id', 'tracks.genre', 'tracks.bpm', 'tracks.energy', 'track_analyses.timbre'])
    .select('provider_values.value as suggested')
    .where('tracks.number', '>', after)
    .where('tracks.deleted_at', 'is', null)
    .where('tracks.bpm', 'is not', null)
    .where('track_analyses.timbre', 'is not', null)
    .orderBy('tracks.number')
    .limit(limit);
}
