import { type Kysely, sql } from 'kysely';
import type { Schema } from '#main/storage/schema.ts';

type Db = Kysely<Schema>;

/** The job to take next: what the user looks at first, then in the order it was asked for. */
export function nextJob(db: Db) {
  return db
    .selectFrom('analysis_jobs')
    .selectAll()
    .where('state', '=', 'queued')
    .orderBy('priority')
    .orderBy('created_at')
    .orderBy(sql`rowid`)
    .limit(1);
}

export function countQueuedJobs(db: Db) {
  return db
    .selectFrom('analysis_jobs')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'queued');
}

/** Jobs that wait or run. */
export function openJobs(db: Db) {
  return db.selectFrom('analysis_jobs').select(['id', 'track_id']).where('state', 'in', ['queued', 'leased']);
}

/** Jobs that were given up, the latest first. */
export function failedJobs(db: Db) {
  return db
    .selectFrom('analysis_jobs')
    .innerJoin('tracks', 'tracks.id', 'analysis_jobs.track_id')
    .select(['track_id', 'title', 'artist', 'last_error', 'attempts'])
    .where('state', '=', 'failed')
    .where('tracks.deleted_at', 'is', null)
    .orderBy('analysis_jobs.updated_at', 'desc')
    .orderBy('track_id');
}
