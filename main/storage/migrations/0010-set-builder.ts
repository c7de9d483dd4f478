import type { Migration } from './migration.ts';

const SYNCED = `
  id TEXT PRIMARY KEY NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  clocks TEXT NOT NULL DEFAULT '{}'`;

/** What a DJ plans of a set beside its order. `starts_at` is local time without a zone: the clock on the wall of the venue. */
const COLUMNS = `
ALTER TABLE sets ADD COLUMN venue TEXT NOT NULL DEFAULT '';
ALTER TABLE sets ADD COLUMN starts_at TEXT;
ALTER TABLE sets ADD COLUMN target_seconds REAL CHECK (target_seconds > 0);
ALTER TABLE sets ADD COLUMN arc TEXT CHECK (arc IS NULL OR json_valid(arc));
ALTER TABLE set_entries ADD COLUMN phase TEXT
  CHECK (phase IN ('opener', 'warm-up', 'build', 'peak', 'after-peak', 'closing'));
ALTER TABLE set_entries ADD COLUMN locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1));
`;

const TABLES = `
CREATE TABLE set_alternatives (${SYNCED},
  entry_id TEXT NOT NULL REFERENCES set_entries (id),
  track_id TEXT NOT NULL REFERENCES tracks (id),
  position REAL NOT NULL
) STRICT;
CREATE INDEX set_alternatives_entry ON set_alternatives (entry_id, position) WHERE deleted_at IS NULL;
CREATE INDEX set_alternatives_track ON set_alternatives (track_id) WHERE deleted_at IS NULL;

CREATE TABLE set_versions (${SYNCED},
  set_id TEXT NOT NULL REFERENCES sets (id),
  name TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;
CREATE INDEX set_versions_set ON set_versions (set_id) WHERE deleted_at IS NULL;
`;

export const setBuilder: Migration = {
  version: 10,
  name: 'set-builder',
  up: (database) => {
    database.exec(COLUMNS);
    database.exec(TABLES);
  },
};
