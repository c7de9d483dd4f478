import type { Kysely } from 'kysely';
import type { Schema } from '#main/storage/schema.ts';
import { isAnalysedFile } from './analysed-file.ts';

type Db = Kysely<Schema>;

/** Files that are there, of tracks that live. */
function presentFiles(db: Db) {
  return db
    .selectFrom('tracks')
    .innerJoin('files', 'files.track_id', 'tracks.id')
    .where('tracks.deleted_at', 'is', null)
    .where('files.deleted_at', 'is', null)
    .where('files.missing_since', 'is', null);
}

/** What to analyse for a track; nothing when no file of it is there. Of several files the analysed one, then the one known longest. */
export function analysisSource(db: Db, trackId: string) {
  return presentFiles(db)
    .select(['tracks.id as trackId', 'tracks.title', 'files.path', 'files.content_hash as contentHash'])
    .where('tracks.id', '=', trackId)
    .orderBy(isAnalysedFile, 'desc')
    .orderBy('files.id')
    .limit(1);
}

/** Row numbers of tracks: after `after`, up to and with `last`. */
export interface NumberRange {
  readonly after: number;
  readonly last: number;
}

/** The last of the next `count` row numbers after one; null when there is none. */
export function lastNumberOfPage(db: Db, after: number, count: number) {
  const page = db.selectFrom('tracks').select('number').where('number', '>', after).orderBy('number').limit(count);
  return db.selectFrom(page.as('page')).select(({ fn }) => fn.max<number | null>('number').as('last'));
}

/** Tracks of a page with a file that is there, first added first. */
export function analysableTracks(db: Db, { after, last }: NumberRange) {
  return presentFiles(db)
    .select('tracks.id')
    .where('tracks.number', '>', after)
    .where('tracks.number', '<=', last)
    .groupBy('tracks.number')
    .orderBy('tracks.number');
}

/** The result that this track has for this content, if it is whole and of `version` or later. */
export function currentResult(db: Db, trackId: string, contentHash: string, version: number) {
  return db
    .selectFrom('track_analyses')
    .innerJoin('waveforms', 'waveforms.track_id', 'track_analyses.track_id')
    .select('track_analyses.track_id')
    .where('track_analyses.track_id', '=', trackId)
    .where('content_hash', '=', contentHash)
    .where('track_analyses.version', '>=', version);
}

/**
 * A track, whichever and even a deleted one, whose result is of the same content and was made under the same options: it
 * need not be computed again.
 */
export function resultForContent(db: Db, contentHash: string, version: number, options: string) {
  return db
    .selectFrom('track_analyses')
    .innerJoin('waveforms', 'waveforms.track_id', 'track_analyses.track_id')
    .selectAll('track_analyses')
    .select(['waveforms.peaks', 'waveforms.overview'])
    .where('content_hash', '=', contentHash)
    .where('track_analyses.version', '>=', version)
    .where('track_analyses.options', '=', options)
    .limit(1);
}

/** Of tracks with a file those without a whole result of `version` or later for any copy. */
function lackingResult(tracks: ReturnType<typeof analysableTracks>, version: number) {
  return (
    tracks
      .leftJoin('track_analyses', (join) =>
        join
          .onRef('track_analyses.track_id', '=', 'tracks.id')
          .onRef('track_analyses.content_hash', '=', 'files.content_hash')
          .on('track_analyses.version', '>=', version),
      )
      .leftJoin('waveforms', 'waveforms.track_id', 'track_analyses.track_id')
      // max() of nothing but nulls is null.
      .having(({ fn }) => fn.max('waveforms.track_id'), 'is', null)
  );
}

/** Of these tracks those with a file that is there; `lacking`: and no result of that version or later for it. */
export function askedTracks(db: Db, trackIds: readonly string[], lacking: number | null) {
  const asked = presentFiles(db).select('tracks.id').where('tracks.id', 'in', trackIds).groupBy('tracks.number');
  return lacking === null ? asked : lackingResult(asked, lacking);
}

/** Tracks of a page with a file that is there and neither a whole result of `version` for it nor a job. */
export function tracksWithoutResult(db: Db, version: number, page: NumberRange) {
  return (
    lackingResult(analysableTracks(db, page), version)
      .leftJoin('analysis_jobs', 'analysis_jobs.track_id', 'tracks.id')
      // A job that was given up counts again once its file has changed or come back.
      .having((where) =>
        where.or([
          where(where.fn.max('analysis_jobs.id'), 'is', null),
          where.and([
            where(where.fn.max('analysis_jobs.state'), '=', 'failed'),
            where(where.fn.max('files.updated_at'), '>', where.fn.max('analysis_jobs.updated_at')),
          ]),
        ]),
      )
  );
}
