import type { Migration } from './migration.ts';

/** A result stands for a file of the same content only where it was made under the same options. */
const OPTIONS = `
ALTER TABLE track_analyses ADD COLUMN options TEXT;
`;

export const analysisOptions: Migration = {
  version: 4,
  name: 'analysis options',
  up: (database) => {
    database.exec(OPTIONS);
  },
};
