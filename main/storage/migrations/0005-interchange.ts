import type { Migration } from './migration.ts';

/**
 * What file tags say is told apart from what other programs' libraries say. Until now only scans wrote as "import", so all of
 * those were tags. SQLite cannot change a CHECK: the log is rebuilt.
 */
const ORIGINS = `
CREATE TABLE change_log_rebuilt (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  txn_id TEXT NOT NULL,
  label TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('user', 'import', 'tag', 'analysis', 'sync')),
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
INSERT INTO change_log_rebuilt
  SELECT seq, txn_id, label, CASE origin WHEN 'import' THEN 'tag' ELSE origin END, table_name, row_id, before, owners_before,
    after, owners_after, hlc, reverts_txn_id, history_step, created_at FROM change_log ORDER BY seq;
DELETE FROM sqlite_sequence WHERE name = 'change_log_rebuilt';
INSERT INTO sqlite_sequence (name, seq) SELECT 'change_log_rebuilt', seq FROM sqlite_sequence WHERE name = 'change_log';
DROP TABLE change_log;
ALTER TABLE change_log_rebuilt RENAME TO change_log;
CREATE INDEX change_log_txn ON change_log (txn_id);
CREATE INDEX change_log_hlc ON change_log (hlc);
CREATE INDEX change_log_history ON change_log (seq) WHERE history_step = 1;
`;

/** What other programs keep of a track, a cue point and a play that had no place yet. */
const FIELDS = `
ALTER TABLE tracks ADD COLUMN remixer TEXT NOT NULL DEFAULT '';
ALTER TABLE tracks ADD COLUMN mix TEXT NOT NULL DEFAULT '';
ALTER TABLE tracks ADD COLUMN composer TEXT NOT NULL DEFAULT '';
ALTER TABLE tracks ADD COLUMN grouping TEXT NOT NULL DEFAULT '';
ALTER TABLE tracks ADD COLUMN disc_number INTEGER;
ALTER TABLE tracks ADD COLUMN last_played_at TEXT;
ALTER TABLE cue_points ADD COLUMN role TEXT NOT NULL DEFAULT 'cue' CHECK (role IN ('cue', 'fade-in', 'fade-out', 'load'));
ALTER TABLE plays ADD COLUMN session TEXT NOT NULL DEFAULT '';
ALTER TABLE plays ADD COLUMN deck INTEGER;
ALTER TABLE plays ADD COLUMN duration_seconds REAL;
CREATE INDEX plays_played_at ON plays (played_at) WHERE deleted_at IS NULL;
`;

const SYNCED = `
  id TEXT PRIMARY KEY NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  clocks TEXT NOT NULL DEFAULT '{}'`;

/** Folders hold crates, smart crates hold what a search finds; tags are the user's own. */
const COLLECTIONS = `
ALTER TABLE crates ADD COLUMN kind TEXT NOT NULL DEFAULT 'crate' CHECK (kind IN ('folder', 'crate', 'smart'));
ALTER TABLE crates ADD COLUMN query TEXT NOT NULL DEFAULT '';
ALTER TABLE crates ADD COLUMN colour TEXT;

CREATE TABLE tags (${SYNCED},
  name TEXT NOT NULL,
  colour TEXT,
  position REAL NOT NULL
) STRICT;

CREATE TABLE track_tags (${SYNCED},
  track_id TEXT NOT NULL REFERENCES tracks (id),
  tag_id TEXT NOT NULL REFERENCES tags (id)
) STRICT;
CREATE UNIQUE INDEX track_tags_pair ON track_tags (track_id, tag_id) WHERE deleted_at IS NULL;
CREATE INDEX track_tags_tag ON track_tags (tag_id) WHERE deleted_at IS NULL;

CREATE TABLE track_extras (${SYNCED},
  track_id TEXT NOT NULL REFERENCES tracks (id),
  format TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX track_extras_format ON track_extras (track_id, format) WHERE deleted_at IS NULL;

CREATE TABLE track_pairs (${SYNCED},
  track_id TEXT NOT NULL REFERENCES tracks (id),
  other_id TEXT NOT NULL REFERENCES tracks (id),
  relation TEXT NOT NULL CHECK (relation IN ('version', 'different'))
) STRICT;
CREATE INDEX track_pairs_track ON track_pairs (track_id) WHERE deleted_at IS NULL;
CREATE INDEX track_pairs_other ON track_pairs (other_id) WHERE deleted_at IS NULL;
`;

const DERIVED = `
CREATE TABLE track_fingerprints (
  track_id TEXT PRIMARY KEY NOT NULL REFERENCES tracks (id),
  content_hash TEXT NOT NULL,
  fingerprint BLOB,
  cutoff_hz REAL,
  found_at TEXT NOT NULL
) STRICT;
CREATE INDEX track_fingerprints_content ON track_fingerprints (content_hash);

CREATE VIRTUAL TABLE tracks_words USING fts5vocab(tracks_search, row);
`;

export const interchange: Migration = {
  version: 5,
  name: 'interchange',
  up: (database) => {
    database.exec(ORIGINS + FIELDS + COLLECTIONS + DERIVED);
  },
};
