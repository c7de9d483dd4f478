import { sql } from 'kysely';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { TagId, TrackId } from '#shared/contract/ids.ts';
import type { AnalysisStatus, TrackRow } from '#shared/contract/tracks.ts';
import { lastPlayedAt, playCount } from './played.ts';
import { taggingsOfTracks } from './tags.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

/** What the rows of the table need from other tables, each found by an index. */
const STATUS = sql<AnalysisStatus>`coalesce(
  (SELECT CASE state WHEN 'leased' THEN 'running' ELSE state END FROM analysis_jobs WHERE track_id = tracks.id),
  (SELECT 'done' FROM track_analyses WHERE track_id = tracks.id),
  'none')`;
export const IS_MISSING = sql<number>`NOT EXISTS (SELECT 1 FROM files WHERE files.track_id = tracks.id
  AND files.deleted_at IS NULL AND files.missing_since IS NULL)`;
const SCORE = sql<number | null>`(SELECT score FROM track_scores WHERE track_scores.number = tracks.number)`;
const WAVEFORM = sql<number>`coalesce((SELECT version FROM waveforms WHERE track_id = tracks.id), 0)`;

function selectRows({ db }: Pick<Database, 'db'>) {
  return db
    .selectFrom('tracks')
    .selectAll('tracks')
    .select([
      STATUS.as('analysis'),
      IS_MISSING.as('missing'),
      WAVEFORM.as('waveform_version'),
      SCORE.as('score'),
      playCount.as('times_played'),
      lastPlayedAt.as('played_at'),
    ])
    .where('tracks.deleted_at', 'is', null);
}

type SelectedRow =
  ReturnType<ReturnType<typeof selectRows>['executeTakeFirstOrThrow']> extends Promise<infer Row> ? Row : never;

function trackRow(row: SelectedRow, tags: TrackRow['tags']): TrackRow {
  return {
    id: TrackId.parse(row.id),
    title: row.title,
    artist: row.artist,
    album: row.album,
    genre: row.genre,
    label: row.label,
    comment: row.comment,
    year: row.year,
    rating: row.rating,
    colour: row.colour,
    durationSeconds: row.duration_seconds,
    bpm: row.bpm,
    keyIndex: row.key_index,
    energy: row.energy,
    loudnessLufs: row.loudness_lufs,
    addedAt: row.added_at,
    playCount: row.times_played,
    lastPlayedAt: row.played_at,
    quality: row.score,
    missing: row.missing === 1,
    hasArtwork: row.has_artwork === 1,
    analysis: row.analysis,
    waveformVersion: row.waveform_version,
    tags,
  };
}

/** Rows of live tracks in the order of `ids` (at most 500); ids that are gone are left out. */
export function trackRows(database: Database, ids: readonly string[]): TrackRow[] {
  if (ids.length === 0) return [];
  const rows = database.query.all(selectRows(database).where('tracks.id', 'in', [...ids]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const tags = new Map<string, TrackRow['tags']>();
  for (const { trackId, tag } of taggingsOfTracks(database, ids)) {
    const shown = { id: TagId.parse(tag.id), name: tag.name, colour: tag.colour };
    tags.set(trackId, [...(tags.get(trackId) ?? []), shown]);
  }
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [trackRow(row, tags.get(id) ?? [])];
  });
}

/** Everything stored about a live track's sound and place that the table does not show. */
export function trackFacts({ db, query }: Database, id: string) {
  return query.first(
    db
      .selectFrom('tracks')
      .leftJoin('track_analyses', 'track_analyses.track_id', 'tracks.id')
      .leftJoin('analysis_jobs', 'analysis_jobs.track_id', 'tracks.id')
      .select([
        'tracks.album_artist',
        'tracks.duration_seconds',
        'track_analyses.bpm_confidence',
        'track_analyses.key_confidence',
        'track_analyses.sample_peak_db',
        'tracks.grid as own_grid',
        'tracks.grid_locked',
        'tracks.key_locked',
        'track_analyses.bpm as analysis_bpm',
        'track_analyses.key_index as analysis_key_index',
        'track_analyses.grid as analysis_grid',
        'track_analyses.details',
        'track_analyses.note',
        'analysis_jobs.last_error',
        'analysis_jobs.state as job_state',
      ])
      .where('tracks.id', '=', id)
      .where('tracks.deleted_at', 'is', null),
  );
}
