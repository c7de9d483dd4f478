import type { Migration } from './migration.ts';

/** What the data quality leaves out because the user said so. */
const TABLES = `
CREATE TABLE quality_ignores (
  id TEXT PRIMARY KEY NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  clocks TEXT NOT NULL DEFAULT '{}',
  rule TEXT NOT NULL,
  track_id TEXT REFERENCES tracks (id)
) STRICT;
`;

export const quality: Migration = {
  version: 7,
  name: 'quality',
  up: (database) => {
    database.exec(TABLES);
  },
};
