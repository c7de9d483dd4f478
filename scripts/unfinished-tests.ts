import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** What is needed of the report that vitest's JSON reporter writes. */
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

/**
 * Test files whose process died before they told how they end, as when the JavaScript engine itself gives up: V8 has a race in
 * the bookkeeping of its code while threads come and go (nodejs/node#64500).
 * @param reportPath What vitest's JSON reporter wrote.
 * @returns Absolute paths; none where a test failed, which running it again would only hide.
 * @throws If there is no such report.
 */
export async function unfinishedTests(reportPath: string): Promise<string[]> {
  const { testResults } = Report.parse(JSON.parse(await readFile(reportPath, 'utf8')));
  if (testResults.some(({ status }) => status === 'failed')) return [];
  const isOpen = ({ status }: { readonly status: string }): boolean => status === 'pending';
  return testResults
    .filter(({ assertionResults }) => assertionResults.length === 0 || assertionResults.some(isOpen))
    .map(({ name }) => name);
}
