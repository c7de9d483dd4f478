import { expect, test } from 'vitest';
import { CHANGE_LOG_QUERIES } from '#main/storage/change-log.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { nextJob } from '#main/storage/queries/analysis-jobs.ts';
import { resultForContent } from '#main/storage/queries/analysis-sources.ts';
import { bestFileOfTrack, filesByContent, filesOfFolderAfter, findFileByPath } from '#main/storage/queries/files.ts';
import { folderPaths } from '#main/storage/queries/folders.ts';
import { templateVersions } from '#main/storage/queries/set-templates.ts';
import { acceptedChecks, parkedTracks } from '#main/storage/queries/set-builder.ts';
import { entriesOfSet } from '#main/storage/queries/sets.ts';
import { changedTransition } from '#main/storage/queries/set-transitions.ts';
import { isTagWriteOf, openTagWrites, tagWritesOfRun } from '#main/storage/queries/tag-writes.ts';
import { artistsOfTracks, findArtistsByKey } from '#main/storage/queries/track-artists.ts';
import { trackRows } from '#main/storage/queries/track-rows.ts';
import { overheardLibrary } from '#test/support/overheard-library.ts';
import { queryPlan } from '#test/support/query-plan.ts';

/**
 * What each index is there for: the program's own query where it asks through one, else the statement in words of SQL.
 * An index costs every write; one that answers nothing does not belong in the schema.
 */
const PURPOSES: Readonly<Record<string, string | ((library: LibraryDatabase) => unknown)>> = {
  library_folders_path: (library) => folderPaths(library),
  tracks_added_at: 'SELECT number FROM tracks WHERE deleted_at IS NULL AND added_at >= ?',
  artists_name_key: (library) => findArtistsByKey(library, ['a', 'b']),
  track_artists_track: (library) => artistsOfTracks(library, ['a', 'b']),
  track_artists_artist: 'SELECT track_id FROM track_artists WHERE artist_id = ? AND deleted_at IS NULL',
  files_path: (library) => findFileByPath(library, '/music/a.mp3'),
  files_track: (library) => bestFileOfTrack(library, 'id'),
  files_content_hash: (library) => filesByContent(library, 'hash'),
  files_folder: (library) => filesOfFolderAfter(library, 'id', -1, 10),
  track_analyses_content: ({ query, db }) => query.all(resultForContent(db, 'hash', 1, '{}')),
  track_analyses_version: 'SELECT track_id FROM track_analyses WHERE version < ?',
  track_relationships_edge:
    'SELECT target_track_id, weight FROM track_relationships WHERE source_track_id = ? AND type = ?',
  track_relationships_target: 'SELECT source_track_id, weight FROM track_relationships WHERE target_track_id = ?',
  analysis_jobs_track: (library) => trackRows(library, ['id']),
  analysis_jobs_next: ({ query, db }) => query.all(nextJob(db)),
  tag_writes_run: (library) => tagWritesOfRun(library, 'id'),
  tag_writes_path: (library) => isTagWriteOf(library, '/music/a.mp3', { size_bytes: 1, modified_ms: 1 }),
  tag_writes_open: (library) => openTagWrites(library),
  cue_points_track: 'SELECT * FROM cue_points WHERE track_id = ? AND deleted_at IS NULL ORDER BY start_seconds',
  crates_parent: 'SELECT * FROM crates WHERE parent_id IS ? AND deleted_at IS NULL ORDER BY position',
  crate_tracks_crate: 'SELECT track_id FROM crate_tracks WHERE crate_id = ? AND deleted_at IS NULL ORDER BY position',
  crate_tracks_track: 'SELECT crate_id FROM crate_tracks WHERE track_id = ? AND deleted_at IS NULL',
  set_entries_set: (library) => entriesOfSet(library, 'id'),
  set_entries_track: 'SELECT set_id FROM set_entries WHERE track_id = ? AND deleted_at IS NULL',
  set_alternatives_entry: (library) => parkedTracks(library, 'id'),
  set_alternatives_track: 'SELECT entry_id FROM set_alternatives WHERE track_id = ? AND deleted_at IS NULL',
  set_accepted_checks_set: (library) => acceptedChecks(library, 'id'),
  set_transitions_pair: (library) => changedTransition(library, 'set', 'one', 'next'),
  set_template_versions_template: (library) => templateVersions(library, 'id'),
  set_versions_set: 'SELECT name, content FROM set_versions WHERE set_id = ? AND deleted_at IS NULL',
  plays_track: 'SELECT max(played_at) FROM plays WHERE track_id = ? AND deleted_at IS NULL',
  plays_played_at: 'SELECT track_id FROM plays WHERE played_at > ? AND deleted_at IS NULL ORDER BY played_at',
  play_nights_play: 'SELECT venue, notes FROM play_nights WHERE play_id = ? AND deleted_at IS NULL',
  track_tags_pair: 'SELECT id FROM track_tags WHERE track_id = ? AND tag_id = ? AND deleted_at IS NULL',
  track_tags_tag: 'SELECT track_id FROM track_tags WHERE tag_id = ? AND deleted_at IS NULL',
  track_extras_format: 'SELECT data FROM track_extras WHERE track_id = ? AND format = ? AND deleted_at IS NULL',
  track_pairs_track: 'SELECT other_id FROM track_pairs WHERE track_id = ? AND deleted_at IS NULL',
  track_pairs_other: 'SELECT track_id FROM track_pairs WHERE other_id = ? AND deleted_at IS NULL',
  track_fingerprints_content: 'SELECT fingerprint FROM track_fingerprints WHERE content_hash = ?',
  plays_set: 'SELECT track_id, played_at FROM plays WHERE set_id = ? AND deleted_at IS NULL',
  music_requests_track: 'SELECT id, text FROM music_requests WHERE track_id = ? AND deleted_at IS NULL',
  change_log_txn: CHANGE_LOG_QUERIES.changes,
  change_log_hlc: CHANGE_LOG_QUERIES.lastReading,
  change_log_history: CHANGE_LOG_QUERIES.steps,
};

test('every index of the schema has a purpose', () => {
  const { library } = overheardLibrary();
  const indexes = library.raw
    .prepare<[], string>(
      "SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_autoindex%' ORDER BY name",
    )
    .pluck()
    .all();
  expect(indexes).toEqual(Object.keys(PURPOSES).toSorted());
});

test.each(Object.entries(PURPOSES))('%s answers what it is there for', (index, purpose) => {
  const { library, plans } = overheardLibrary();
  if (typeof purpose === 'string') plans.push(...queryPlan(library, purpose));
  else purpose(library);
  // Named whole: files_track must not pass for files_track_mode.
  const used = plans.filter((step) => new RegExp(`INDEX ${index}(?: |$)`).test(step));
  expect(used.length, plans.join('\n')).toBeGreaterThan(0);
  // Those of one table are sorted by their index too: that is half of why it has these columns.
  if (typeof purpose === 'string') expect(plans.join('\n')).not.toContain('TEMP B-TREE');
});
