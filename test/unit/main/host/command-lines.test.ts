import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { defaultDataFolder } from '#main/host/data-folder.ts';
import { browserCommand } from '#main/host/open-browser.ts';
import { portError } from '#main/host/port-error.ts';
import { programFolders } from '#main/host/program-folders.ts';
import { parseServerOptions } from '#main/host/server-options.ts';
import { parseLaunchOptions } from '#main/platform/launch-options.ts';

describe('npm start', () => {
  test('without options', () => {
    expect(parseServerOptions([])).toEqual({
      port: null,
      openBrowser: true,
      dataFolder: null,
      demo: false,
      help: false,
    });
  });

  test('with all options', () => {
    expect(parseServerOptions(['--port', '0', '--no-open', '--data', 'my library', '--demo'])).toEqual({
      port: 0,
      openBrowser: false,
      dataFolder: resolve('my library'),
      demo: true,
      help: false,
    });
  });

  test.each([
    [['--port', 'x']],
    [['--port', '65536']],
    [['--port', '-1']],
    [['--port', '1e3']],
    [['--port=']],
    [['--data', '']],
    [['--verbose']],
    [['file.mp3']],
    [['--demo=yes']],
  ])('%j is refused with what to do', (args) => {
    expect(() => parseServerOptions(args)).toThrow(
      expect.objectContaining({ name: 'AppError', code: 'invalid-input' }),
    );
  });
});

describe('a port that cannot be had is told in words', () => {
  const failure = (code: string) => Object.assign(new Error(`listen ${code}: 127.0.0.1:80`), { code });

  test.each([
    ['EADDRINUSE', 'Port 80 is in use by another program. Choose another with --port, or leave it out.'],
    ['EACCES', 'You may not use port 80. Choose one above 1023 with --port, or leave it out.'],
  ])('%s', (code, message) => {
    expect(portError(80, failure(code))).toMatchObject({ name: 'AppError', message });
  });

  test('what is no matter of the port stays what it is', () => {
    expect(portError(80, failure('EMFILE'))).toBeNull();
  });
});

describe('the desktop program', () => {
  test("takes its own options from among Chromium's", () => {
    const args = ['--inspect=0', '--remote-debugging-port=0', '.', '--data', 'x', '--no-sandbox', '--demo'];
    expect(parseLaunchOptions(args)).toEqual({ dataFolder: resolve('x'), demo: true, devPage: null });
  });

  test('an option without its value is as if it were not there', () => {
    expect(parseLaunchOptions(['--data'])).toEqual({ dataFolder: null, demo: false, devPage: null });
  });
});

describe('data go', () => {
  test.each([
    ['darwin', {}, /Library\/Application Support\/MusicForge$/],
    ['linux', {}, /\.local\/share\/musicforge$/],
    ['linux', { XDG_DATA_HOME: '/data/joe' }, /^\/data\/joe\/musicforge$/],
    ['win32', { APPDATA: '/Roaming' }, /^\/Roaming\/MusicForge$/],
  ] as const)('on %s with %j where the system keeps them', (platform, environment, expected) => {
    expect(defaultDataFolder(platform, environment).replaceAll('\\', '/')).toMatch(expected);
  });
});

describe('the browser is opened', () => {
  const link = 'http://127.0.0.1:4870/open?token=a&b';

  test.each([
    ['darwin', {}, ['open', link]],
    ['win32', {}, ['rundll32', 'url.dll,FileProtocolHandler', link]],
    ['linux', { DISPLAY: ':0' }, ['xdg-open', link]],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['xdg-open', link]],
  ] as const)('on %s with %j by %j, without a shell', (platform, environment, command) => {
    expect(browserCommand(link, platform, environment)).toEqual(command);
  });

  test('not where nobody would see it', () => {
    expect(browserCommand(link, 'linux', {})).toBeNull();
    expect(browserCommand(link, 'darwin', { CI: 'true' })).toBeNull();
  });
});

test('a built host uses built workers, an unbuilt one their sources', () => {
  const at = (entry: string) => {
    const { root, ...workers } = programFolders(resolve('/p', entry));
    return [root, ...Object.values(workers).map((url) => fileURLToPath(url))];
  };
  const files = (...paths: string[]) => ['/p', ...paths].map((path) => resolve('/p', path));
  expect(at('dist/host/server-entry.js')).toEqual(
    files(
      'dist/worker/analysis-worker.js',
      'dist/worker/demo-worker.js',
      'dist/worker/fingerprint-worker.js',
      'dist/worker/interchange-worker.js',
      'dist/worker/match-worker.js',
      'dist/worker/order-worker.js',
      'dist/worker/render-worker.js',
      'dist/worker/tagger-worker.js',
      'dist/worker/text-edit-worker.js',
      'dist/worker/watcher-worker.js',
    ),
  );
  expect(at('main/host/server-entry.ts')).toEqual(
    files(
      'main/worker/analysis-worker.ts',
      'main/demo/demo-worker.ts',
      'main/worker/fingerprint-worker.ts',
      'main/interchange/thread/interchange-worker.ts',
      'main/duplicates/match/match-worker.ts',
      'main/sets/order-worker.ts',
      'main/renders/render-worker.ts',
      'main/worker/tagger-worker.ts',
      'main/text-edits/text-edit-worker.ts',
      'main/library/watcher-worker.ts',
    ),
  );
});
