import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { isAnalysedFile } from '#main/storage/queries/analysed-file.ts';
import { inParts } from '#main/storage/queries/in-parts.ts';
import { lastPlayedAt, playCount } from '#main/storage/queries/played.ts';
import type { ImportFormat } from '#shared/contract/interchange.ts';
import { toBeatGrid } from '#shared/domain/beat-grid.ts';
import { formatMusicalShort, keyFromIndex } from '#shared/domain/key.ts';
import {
  emptyTrack,
  type GridMarker,
  type InterchangeCue,
  type InterchangePlay,
  type InterchangeTrack,
} from '#main/interchange/model.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

/** A stored beat grid as markers. */
function markersOf(json: string | null): GridMarker[] {
  if (json === null) return [];
  const { beatsPerBar, segments } = toBeatGrid(JSON.parse(json) as Parameters<typeof toBeatGrid>[0]);
  return segments.map(({ startSeconds, bpm, firstBeatNumber }) => ({
    startSeconds,
    bpm,
    beatsPerBar,
    beatNumber: firstBeatNumber,
    slot: null,
    name: '',
  }));
}

function trackRows({ db, query }: Database, ids: readonly string[]) {
  return query.all(
    db
      .selectFrom('tracks')
      .leftJoin('track_analyses', 'track_analyses.track_id', 'tracks.id')
      .selectAll('tracks')
      .select(sql<string | null>`coalesce(tracks.grid, track_analyses.grid)`.as('effective_grid'))
      .select([playCount.as('times_played'), lastPlayedAt.as('played_at')])
      .where('tracks.id', 'in', ids)
      .where('tracks.deleted_at', 'is', null),
  );
}
type TrackRow = ReturnType<typeof trackRows>[number];

/** Where the tracks are: a present file before a missing one, the analysed one before others, then the newest. */
function filesOf({ db, query }: Database, ids: readonly string[]) {
  const rows = query.all(
    db
      .selectFrom('files')
      .select(['track_id', 'path', 'size_bytes', 'bit_rate', 'sample_rate'])
      .where('track_id', 'in', ids)
      .where('deleted_at', 'is', null)
      .orderBy((is) => is('missing_since', 'is', null))
      .orderBy(isAnalysedFile)
      .orderBy('id'),
  );
  return new Map(rows.map((row) => [row.track_id, row]));
}
type FileRow = ReturnType<typeof filesOf> extends Map<string, infer Row> ? Row : never;

function cuesOf({ db, query }: Database, ids: readonly string[]): Map<string, InterchangeCue[]> {
  const rows = query.all(
    db
      .selectFrom('cue_points')
      .selectAll()
      .where('track_id', 'in', ids)
      .where('deleted_at', 'is', null)
      .orderBy('start_seconds')
      .orderBy('id'),
  );
  const cues = new Map<string, InterchangeCue[]>();
  for (const row of rows) {
    const cue: InterchangeCue = {
      type: row.kind === 'loop' ? 'loop' : row.role,
      slot: row.slot,
      startSeconds: row.start_seconds,
      endSeconds: row.end_seconds,
      name: row.name,
      colour: row.colour,
    };
    const list = cues.get(row.track_id);
    if (list === undefined) cues.set(row.track_id, [cue]);
    else list.push(cue);
  }
  return cues;
}

function extrasOf(
  { db, query }: Database,
  format: string,
  ids: readonly string[],
): Map<string, Record<string, string>> {
  const rows = query.all(
    db
      .selectFrom('track_extras')
      .select(['track_id', 'data'])
      .where('track_id', 'in', ids)
      .where('format', '=', format)
      .where('deleted_at', 'is', null),
  );
  return new Map(rows.map((row) => [row.track_id, JSON.parse(row.data) as Record<string, string>]));
}

function trackOf(
  row: TrackRow,
  file: FileRow | undefined,
  cues: readonly InterchangeCue[],
  extra: Readonly<Record<string, string>>,
): InterchangeTrack {
  const key = row.key_index === null ? null : keyFromIndex(row.key_index);
  return {
    ...emptyTrack(row.id),
    path: file?.path ?? null,
    title: row.title,
    artist: row.artist,
    album: row.album,
    albumArtist: row.album_artist,
    genre: row.genre,
    label: row.label,
    comment: row.comment,
    remixer: row.remixer,
    mix: row.mix,
    composer: row.composer,
    grouping: row.grouping,
    year: row.year,
    trackNumber: row.track_number,
    discNumber: row.disc_number,
    rating: row.rating,
    colour: row.colour,
    durationSeconds: row.duration_seconds,
    bpm: row.bpm,
    key,
    keyText: key === null ? '' : formatMusicalShort(key),
    energy: row.energy,
    sizeBytes: file?.size_bytes ?? null,
    bitRate: file?.bit_rate ?? null,
    sampleRate: file?.sample_rate ?? null,
    addedAt: row.added_at,
    lastPlayedAt: row.played_at,
    playCount: row.times_played,
    locked: row.grid_locked === 1,
    grid: markersOf(row.effective_grid),
    cues,
    extra,
  };
}

/**
 * Tracks of the library in the form of the exchange, in the order of their ids. Others get their turn in between.
 * @param format Whose extras they bring.
 */
export async function tracksForExport(
  database: Database,
  ids: readonly string[],
  format: ImportFormat | null,
): Promise<InterchangeTrack[]> {
  const tracks: InterchangeTrack[] = [];
  for (const part of inParts(ids)) {
    const [files, cues] = [filesOf(database, part), cuesOf(database, part)];
    const extras = format === null ? new Map<string, Record<string, string>>() : extrasOf(database, format, part);
    const rows = new Map(trackRows(database, part).map((row) => [row.id, row]));
    for (const id of part) {
      const row = rows.get(id);
      if (row !== undefined) tracks.push(trackOf(row, files.get(id), cues.get(id) ?? [], extras.get(id) ?? {}));
    }
    await nextTurn();
  }
  return tracks;
}

/** The plays of tracks, oldest first. */
export function playsForExport({ db, query }: Database, ids: ReadonlySet<string>): InterchangePlay[] {
  const rows = query.all(
    db
      .selectFrom('plays')
      .select(['track_id', 'played_at', 'duration_seconds', 'deck', 'session'])
      .where('deleted_at', 'is', null)
      .orderBy('played_at'),
  );
  return rows
    .filter((row) => ids.has(row.track_id))
    .map((row) => ({
      trackId: row.track_id,
      startedAt: row.played_at,
      durationSeconds: row.duration_seconds,
      deck: row.deck,
      session: row.session,
    }));
}
