import type { Compilable } from 'kysely';
import { expect, test } from 'vitest';
import { ARTIST_CREDITS_QUERIES } from '#main/storage/artist-credits.ts';
import { CHANGE_LOG_QUERIES } from '#main/storage/change-log.ts';
import { countQueuedJobs, failedJobs, nextJob } from '#main/storage/queries/analysis-jobs.ts';
import {
  analysableTracks,
  analysisSource,
  askedTracks,
  currentResult,
  resultForContent,
  tracksWithoutResult,
} from '#main/storage/queries/analysis-sources.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { queryPlan } from '#test/support/query-plan.ts';
import { openTempLibrary } from '#test/support/temp-library.ts';

const PAGE = { after: 0, last: 250 };

type Db = LibraryDatabase['db'];

/** Asked again and again, in libraries of any size: answered from indexes alone, without a pass over a table or a sort. */
const FROM_INDEXES: readonly (readonly [string, string, (db: Db) => Compilable | string])[] = [
  ['the next job', 'analysis_jobs_next', (db) => nextJob(db)],
  ['how many jobs wait', 'COVERING INDEX analysis_jobs_next', (db) => countQueuedJobs(db)],
  ['the file to analyse', 'files_track', (db) => analysisSource(db, 'id')],
  ['whether a track has its result', 'PRIMARY KEY', (db) => currentResult(db, 'id', 'hash', 1)],
  ['a result for a content', 'track_analyses_content', (db) => resultForContent(db, 'hash', 1, '{}')],
  ['the changes of a transaction', 'change_log_txn', () => CHANGE_LOG_QUERIES.changes],
  ['the steps of the history', 'change_log_history', () => CHANGE_LOG_QUERIES.steps],
  ['the last clock reading', 'COVERING INDEX change_log_hlc', () => CHANGE_LOG_QUERIES.lastReading],
  ['whether an artist is credited', 'track_artists_artist', () => ARTIST_CREDITS_QUERIES.credited],
  ['who wrote a value', 'change_log_hlc', () => CHANGE_LOG_QUERIES.origin],
];

test.each(FROM_INDEXES)('%s is found by %s', (name, index, query) => {
  const library = openTempLibrary();
  const plan = queryPlan(library, query(library.db));
  expect(plan.join('\n')).toContain(index);
  // The history is a scan of its own, partial index, which holds nothing else.
  const scans = plan.filter((step) => step.startsWith('SCAN') && !step.includes('change_log_history'));
  expect(scans).toEqual([]);
  // Of a track's files, a handful, the first is taken by a sort.
  if (name !== 'the file to analyse') expect(plan.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
});

test('what links need that come back is looked up', () => {
  const plan = queryPlan(openTempLibrary(), ARTIST_CREDITS_QUERIES.returning).join('\n');
  expect(plan.match(/SCAN .*/g)).toEqual([expect.stringContaining('SCAN given')]);
  expect(plan).toContain('artists_name_key');
  expect(plan).toContain('track_artists_track');
});

test.each([
  ['without a result', (db: Db) => tracksWithoutResult(db, 1, PAGE)],
  ['asked for', (db: Db) => askedTracks(db, ['a', 'b'], 1)],
  ['with a file', (db: Db) => analysableTracks(db, PAGE)],
  ['with a failed job', (db: Db) => failedJobs(db)],
])('tracks %s are one pass over one table; the rest is looked up', (_name, query) => {
  const library = openTempLibrary();
  const plan = queryPlan(library, query(library.db));
  expect(plan.filter((step) => step.startsWith('SCAN')).length).toBeLessThanOrEqual(1);
  expect(plan.filter((step) => step.startsWith('SEARCH')).length).toBeGreaterThanOrEqual(1);
});
