import type { Migration } from './migration.ts';

/** What a DJ knows of a night that another program recorded; the night is the one that the play belongs to. */
const TABLE = `
CREATE TABLE play_nights (
  id TEXT PRIMARY KEY NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  clocks TEXT NOT NULL DEFAULT '{}',
  play_id TEXT NOT NULL REFERENCES plays (id),
  venue TEXT NOT NULL,
  notes TEXT NOT NULL
) STRICT;
CREATE INDEX play_nights_play ON play_nights (play_id) WHERE deleted_at IS NULL;
`;

export const playNights: Migration = {
  version: 11,
  name: 'play-nights',
  up: (database) => database.exec(TABLE),
};
