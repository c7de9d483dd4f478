import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failedTests, unfinishedTests } from '#scripts/test-report.ts';

/** A report as vitest writes it: each file with how it and its tests ended. */
function reportOf(files: Readonly<Record<string, readonly [status: string, ...tests: string[]]>>): string {
  const path = join(mkdtempSync(join(tmpdir(), 'musicforge-report-')), 'report.json');
  const testResults = Object.entries(files).map(([name, [status, ...tests]]) => ({
    name,
    status,
    message: status === 'failed' && tests.length === 0 ? 'Cannot find it\nat line 1' : '',
    assertionResults: tests.map((each) => ({
      status: each,
      fullName: 'it holds',
      failureMessages: each === 'failed' ? ['expected 1 to be 2\nat line 3'] : [],
    })),
  }));
  writeFileSync(path, JSON.stringify({ success: true, testResults }));
  return path;
}

test('a file whose process died is told, and those that ended are not', async () => {
  const report = reportOf({
    '/a.test.ts': ['passed', 'passed', 'skipped'],
    // A file of which nothing failed is called passed, also where it never came to its end.
    '/b.test.ts': ['passed', 'passed', 'pending'],
    '/c.test.ts': ['passed'],
  });
  expect(await unfinishedTests(report)).toEqual(['/b.test.ts', '/c.test.ts']);
});

test('where a test failed nothing is run again', async () => {
  expect(
    await unfinishedTests(reportOf({ '/a.test.ts': ['failed', 'failed'], '/b.test.ts': ['passed', 'pending'] })),
  ).toEqual([]);
});

test('without a report there is nothing to go by', async () => {
  await expect(unfinishedTests('/nowhere/report.json')).rejects.toThrow('ENOENT');
});

test('what failed is told by file, test and reason, and a file that did not load by itself', async () => {
  const report = reportOf({
    '/project/test/a.test.ts': ['failed', 'passed', 'failed'],
    '/project/test/b.test.ts': ['passed', 'passed'],
    '/project/test/c.test.ts': ['failed'],
  });
  expect(await failedTests(report, '/project')).toEqual([
    'test/a.test.ts > it holds: expected 1 to be 2',
    'test/c.test.ts: Cannot find it',
  ]);
});
