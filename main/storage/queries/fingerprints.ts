import type { Kysely } from 'kysely';
import type { Schema } from '#main/storage/schema.ts';

type Db = Kysely<Schema>;

/** Live tracks with a file that is there of which no fingerprint is kept. */
function unheardTracks(db: Db) {
  return (
    db
      .selectFrom('tracks')
      .innerJoin('files', (join) =>
        join
          .onRef('files.track_id', '=', 'tracks.id')
          .on('files.deleted_at', 'is', null)
          .on('files.missing_since', 'is', null),
      )
      .leftJoin('track_fingerprints', 'track_fingerprints.track_id', 'tracks.id')
      .where('tracks.deleted_at', 'is', null)
      .groupBy('tracks.number')
      // A file that was exchanged for another is heard anew; of several copies one is enough.
      .having((is) =>
        is.or([
          is(is.fn.max('track_fingerprints.track_id'), 'is', null),
          is(
            is.fn.sum<number>(
              is
                .case()
                .when('files.content_hash', '=', is.ref('track_fingerprints.content_hash'))
                .then(1)
                .else(0)
                .end(),
            ),
            '=',
            0,
          ),
        ]),
      )
  );
}

/** What to hear, in the order of row numbers behind `after`; of several copies the one known longest. */
export function tracksToFingerprint(db: Db, after: number, limit: number) {
  return (
    unheardTracks(db)
      .select(['tracks.number', 'tracks.id', 'tracks.title'])
      // With min(), SQLite takes the rest from the row that has it.
      .select(({ fn }) => fn.min('files.id').as('fileId'))
      .select(['files.path', 'files.content_hash as contentHash'])
      .where('tracks.number', '>', after)
      .orderBy('tracks.number')
      .limit(limit)
  );
}

export function countToFingerprint(db: Db) {
  return db
    .selectFrom(unheardTracks(db).select('tracks.number').as('unheard'))
    .select(({ fn }) => fn.countAll<number>().as('count'));
}
