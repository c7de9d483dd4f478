import type { Migration } from './migration.ts';

const SYNCED = `
  id TEXT PRIMARY KEY NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  clocks TEXT NOT NULL DEFAULT '{}'`;

const LIBRARY = `
CREATE TABLE library_folders (${SYNCED},
  path TEXT NOT NULL,
  last_scanned_at TEXT
) STRICT;
CREATE UNIQUE INDEX library_folders_path ON library_folders (path) WHERE deleted_at IS NULL;

CREATE TABLE tracks (
  -- Local only. Explicit, because VACUUM may renumber an implicit rowid and tracks_search points at it.
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  clocks TEXT NOT NULL DEFAULT '{}',
  title TEXT NOT NULL,
  artist TEXT NOT NULL DEFAULT '',
  album TEXT NOT NULL DEFAULT '',
  album_artist TEXT NOT NULL DEFAULT '',
  genre TEXT NOT NULL DEFAULT '',
  label TEXT NOT NULL DEFAULT '',
  comment TEXT NOT NULL DEFAULT '',
  year INTEGER,
  track_number INTEGER,
  rating INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5),
  colour TEXT,
  duration_seconds REAL,
  bpm REAL CHECK (bpm > 0),
  key_index INTEGER CHECK (key_index BETWEEN 0 AND 23),
  energy REAL CHECK (energy BETWEEN 0 AND 1),
  loudness_lufs REAL,
  added_at TEXT NOT NULL,
  play_count INTEGER NOT NULL DEFAULT 0,
  has_artwork INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX tracks_added_at ON tracks (added_at) WHERE deleted_at IS NULL;
CREATE INDEX tracks_bpm ON tracks (bpm) WHERE deleted_at IS NULL;
CREATE INDEX tracks_key ON tracks (key_index, bpm) WHERE deleted_at IS NULL;

CREATE TABLE artists (${SYNCED},
  name TEXT NOT NULL,
  name_key TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX artists_name_key ON artists (name_key) WHERE deleted_at IS NULL;

CREATE TABLE track_artists (${SYNCED},
  track_id TEXT NOT NULL REFERENCES tracks (id),
  artist_id TEXT NOT NULL REFERENCES artists (id),
  role TEXT NOT NULL CHECK (role IN ('main', 'featured', 'remixer')),
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX track_artists_track ON track_artists (track_id, position) WHERE deleted_at IS NULL;
CREATE INDEX track_artists_artist ON track_artists (artist_id) WHERE deleted_at IS NULL;

CREATE TABLE files (${SYNCED},
  track_id TEXT NOT NULL REFERENCES tracks (id),
  folder_id TEXT REFERENCES library_folders (id),
  path TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  modified_ms INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  format TEXT NOT NULL,
  sample_rate INTEGER,
  bit_rate INTEGER,
  channels INTEGER,
  missing_since TEXT
) STRICT;
CREATE UNIQUE INDEX files_path ON files (path) WHERE deleted_at IS NULL;
CREATE INDEX files_track ON files (track_id) WHERE deleted_at IS NULL;
CREATE INDEX files_content_hash ON files (content_hash);
CREATE INDEX files_folder ON files (folder_id);
`;

const DERIVED = `
CREATE TABLE track_analyses (
  track_id TEXT PRIMARY KEY NOT NULL REFERENCES tracks (id),
  content_hash TEXT NOT NULL,
  version INTEGER NOT NULL,
  bpm REAL,
  bpm_confidence REAL NOT NULL,
  grid TEXT,
  key_index INTEGER,
  key_confidence REAL NOT NULL,
  energy REAL,
  loudness_lufs REAL,
  sample_peak_db REAL,
  duration_seconds REAL NOT NULL,
  note TEXT,
  analysed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX track_analyses_content ON track_analyses (content_hash);

CREATE TABLE waveforms (
  track_id TEXT PRIMARY KEY NOT NULL REFERENCES tracks (id),
  version INTEGER NOT NULL,
  peaks BLOB NOT NULL,
  overview BLOB NOT NULL
) STRICT;

CREATE TABLE track_relationships (
  id TEXT PRIMARY KEY NOT NULL,
  source_track_id TEXT NOT NULL REFERENCES tracks (id),
  target_track_id TEXT NOT NULL REFERENCES tracks (id),
  type TEXT NOT NULL,
  weight REAL NOT NULL,
  evidence TEXT NOT NULL DEFAULT '{}',
  created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX track_relationships_edge ON track_relationships (source_track_id, target_track_id, type);
CREATE INDEX track_relationships_target ON track_relationships (target_track_id);

CREATE TABLE analysis_jobs (
  id TEXT PRIMARY KEY NOT NULL,
  track_id TEXT NOT NULL REFERENCES tracks (id),
  state TEXT NOT NULL CHECK (state IN ('queued', 'leased', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  lease_owner TEXT,
  lease_until TEXT,
  force INTEGER NOT NULL DEFAULT 0,
  priority INTEGER NOT NULL DEFAULT 0,
  last_error TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX analysis_jobs_track ON analysis_jobs (track_id);
CREATE INDEX analysis_jobs_next ON analysis_jobs (state, priority, created_at);

CREATE TABLE settings (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

const PERFORMANCE = `
CREATE TABLE cue_points (${SYNCED},
  track_id TEXT NOT NULL REFERENCES tracks (id),
  kind TEXT NOT NULL CHECK (kind IN ('hot', 'memory', 'loop')),
  slot INTEGER CHECK (slot BETWEEN 0 AND 7),
  start_seconds REAL NOT NULL CHECK (start_seconds >= 0),
  end_seconds REAL CHECK (end_seconds > start_seconds),
  name TEXT NOT NULL DEFAULT '',
  colour TEXT
) STRICT;
CREATE INDEX cue_points_track ON cue_points (track_id, start_seconds) WHERE deleted_at IS NULL;

