import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { SyncedTable } from '#main/storage/schema.ts';

type Database = Pick<LibraryDatabase, 'raw'>;

const TRACK_NAME = "CASE tracks.artist WHEN '' THEN tracks.title ELSE tracks.artist || ' – ' || tracks.title END";
const byTrack = (table: SyncedTable): string =>
  `SELECT ${TRACK_NAME} FROM ${table} AS part JOIN tracks ON tracks.id = part.track_id WHERE part.id = ?`;

/** How a row is called, by table; deleted rows have their names as well. */
const NAMES: Readonly<Partial<Record<SyncedTable, string>>> = {
  tracks: `SELECT ${TRACK_NAME} FROM tracks WHERE id = ?`,
  cue_points: byTrack('cue_points'),
  files: byTrack('files'),
  crate_tracks: byTrack('crate_tracks'),
  set_entries: byTrack('set_entries'),
  set_alternatives: byTrack('set_alternatives'),
  set_transitions: byTrack('set_transitions'),
  set_accepted_checks: byTrack('set_accepted_checks'),
  plays: byTrack('plays'),
  play_nights: 'SELECT venue FROM play_nights WHERE id = ?',
  track_tags: byTrack('track_tags'),
  library_folders: 'SELECT path FROM library_folders WHERE id = ?',
  crates: 'SELECT name FROM crates WHERE id = ?',
  set_versions: 'SELECT name FROM set_versions WHERE id = ?',
  set_templates: 'SELECT name FROM set_templates WHERE id = ?',
  sets: 'SELECT name FROM sets WHERE id = ?',
  tags: 'SELECT name FROM tags WHERE id = ?',
};

/** How a row of the library is called for the user: "Artist – Title" of a track; "" where it has no name. */
export function rowName({ raw }: Database, table: SyncedTable, id: string): string {
  const sql = NAMES[table];
  return sql === undefined ? '' : ((raw.prepare(sql).pluck().get(id) as string | undefined) ?? '');
}
