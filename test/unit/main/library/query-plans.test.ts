import { expect, test } from 'vitest';
import { findCandidates } from '#main/storage/queries/suggestion-candidates.ts';
import { filesByContent } from '#main/storage/queries/files.ts';
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

test('suggestions search indexes and never walk the table', () => {
  const tempos = [{ minBpm: 120, maxBpm: 130 }];
  const withBoth = plansOf((database) => findCandidates(database, { keyIndexes: [1, 2], tempos }));
  expect(withBoth[0]).toContain('USING INDEX tracks_key (key_index=? AND bpm>? AND bpm<?)');
  const byTempo = plansOf((database) => findCandidates(database, { keyIndexes: null, tempos }));
  expect(byTempo[0]).toContain('USING INDEX tracks_bpm (bpm>? AND bpm<?)');
});

test('rows of a page and files of a content are found by index', () => {
  const rows = plansOf((database) => trackRows(database, ['a', 'b']));
  const files = plansOf((database) => filesByContent(database, 'hash'));
  expect(rows.length).toBeGreaterThan(3);
  for (const step of [...rows, ...files]) expect(step).not.toMatch(/^SCAN (?!CONSTANT)/);
});
