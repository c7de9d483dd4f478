import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseServerOptions, SERVER_HELP } from '#main/host/server-options.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { buildIfStale } from './build-if-stale.ts';
import { childEnding, couldNotStart } from './child-ending.ts';
import { desktopProgram } from './desktop-program.ts';
import { endWithParent } from './end-with-parent.ts';

const ROOT = join(import.meta.dirname, '..');
/** Options that only mean something where a browser is served. */
const BROWSER_ONLY = ['--port', '--no-open', '--browser'];

/** Runs the desktop program, and ends this process with it. Returns only when it could not start here. */
async function runDesktop(program: string, args: readonly string[]): Promise<void> {
  const startedMs = performance.now();
  const ending = await childEnding(spawn(program, [ROOT, ...args], { stdio: 'inherit' }));
  if (couldNotStart(ending, performance.now() - startedMs)) return;
  // A window that was asked to stop and did so cleanly is no failure.
  process.exit(ending.code === 0 ? 0 : (ending.stopCode ?? ending.code ?? 1));
}

/** @returns Why the browser is served instead, or never when the desktop program ran. */
async function tryDesktop(args: readonly string[]): Promise<string> {
  const desktop = await desktopProgram(ROOT);
  if ('failure' in desktop) return desktop.failure;
  await buildIfStale(ROOT);
  await runDesktop(desktop.program, args);
  return 'Electron ended as soon as it was started';
}

async function start(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return console.log(SERVER_HELP);
  if (!existsSync(join(ROOT, 'node_modules', 'vite')))
    throw new Error('Dependencies are missing. Run "npm ci" first, then "npm start".');
  // Before anything is built: what is wrong with a command line is known at once.
  const options = args.filter((argument) => argument !== '--browser');
  parseServerOptions(options);
  const asked = args.find((argument) => BROWSER_ONLY.some((option) => argument.split('=')[0] === option));
  // Known within seconds and told before the build, so that nobody waits for a window that will not come.
  const reason = asked === undefined ? await tryDesktop(args) : `asked for by ${asked}`;
  console.log(`No desktop window (${reason}): serving MusicForge to the browser instead.`);
  await buildIfStale(ROOT);
  process.argv = [...process.argv.slice(0, 2), ...options];
  // In this very process: signals reach it without a middleman.
  await import(pathToFileURL(join(ROOT, 'dist', 'host', 'server-entry.js')).href);
}

endWithParent(process.env);
start(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(error instanceof AppError && error.code === 'invalid-input' ? 2 : 1);
});
