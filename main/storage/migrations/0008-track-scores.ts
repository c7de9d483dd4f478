import type { Migration } from './migration.ts';

/** How complete the data of tracks are, as the data quality last judged them: lists sort and search by it. Derived. */
const TABLES = `
CREATE TABLE track_scores (
  number INTEGER PRIMARY KEY REFERENCES tracks (number),
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1)
) STRICT;
`;

export const trackScores: Migration = {
  version: 8,
  name: 'track-scores',
  up: (database) => {
    database.exec(TABLES);
  },
};
