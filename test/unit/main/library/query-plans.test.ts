import { expect, test } from 'vitest';
import { filesByContent } from '#main/storage/queries/files.ts';
import { LAST_PLAYED_AT, PLAY_COUNT } from '#main/storage/queries/played.ts';
import { trackRows } from '#main/storage/queries/track-rows.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { TypedQuery } from '#main/storage/typed-query.ts';
import { queryPlan } from '#test/support/query-plan.ts';
import { openTempLibrary } from '#test/support/temp-library.ts';

/** How SQLite means to answer the queries that `run` asks. */
function plansOf(run: (database: LibraryDatabase) => void): string[] {
  const database = openTempLibrary();
  const plans: string[] = [];
  const query: TypedQuery = {
    ...database.query,
    all: (compilable) => {
      plans.push(...queryPlan(database, compilable));
      return database.query.all(compilable);
    },
  };
  run({ ...database, query });
  return plans;
}

test('how often and when tracks were played is found by an index of the plays', () => {
  const plan = queryPlan(openTempLibrary(), `SELECT number, ${PLAY_COUNT}, ${LAST_PLAYED_AT} FROM tracks`);
  expect(plan.filter((step) => step.includes('USING INDEX plays_track (track_id=?)'))).toHaveLength(2);
  expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual(['SCAN tracks']);
});

test('rows of a page and files of a content are found by index', () => {
  const rows = plansOf((database) => trackRows(database, ['a', 'b']));
  const files = plansOf((database) => filesByContent(database, 'hash'));
  expect(rows.length).toBeGreaterThan(3);
  for (const step of [...rows, ...files]) expect(step).not.toMatch(/^SCAN (?!CONSTANT)/);
});
