import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..', '..');
const LINK = /http:\/\/127\.0\.0\.1:\d+\/\S+/;

/** MusicForge as `npm start` (or `npm run dev`) runs it, with a data folder of its own. */
export interface StartedApp {
  /** The link with the one-time token. */
  readonly link: string;
  readonly dataFolder: string;
  /** All that was printed so far. */
  output(): string;
  /** Ends it as Ctrl-C does. @returns Its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
}

export interface StartOptions {
  readonly args?: readonly string[];
  /** Default: that of `npm start`. */
  readonly script?: 'start.mjs' | 'dev.mjs';
  /** Default: a new temporary folder that goes with `stop()`. */
  readonly dataFolder?: string;
}

async function firstLink(child: ChildProcess, output: () => string): Promise<string> {
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    const link = LINK.exec(output())?.[0];
    if (link !== undefined) return link;
    if (child.exitCode !== null) break;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`MusicForge did not start:\n${output()}`);
}

/** Starts the app in the browser mode and waits for its link. @throws {Error} With what it printed, if it does not come up. */
export async function startApp(options: StartOptions = {}): Promise<StartedApp> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'musicforge-e2e-'));
  const args = [
    `scripts/${options.script ?? 'start.mjs'}`,
    '--no-open',
    '--port',
    '0',
    '--data',
    dataFolder,
    ...(options.args ?? []),
  ];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text));
  const link = await firstLink(child, () => printed);
  const end = async (signal: 'SIGINT' | 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
    if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    return child.exitCode;
  };
  return {
    link,
    dataFolder,
    output: () => printed,
    stop: () => end('SIGINT'),
    kill: async () => {
      await end('SIGKILL');
    },
  };
}
