import type { Migration } from './migration.ts';

/** Suggestions are ranked in memory since: nothing asks by key and tempo through an index any more, and each costs every write. */
const DROP = `
DROP INDEX tracks_bpm;
DROP INDEX tracks_key;
`;

export const suggestionIndexes: Migration = {
  version: 9,
  name: 'suggestion-indexes',
  up: (database) => {
    database.exec(DROP);
  },
};
