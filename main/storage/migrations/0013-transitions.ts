import type { Migration } from './migration.ts';

/**
 * What a DJ changed in a proposed transition; null = as proposed. By the pair of tracks, which stand in a set once: it counts
 * wherever the two are neighbours, also after an order, a version or an undo brought them together again.
 */
const TABLE = `
CREATE TABLE set_transitions (
  id TEXT PRIMARY KEY NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  clocks TEXT NOT NULL DEFAULT '{}',
  set_id TEXT NOT NULL REFERENCES sets (id),
  track_id TEXT NOT NULL REFERENCES tracks (id),
  next_track_id TEXT NOT NULL REFERENCES tracks (id),
  mix_out_seconds REAL CHECK (mix_out_seconds >= 0),
  mix_in_seconds REAL CHECK (mix_in_seconds >= 0),
  bars INTEGER CHECK (bars IN (8, 16, 32)),
  shift_beats INTEGER NOT NULL DEFAULT 0,
  tempo_mode TEXT CHECK (tempo_mode IN ('match', 'ramp')),
  bass_swap INTEGER CHECK (bass_swap IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX set_transitions_pair ON set_transitions (set_id, track_id, next_track_id) WHERE deleted_at IS NULL;
`;

export const transitions: Migration = {
  version: 13,
  name: 'transitions',
  up: (database) => {
    database.exec(TABLE);
  },
};
