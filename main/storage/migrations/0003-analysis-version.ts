import type { Migration } from './migration.ts';

/** Which results are of an older version is counted after every change, and the rows are long. */
const VERSIONS = `
CREATE INDEX track_analyses_version ON track_analyses (version);
`;

export const analysisVersion: Migration = {
  version: 3,
  name: 'analysis version',
  up: (database) => {
    database.exec(VERSIONS);
  },
};
