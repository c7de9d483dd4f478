import type { LibraryDatabase } from '#main/storage/open-database.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

/** What was changed in the transition from one track of a set to another; undefined = nothing. */
export function changedTransition({ db, query }: Database, setId: string, trackId: string, nextTrackId: string) {
  return query.first(
    db
      .selectFrom('set_transitions')
      .select(['id', 'mix_out_seconds', 'mix_in_seconds', 'bars', 'shift_beats', 'tempo_mode', 'bass_swap'])
      .where('set_id', '=', setId)
      .where('track_id', '=', trackId)
      .where('next_track_id', '=', nextTrackId)
      .where('deleted_at', 'is', null),
  );
}
