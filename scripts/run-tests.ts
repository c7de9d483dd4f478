import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '#test/support/chromium.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { buildIfStale } from './build-if-stale.ts';
import { unfinishedTests } from './unfinished-tests.ts';
import { findElectron } from './electron-readiness.ts';

const ROOT = join(import.meta.dirname, '..');

/** @returns Whether all tests of that configuration passed. */
async function runVitest(...args: readonly string[]): Promise<boolean> {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', ...args], { cwd: ROOT, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

/**
 * Unit, contract and architecture tests. Files whose process died are run once more, and told; a test that failed is not.
 * @returns Whether all passed.
 */
async function runUnitTests(): Promise<boolean> {
  const report = join(await mkdtemp(join(tmpdir(), 'musicforge-tests-')), 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  if (await runVitest(...reporters)) return true;
  const unfinished = await unfinishedTests(report);
  if (unfinished.length === 0) return false;
  console.log(`The process of these tests died. They are run once more:\n${unfinished.join('\n')}`);
  return runVitest(...unfinished);
}

/** Unit, contract and architecture tests; then what needs a browser or a desktop, where there is one. */
async function runTests(): Promise<void> {
  const failed: string[] = [];
  const skipped: string[] = [];
  if (ffmpegPath === null) {
    skipped.push('tests that need ffmpeg: no ffmpeg found. Install it or set FFMPEG_PATH.');
  }
  if (!(await runUnitTests())) failed.push('unit, contract and architecture tests');
  await buildIfStale(ROOT);
  if (findChromium() === null) skipped.push('Browser tests: no Chromium found. Install one or set CHROMIUM_PATH.');
  else if (!(await runVitest('--config', 'vitest.e2e.config.ts'))) failed.push('browser tests');
  if (findElectron(ROOT) === null) skipped.push('Electron smoke tests: the Electron binary is not installed.');
  else if (!(await runVitest('--config', 'vitest.electron.config.ts'))) failed.push('Electron smoke tests');
  for (const part of skipped) console.log(`Skipped: ${part}`);
  if (failed.length > 0) console.log(`Failed: ${failed.join('; ')}.`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

await runTests();
