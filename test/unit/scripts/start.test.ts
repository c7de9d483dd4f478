import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isStale } from '#scripts/build-if-stale.ts';
import { checkElectron, findElectron, whyNoWindow } from '#scripts/electron-readiness.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const REQUIRE_NODE = resolve(import.meta.dirname, '..', '..', '..', 'scripts', 'require-node.mjs');

/** A checkout whose node_modules/electron is as npm leaves it, with or without the binary. */
function checkout(withBinary: boolean): string {
  const root = tempFolder();
  mkdirSync(join(root, 'node_modules', 'electron', 'dist'), { recursive: true });
  writeFileSync(join(root, 'node_modules', 'electron', 'package.json'), '{"version":"45.0.0"}');
  if (withBinary) {
    writeFileSync(join(root, 'node_modules', 'electron', 'path.txt'), 'electron');
    writeFileSync(join(root, 'node_modules', 'electron', 'dist', 'electron'), '');
  }
  return root;
}

const desktop = { platform: 'linux', environment: { DISPLAY: ':0' }, userId: 1000 } as const;

describe('a desktop window', () => {
  test.each([
    ['linux', {}, 1000, 'there is no display'],
    ['linux', { DISPLAY: '' }, 1000, 'there is no display'],
    ['linux', { DISPLAY: ':0' }, 0, 'Electron does not run as root with its sandbox on'],
    ['linux', { DISPLAY: ':0' }, 1000, null],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000, null],
    ['darwin', {}, 501, null],
    ['win32', {}, null, null],
  ] as const)('on %s with %j as user %s: %s', (platform, environment, userId, reason) => {
    expect(whyNoWindow({ platform, environment, userId })).toBe(reason);
  });

  test('opens when the binary is there', async () => {
    const root = checkout(true);
    expect(await checkElectron(root, desktop)).toEqual({ state: 'ready', program: findElectron(root) });
  });

  test('waits for a download that can be reached', async () => {
    const mirror = createServer((_request, reply) => void reply.end()).listen(0, '127.0.0.1');
    await new Promise((listening) => mirror.once('listening', listening));
    onTestFinished(() => void mirror.close());
    const { port } = mirror.address() as { port: number };
    const environment = { ...desktop.environment, ELECTRON_MIRROR: `http://127.0.0.1:${port}/` };
    expect(await checkElectron(checkout(false), { ...desktop, environment })).toEqual({ state: 'downloadable' });
  });

  test('does not wait for one whose host is closed off, though the host that sends on to it answers', async () => {
    const asked: (string | undefined)[] = [];
    const closedOff = createServer((request) => request.socket.destroy()).listen(0, '127.0.0.1');
    await once(closedOff, 'listening');
    const target = `http://127.0.0.1:${(closedOff.address() as { port: number }).port}/asset`;
    const mirror = createServer((request, reply) => {
      asked.push(request.url);
      reply.writeHead(302, { location: target }).end();
    }).listen(0, '127.0.0.1');
    await once(mirror, 'listening');
    onTestFinished(() => [mirror, closedOff].forEach((server) => server.close()));
    const { port } = mirror.address() as { port: number };
    const environment = { ...desktop.environment, ELECTRON_MIRROR: `http://127.0.0.1:${port}/` };
    expect(await checkElectron(checkout(false), { ...desktop, environment })).toMatchObject({ state: 'unusable' });
    expect(asked).toEqual([`/v45.0.0/electron-v45.0.0-linux-${process.arch}.zip`]);
  });

  test('does not wait for one that cannot', async () => {
    const environment = { ...desktop.environment, ELECTRON_MIRROR: 'http://127.0.0.1:9/' };
    expect(await checkElectron(checkout(false), { ...desktop, environment })).toMatchObject({
      state: 'unusable',
      reason: expect.stringContaining('cannot be reached') as string,
    });
  });

  test('is not started from a path that leads nowhere', () => {
    const root = checkout(false);
    writeFileSync(join(root, 'node_modules', 'electron', 'path.txt'), 'electron');
    expect(findElectron(root)).toBeNull();
  });
});

