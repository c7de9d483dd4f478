import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { z } from 'zod';

/** What is needed of the report that vitest's JSON reporter writes. */
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});
type FileResult = z.infer<typeof Report>['testResults'][number];

async function filesOf(reportPath: string): Promise<readonly FileResult[]> {
  return Report.parse(JSON.parse(await readFile(reportPath, 'utf8'))).testResults;
}

/**
 * Test files whose process died before they told how they end, as when the JavaScript engine itself gives up: V8 has a race in
 * the bookkeeping of its code while threads come and go (nodejs/node#64500).
 * @param reportPath What vitest's JSON reporter wrote.
 * @returns Absolute paths; none where a test failed, which running it again would only hide.
 * @throws If there is no such report.
 */
export async function unfinishedTests(reportPath: string): Promise<string[]> {
  const files = await filesOf(reportPath);
  if (files.some(({ status }) => status === 'failed')) return [];
  const isOpen = ({ status }: { readonly status: string }): boolean => status === 'pending';
  return files
    .filter(({ assertionResults }) => assertionResults.length === 0 || assertionResults.some(isOpen))
    .map(({ name }) => name);
}

const firstLine = (text: string | undefined): string => (text ?? '').split('\n', 1)[0] ?? '';

/**
 * What failed, a line each: file, test and the first line of the reason. For the end of a long run, where what failed in its
 * first minutes is far up.
 * @param reportPath What vitest's JSON reporter wrote.
 * @param root Folder that the paths of files are told relative to.
 * @returns Lines; a file that failed as a whole (it did not load) is one.
 * @throws If there is no such report.
 */
export async function failedTests(reportPath: string, root: string): Promise<string[]> {
  const failed = (await filesOf(reportPath)).filter(({ status }) => status === 'failed');
  return failed.flatMap(({ name, message, assertionResults }) => {
    const file = relative(root, name);
    const tests = assertionResults.filter(({ status }) => status === 'failed');
    if (tests.length === 0) return [`${file}: ${firstLine(message)}`];
    return tests.map(({ fullName, failureMessages }) => `${file} > ${fullName}: ${firstLine(failureMessages?.[0])}`);
  });
}
