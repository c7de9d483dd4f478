import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '#test/support/temp-library.ts';

const ENTRY = resolve(import.meta.dirname, '..', '..', '..', '..', 'main', 'host', 'server-entry.ts');
/** There kill() ends a program at once whatever the signal, so that how it ends itself cannot be tried. */
const WINDOWS = process.platform === 'win32';

interface RunningHost {
  readonly child: ChildProcess;
  output(): string;
  /** Waits until the output fits. */
  said(expected: RegExp): Promise<RegExpExecArray>;
  exited(): Promise<number | null>;
}

function start(...args: readonly string[]): RunningHost {
  const child = spawn(process.execPath, [ENTRY, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  const exit = once(child, 'exit') as Promise<[number | null]>;
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return {
    child,
    output: () => text,
    said: (expected) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = expected.exec(text);
          if (match) resolve(match);
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        child.once('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)));
        look();
      }),
    exited: async () => (await exit)[0],
  };
}

const serve = (folder: string, ...args: readonly string[]) =>
  start('--no-open', '--port', '0', '--data', folder, ...args);

test.skipIf(WINDOWS).each(['SIGTERM', 'SIGINT'] as const)('%s ends it cleanly with exit code 0', async (signal) => {
  const folder = join(tempFolder(), 'new', 'data folder');
  const host = serve(folder);
  await host.said(/open\?token=/);
  host.child.kill(signal);
  expect(await host.exited()).toBe(0);
  const log = readFileSync(join(folder, 'logs', 'host.log'), 'utf8');
  expect(log).toContain('"event":"host started"');
  expect(log).toContain('"event":"host stopped"');
});

test.skipIf(WINDOWS)('the same Ctrl-C seen twice is one', async () => {
  const host = serve(tempFolder());
  await host.said(/open\?token=/);
  host.child.kill('SIGINT');
  host.child.kill('SIGINT');
  expect(await host.exited()).toBe(0);
});

test('the token is printed once and never logged', async () => {
  const folder = tempFolder();
  const host = serve(folder);
  const [, token] = await host.said(/open\?token=(\S+)/);
  await fetch(`${/http:\/\/127\.0\.0\.1:\d+/.exec(host.output())?.[0]}/open?token=${token}`, { redirect: 'manual' });
  host.child.kill('SIGTERM');
  await host.exited();
  expect(readFileSync(join(folder, 'logs', 'host.log'), 'utf8')).not.toContain(token);
});

test('a second copy on the same library is told so and leaves it alone', async () => {
  const folder = tempFolder();
  const first = serve(folder);
  await first.said(/open\?token=/);
  const second = serve(folder);
  expect(await second.exited()).toBe(1);
  expect(second.output()).toContain('This library is open in another MusicForge');
  expect(second.output()).not.toContain('    at ');
  first.child.kill('SIGTERM');
  const code = await first.exited();
  if (!WINDOWS) expect(code).toBe(0);
});

test('a port that is taken is told by number', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  onTestFinished(() => void blocker.close());
  const { port } = blocker.address() as { port: number };
  const host = start('--no-open', '--port', String(port), '--data', tempFolder());
  expect(await host.exited()).toBe(1);
  expect(host.output()).toContain(`Port ${port} is in use`);
});

test('wrong usage ends with 2 and says what is wrong', async () => {
  const host = start('--prot', '80');
  expect(await host.exited()).toBe(2);
  expect(host.output()).toContain('--prot');
});

test('--help tells every option and starts nothing', async () => {
  const host = start('--help');
  expect(await host.exited()).toBe(0);
  for (const option of ['--port', '--no-open', '--data', '--demo', '--help']) expect(host.output()).toContain(option);
});

test('a data folder that cannot be one is told by name', async () => {
  const host = serve(ENTRY);
  expect(await host.exited()).toBe(2);
  expect(host.output()).toContain('cannot be a folder for data');
});

// Nobody can make a folder there, root included, and the system says that it is not there.
test.skipIf(process.platform !== 'linux')('a data folder that cannot be made is told by name', async () => {
  const host = serve('/proc/nothere/data');
  expect(await host.exited()).toBe(2);
  expect(host.output()).toContain('/proc/nothere/data cannot be a folder for data. Choose another with --data.');
});