describe('the build is made again', () => {
  function built(): string {
    const root = tempFolder();
    for (const folder of ['main/host', 'preload', 'renderer', 'shared', 'dist'])
      mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'main', 'host', 'a.ts'), '');
    writeFileSync(join(root, 'dist', '.built'), '');
    const later = new Date(Date.now() + 60_000);
    utimesSync(join(root, 'dist', '.built'), later, later);
    return root;
  }
  const touchLater = (path: string) => {
    const later = new Date(Date.now() + 120_000);
    utimesSync(path, later, later);
  };

  test('not while nothing changed', () => {
    expect(isStale(built())).toBe(false);
  });

  test('when a source is newer, however deep', () => {
    const root = built();
    touchLater(join(root, 'main', 'host', 'a.ts'));
    expect(isStale(root)).toBe(true);
  });

  test('when a file was removed, which its folder tells', () => {
    const root = built();
    touchLater(join(root, 'main', 'host'));
    expect(isStale(root)).toBe(true);
  });

  test('when there is none', () => {
    const root = tempFolder();
    mkdirSync(join(root, 'main'));
    expect(isStale(root)).toBe(true);
  });
});

test.runIf(existsSync('/usr/bin/node'))('an old Node is told what to do; a new one is let through', () => {
  const run = (program: string) => spawnSync(program, [REQUIRE_NODE], { encoding: 'utf8' });
  const system = run('/usr/bin/node');
  const version = spawnSync('/usr/bin/node', ['--version'], { encoding: 'utf8' }).stdout;
  const isOld = Number(/^v(\d+)/.exec(version)?.[1]) < 22;
  expect(system.status).toBe(isOld ? 1 : 0);
  if (isOld) expect(system.stderr).toContain('npm start');
  expect(run(process.execPath)).toMatchObject({ status: 0, stderr: '' });
});

describe.skipIf(process.platform === 'win32')('what npm started', () => {
  /** A shell, as npm puts one in between, around a script that says when it is asked to end. */
  async function shellAround(environment: Record<string, string>) {
    const module = resolve(import.meta.dirname, '..', '..', '..', 'scripts', 'end-with-parent.ts');
    const script = join(tempFolder(), 'script.mjs');
    writeFileSync(
      script,
      `import { endWithParent } from ${JSON.stringify(pathToFileURL(module).href)};
       process.on('SIGTERM', () => { console.log('asked to end'); process.exit(0); });
       endWithParent(process.env);
       console.log('started ' + process.pid);
       setTimeout(() => process.exit(1), 2500);`,
    );
    const shell = spawn('/bin/sh', ['-c', '"$NODE" "$SCRIPT"; true'], {
      env: { ...environment, NODE: process.execPath, SCRIPT: script },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    shell.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const closed = once(shell.stdout, 'close');
    await expect.poll(() => output).toContain('started');
    shell.kill('SIGTERM');
    await closed;
    return output;
  }

  test('ends when npm and its shell are ended', async () => {
    expect(await shellAround({ npm_lifecycle_event: 'start' })).toContain('asked to end');
  });

  test('and nothing else does: what a shell left behind on purpose goes on', async () => {
    expect(await shellAround({})).not.toContain('asked to end');
  });
});

const SCRIPTS = resolve(import.meta.dirname, '..', '..', '..', 'scripts');

describe('what is wrong is told at once, before anything is built', () => {
  test.each([['--port', 'abc'], ['--bogus'], ['--browser', 'file.mp3']])('npm start -- %s %s', (...args) => {
    const wrong = args.filter((argument) => argument !== undefined);
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(SCRIPTS, 'start.mjs'), ...wrong]);
    expect(stdout.toString()).toBe('');
    expect(stderr.toString()).toMatch(/--port abc: give a port|--bogus|file\.mp3/);
    expect(status).toBe(2);
  });

  // Elsewhere a window would open.
  test.runIf(process.platform === 'linux')(
    'npm run dev:electron without a display says why there is no window, and fails',
    () => {
      const env = { PATH: process.env['PATH'] };
      const ended = spawnSync(process.execPath, [join(SCRIPTS, 'dev.mjs'), '--electron'], { env });
      expect(ended.stderr.toString().trim()).toMatch(/^No desktop window \(.+\)\. "npm run dev" needs none\.$/);
      expect(ended.status).toBe(1);
    },
  );
});
