import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale } from './build-if-stale.ts';
import { checkElectron, findElectron } from './electron-readiness.ts';
import { endWithParent } from './end-with-parent.ts';

const ROOT = join(import.meta.dirname, '..');
/** A desktop program that ends with an error this soon could not start here at all. */
const EARLY_EXIT_MS = 5000;
/** Options that only mean something where a browser is served. */
const BROWSER_ONLY = ['--port', '--no-open', '--browser', '--help'];

/** Hands on what this process is asked to do. */
function forwardSignals(child: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
}

/** Fetches the Electron binary with its own installer. @returns The program, or null when that failed. */
async function downloadElectron(): Promise<string | null> {
  console.log('Fetching the Electron binary (once) ...');
  const installer = join(ROOT, 'node_modules', 'electron', 'install.js');
  const child = spawn(process.execPath, [installer], { stdio: ['ignore', 'inherit', 'ignore'] });
  forwardSignals(child);
  await once(child, 'exit');
  return findElectron(ROOT);
}

/** Runs the desktop program, and ends this process with it. Returns only when it could not start here. */
async function runDesktop(program: string, args: readonly string[]): Promise<void> {
  const startedMs = Date.now();
  const child = spawn(program, [ROOT, ...args], { stdio: 'inherit' });
  forwardSignals(child);
  const [code] = (await Promise.race([once(child, 'exit'), once(child, 'error').then(() => [1])])) as [number | null];
  const couldNotStart = code !== 0 && Date.now() - startedMs < EARLY_EXIT_MS;
  if (!couldNotStart) process.exit(code ?? 0);
}

/** @returns Why the browser is served instead, or never when the desktop program ran. */
async function tryDesktop(args: readonly string[]): Promise<string> {
  const readiness = await checkElectron(ROOT, {
    platform: process.platform,
    environment: process.env,
    userId: process.getuid?.() ?? null,
  });
  if (readiness.state === 'unusable') return readiness.reason;
  const program = readiness.state === 'ready' ? readiness.program : await downloadElectron();
  if (program === null) return 'the Electron binary could not be fetched';
  await buildIfStale(ROOT);
  await runDesktop(program, args);
  return 'Electron ended as soon as it was started';
}

async function start(args: readonly string[]): Promise<void> {
  if (!existsSync(join(ROOT, 'node_modules', 'vite')))
    throw new Error('Dependencies are missing. Run "npm ci" first, then "npm start".');
  const asked = args.find((argument) => BROWSER_ONLY.some((option) => argument.split('=')[0] === option));
  // Known within seconds and told before the build, so that nobody waits for a window that will not come.
  const reason = asked === undefined ? await tryDesktop(args) : `asked for by ${asked}`;
  console.log(`No desktop window (${reason}): serving MusicForge to the browser instead.`);
  await buildIfStale(ROOT);
  process.argv = [...process.argv.slice(0, 2), ...args.filter((argument) => argument !== '--browser')];
  // In this very process: signals reach it without a middleman.
  await import(pathToFileURL(join(ROOT, 'dist', 'host', 'server-entry.js')).href);
}

endWithParent(process.env);
start(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
