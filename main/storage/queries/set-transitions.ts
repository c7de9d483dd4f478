import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { IS_MISSING } from './track-rows.ts';

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
      ])
      .select(['tracks.grid as own_grid', 'track_analyses.grid as analysis_grid', 'track_analyses.details'])
      .select(['waveforms.version as waveform_version', 'waveforms.overview'])
      .select(IS_MISSING.as('missing'))
      .where('tracks.id', '=', trackId)
      .where('tracks.deleted_at', 'is', null),
  );
}
