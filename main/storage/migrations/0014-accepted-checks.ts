import type { Migration } from './migration.ts';

/**
 * Checks of a set that the DJ calls fine as they are. By what they are about, not by the entry: the same two tracks that become
 * neighbours again, by an order, a version or undo, are as fine as before.
 */
const TABLE = `
CREATE TABLE set_accepted_checks (
  id TEXT PRIMARY KEY NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  clocks TEXT NOT NULL DEFAULT '{}',
  set_id TEXT NOT NULL REFERENCES sets (id),
  kind TEXT NOT NULL,
  track_id TEXT NOT NULL REFERENCES tracks (id),
  other_id TEXT REFERENCES tracks (id),
  found TEXT NOT NULL
) STRICT;
CREATE INDEX set_accepted_checks_set ON set_accepted_checks (set_id) WHERE deleted_at IS NULL;
`;

export const acceptedChecks: Migration = {
  version: 14,
  name: 'accepted-checks',
  up: (database) => {
    database.exec(TABLE);
  },
};
