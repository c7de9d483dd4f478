import type { Migration } from './migration.ts';

/** Crates that came as the tracklist of a set, in whose order tracks were played by somebody. */
export const tracklists: Migration = {
  version: 15,
  name: 'tracklists',
  up: (database) => {
    database.exec(
      'ALTER TABLE crates ADD COLUMN is_tracklist INTEGER NOT NULL DEFAULT 0 CHECK (is_tracklist IN (0, 1));',
    );
  },
};
