import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { IS_MISSING } from './track-rows.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

/** What was changed in the transitions of a set, also between tracks that are no neighbours now; by their ids. */
export function changedTransitions({ db, query }: Database, setId: string) {
  return query.all(
    db
      .selectFrom('set_transitions')
      .select(['id', 'track_id', 'next_track_id'])
      .select(['mix_out_seconds', 'mix_in_seconds', 'bars', 'shift_beats', 'tempo_mode', 'bass_swap'])
      .where('set_id', '=', setId)
      .where('deleted_at', 'is', null)
      .orderBy('id'),
  );
}
export type StoredTransition = ReturnType<typeof changedTransitions>[number];

/** What was changed in the transition from one track of a set to another; undefined = nothing. */
export function changedTransition(
  database: Database,
  setId: string,
  trackId: string,
  nextTrackId: string,
): StoredTransition | undefined {
  return changedTransitions(database, setId).find(
    (each) => each.track_id === trackId && each.next_track_id === nextTrackId,
  );
}

/** What a live track is mixed by; undefined when it is gone. */
export function mixFacts({ db, query }: Database, trackId: string) {
  return query.first(
    db
      .selectFrom('tracks')
      .leftJoin('track_analyses', 'track_analyses.track_id', 'tracks.id')
      .leftJoin('waveforms', 'waveforms.track_id', 'tracks.id')
      .select([
        'tracks.id',
        'tracks.title',
        'tracks.artist',
        'tracks.bpm',
        'tracks.key_index',
        'tracks.duration_seconds',
        'tracks.loudness_lufs',
      ])
      .select(['tracks.grid as own_grid', 'track_analyses.grid as analysis_grid', 'track_analyses.details'])
      .select(['waveforms.version as waveform_version', 'waveforms.overview'])
      .select(IS_MISSING.as('missing'))
      .where('tracks.id', '=', trackId)
      .where('tracks.deleted_at', 'is', null),
  );
}
