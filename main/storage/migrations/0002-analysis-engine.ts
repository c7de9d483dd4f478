import type { Migration } from './migration.ts';

/** What the analysis finds beyond tempo and key. */
const ANALYSES = `
ALTER TABLE track_analyses ADD COLUMN details TEXT;
ALTER TABLE track_analyses ADD COLUMN timbre BLOB;
`;

/** What the user, or an import, says of beat grid and key; locked, it outlives analyses and imports. */
const CORRECTIONS = `
ALTER TABLE tracks ADD COLUMN grid TEXT;
ALTER TABLE tracks ADD COLUMN grid_locked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tracks ADD COLUMN key_locked INTEGER NOT NULL DEFAULT 0;
`;

/** Who says what of a track, each field by each provider: file tags, analysis, recognition. */
const PROVIDERS = `
CREATE TABLE provider_values (
  track_id TEXT NOT NULL REFERENCES tracks (id),
  provider TEXT NOT NULL CHECK (provider IN ('tag', 'analysis', 'genre-model', 'tagger', 'recognition')),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  found_at TEXT NOT NULL,
  PRIMARY KEY (track_id, field, provider)
) STRICT, WITHOUT ROWID;
`;

export const analysisEngine: Migration = {
  version: 2,
  name: 'analysis engine',
  up: (database) => {
    database.exec(ANALYSES + CORRECTIONS + PROVIDERS);
  },
};