CREATE TABLE crates (${SYNCED},
  name TEXT NOT NULL,
  parent_id TEXT REFERENCES crates (id),
  position REAL NOT NULL
) STRICT;
CREATE INDEX crates_parent ON crates (parent_id, position) WHERE deleted_at IS NULL;

CREATE TABLE crate_tracks (${SYNCED},
  crate_id TEXT NOT NULL REFERENCES crates (id),
  track_id TEXT NOT NULL REFERENCES tracks (id),
  position REAL NOT NULL
) STRICT;
CREATE INDEX crate_tracks_crate ON crate_tracks (crate_id, position) WHERE deleted_at IS NULL;
CREATE INDEX crate_tracks_track ON crate_tracks (track_id) WHERE deleted_at IS NULL;

CREATE TABLE sets (${SYNCED},
  name TEXT NOT NULL,
  notes TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE set_entries (${SYNCED},
  set_id TEXT NOT NULL REFERENCES sets (id),
  track_id TEXT NOT NULL REFERENCES tracks (id),
  position REAL NOT NULL,
  notes TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX set_entries_set ON set_entries (set_id, position) WHERE deleted_at IS NULL;
CREATE INDEX set_entries_track ON set_entries (track_id) WHERE deleted_at IS NULL;

CREATE TABLE plays (${SYNCED},
  track_id TEXT NOT NULL REFERENCES tracks (id),
  played_at TEXT NOT NULL,
  set_id TEXT REFERENCES sets (id),
  source TEXT NOT NULL
) STRICT;
CREATE INDEX plays_track ON plays (track_id, played_at) WHERE deleted_at IS NULL;
CREATE INDEX plays_set ON plays (set_id) WHERE deleted_at IS NULL;

CREATE TABLE music_requests (${SYNCED},
  text TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'done', 'dismissed')),
  track_id TEXT REFERENCES tracks (id)
) STRICT;
CREATE INDEX music_requests_track ON music_requests (track_id) WHERE deleted_at IS NULL;
`;

const LOG = `
CREATE TABLE change_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  txn_id TEXT NOT NULL,
  label TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('user', 'import', 'analysis', 'sync')),
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  before TEXT,
  owners_before TEXT NOT NULL DEFAULT '{}',
  after TEXT NOT NULL,
  owners_after TEXT NOT NULL DEFAULT '{}',
  hlc TEXT NOT NULL,
  reverts_txn_id TEXT,
  history_step INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX change_log_txn ON change_log (txn_id);
CREATE INDEX change_log_hlc ON change_log (hlc);
CREATE INDEX change_log_history ON change_log (seq) WHERE history_step = 1;
`;

/** Text search. Derived from tracks by triggers, so no write path can forget it; its rowid is the track's number. */
const SEARCH = `
CREATE VIRTUAL TABLE tracks_search USING fts5 (
  title, artist, album, genre, comment, label,
  content = 'tracks', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE TRIGGER tracks_search_insert AFTER INSERT ON tracks BEGIN
  INSERT INTO tracks_search (rowid, title, artist, album, genre, comment, label)
  VALUES (new.number, new.title, new.artist, new.album, new.genre, new.comment, new.label);
END;
CREATE TRIGGER tracks_search_delete AFTER DELETE ON tracks BEGIN
  INSERT INTO tracks_search (tracks_search, rowid, title, artist, album, genre, comment, label)
  VALUES ('delete', old.number, old.title, old.artist, old.album, old.genre, old.comment, old.label);
END;
CREATE TRIGGER tracks_search_update AFTER UPDATE OF title, artist, album, genre, comment, label ON tracks BEGIN
  INSERT INTO tracks_search (tracks_search, rowid, title, artist, album, genre, comment, label)
  VALUES ('delete', old.number, old.title, old.artist, old.album, old.genre, old.comment, old.label);
  INSERT INTO tracks_search (rowid, title, artist, album, genre, comment, label)
  VALUES (new.number, new.title, new.artist, new.album, new.genre, new.comment, new.label);
END;
`;

export const initial: Migration = {
  version: 1,
  name: 'initial',
  up: (database) => {
    database.exec(LIBRARY + DERIVED + PERFORMANCE + LOG + SEARCH);
  },
};
