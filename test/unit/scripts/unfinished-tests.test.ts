import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unfinishedTests } from '#scripts/unfinished-tests.ts';

/** A report as vitest writes it: each file with how it and its tests ended. */
function reportOf(files: Readonly<Record<string, readonly [status: string, ...tests: string[]]>>): string {
  const path = join(mkdtempSync(join(tmpdir(), 'musicforge-report-')), 'report.json');
  const testResults = Object.entries(files).map(([name, [status, ...tests]]) => ({
    name,
    status,
    assertionResults: tests.map((each) => ({ status: each, title: 't' })),
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
