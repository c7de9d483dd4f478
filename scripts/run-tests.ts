import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '#test/support/chromium.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { buildIfStale } from './build-if-stale.ts';
import { findElectron } from './electron-readiness.ts';
import { failedTests, unfinishedTests } from './test-report.ts';

const ROOT = join(import.meta.dirname, '..');

interface TestRun {
  readonly passed: boolean;
  /** What vitest's JSON reporter wrote. */
  readonly report: string;
}

async function runVitest(...args: readonly string[]): Promise<TestRun> {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const report = join(await mkdtemp(join(tmpdir(), 'musicforge-tests-')), 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...args], { cwd: ROOT, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  return { passed: code === 0, report };
}

/** Unit, contract and architecture tests. Files whose process died are run once more, and told; a test that failed is not. */
async function runUnitTests(): Promise<TestRun> {
  const run = await runVitest();
  if (run.passed) return run;
  const unfinished = await unfinishedTests(run.report);
  if (unfinished.length === 0) return run;
  console.log(`The process of these tests died. They are run once more:\n${unfinished.join('\n')}`);
  return runVitest(...unfinished);
}

/** Unit, contract and architecture tests; then what needs a browser or a desktop, where there is one. */
async function runTests(): Promise<void> {
  const failed: string[] = [];
  const note = async ({ passed, report }: TestRun, part: string): Promise<void> => {
    if (passed) return;
    const tests = await failedTests(report, ROOT);
    failed.push(
      [`${part}:`, ...(tests.length > 0 ? tests : ['no test, but an error outside of one: see above'])].join('\n  '),
    );
  };
  const skipped: string[] = [];
  if (ffmpegPath === null) {
    skipped.push('tests that need ffmpeg: no ffmpeg found. Install it or set FFMPEG_PATH.');
  }
  await note(await runUnitTests(), 'Unit, contract and architecture tests');
  await buildIfStale(ROOT);
  if (findChromium() === null) skipped.push('Browser tests: no Chromium found. Install one or set CHROMIUM_PATH.');
  else await note(await runVitest('--config', 'vitest.e2e.config.ts'), 'Browser tests');
  if (findElectron(ROOT) === null) skipped.push('Electron smoke tests: the Electron binary is not installed.');
  else await note(await runVitest('--config', 'vitest.electron.config.ts'), 'Electron smoke tests');
  for (const part of skipped) console.log(`Skipped: ${part}`);
  for (const part of failed) console.log(`Failed: ${part}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

await runTests();
