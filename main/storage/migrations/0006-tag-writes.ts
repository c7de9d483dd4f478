import type { Migration } from './migration.ts';

/** What was written into the tags of music files, with what stood there before: files are of this machine, so this is too. */
const TABLES = `
CREATE TABLE tag_runs (
  id TEXT PRIMARY KEY NOT NULL,
  started_at TEXT NOT NULL,
  fields TEXT NOT NULL
) STRICT;

CREATE TABLE tag_writes (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES tag_runs (id),
  track_id TEXT NOT NULL,
  path TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('writing', 'written', 'restoring', 'restored')),
  temporary TEXT NOT NULL,
  kind TEXT NOT NULL,
  changes TEXT NOT NULL,
  length_before INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  modified_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX tag_writes_run ON tag_writes (run_id);
CREATE INDEX tag_writes_path ON tag_writes (path);
CREATE INDEX tag_writes_open ON tag_writes (state) WHERE state IN ('writing', 'restoring');
`;

export const tagWrites: Migration = {
  version: 6,
  name: 'tag writes',
  up: (database) => {
    database.exec(TABLES);
  },
};
