import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isAppUrl, PAGE_URL } from '#main/electron/app-url.ts';
import { menuTemplate } from '#main/electron/menu-template.ts';
import { openOptions, saveOptions } from '#main/platform/dialog-options.ts';
import { readRecentFolders, withRecentFolder } from '#main/platform/recent-folders.ts';
import { restartDelayMs } from '#main/electron/restart-policy.ts';
import { safeStorageCipher } from '#main/electron/safe-storage-cipher.ts';
import { windowOptions } from '#main/electron/window-options.ts';
import { SHORTCUTS } from '#renderer/stores/shortcuts.ts';
import { SHELL_COMMANDS, type ShellCommand } from '#shared/shell/shell-api.ts';
import { tempFolder } from '#test/support/temp-library.ts';

describe('the window may be', () => {
  test.each([PAGE_URL, 'app://musicforge/index.html', 'app://musicforge/?a#b'])('at %s', (url) => {
    expect(isAppUrl(url)).toBe(true);
  });

  test.each([
    'https://example.com/',
    'http://127.0.0.1:5173/',
    'file:///etc/passwd',
    'app://evil/',
    'app://musicforge.evil/',
    'app://user@musicforge/',
    'app://musicforge:80/',
    'javascript:alert(1)',
    'data:text/html,x',
    'about:blank',
    '',
    'not a url',
  ])('not at %s', (url) => {
    expect(isAppUrl(url)).toBe(false);
  });
});

describe('the page of the window', () => {
  test('runs in the sandbox, isolated, without Node', () => {
    expect(windowOptions('/p/preload.cjs', true).webPreferences).toMatchObject({
      preload: '/p/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
    });
  });

  test('has developer tools only while the program is developed', () => {
    expect(windowOptions('/p', false).webPreferences?.devTools).toBe(true);
  });
});

describe('a dialog of the system', () => {
  test('chooses one folder, or makes it', () => {
    expect(openOptions({ kind: 'folder', title: 'Add music folder' })).toEqual({
      title: 'Add music folder',
      properties: ['openDirectory', 'createDirectory'],
    });
  });

  test('chooses several files for an import, whatever they end in', () => {
    const { properties, filters = [] } = openOptions({ kind: 'import' });
    expect(properties).toEqual(['openFile', 'multiSelections']);
    expect(filters[0]?.extensions).toEqual(expect.arrayContaining(['xml', 'nml', 'm3u8']));
    // "database V2" of Serato ends in nothing.
    expect(filters.at(-1)?.extensions).toEqual(['*']);
  });

  test('chooses one archive', () => {
    const { properties, filters = [] } = openOptions({ kind: 'archive' });
    expect(properties).toEqual(['openFile']);
    expect(filters[0]?.extensions).toEqual(['musicforge']);
  });

  test.each([
    ['/home/dj/Set.xml', [{ name: 'XML', extensions: ['xml'] }]],
    ['/home/dj/Set', undefined],
  ])('saves to %s, of the kind that it ends in', (path, filters) => {
    const options = saveOptions({ kind: 'save', title: 'Export to…', path });
    expect(options.defaultPath).toBe(path);
    expect(options.filters).toEqual(filters);
  });
});

describe('a host that died is started again', () => {
  const deaths = (...seconds: number[]) => seconds.map((second) => second * 1000);

  test('after 250 ms, then after twice as long each time', () => {
    expect([1, 2, 3, 4, 5].map((count) => restartDelayMs(deaths(...[0, 1, 2, 3, 4].slice(0, count))))).toEqual([
      250, 500, 1000, 2000, 4000,
    ]);
  });

  test('but not a sixth time within a minute', () => {
    expect(restartDelayMs(deaths(0, 10, 20, 30, 40, 50))).toBeNull();
  });

  test('and what is a minute ago is forgotten', () => {
    expect(restartDelayMs(deaths(0, 1, 2, 3, 4, 3600))).toBe(250);
  });
});

describe('recent folders', () => {
  test('are eight, each once, the last one first', () => {
    const all = Array.from({ length: 10 }, (_, index) => `/music/${index}`);
    const list = all.reduce<readonly string[]>(withRecentFolder, []);
    expect(list).toEqual([
      '/music/9',
      '/music/8',
      '/music/7',
      '/music/6',
      '/music/5',
      '/music/4',
      '/music/3',
      '/music/2',
    ]);
    expect(withRecentFolder(list, '/music/5').slice(0, 3)).toEqual(['/music/5', '/music/9', '/music/8']);
  });

  test.each(['', '{', '{"a":1}', '[1,2]', '[""]'])('a damaged list (%s) is an empty one', (content) => {
    const file = join(tempFolder(), 'recent.json');
    writeFileSync(file, content);
    expect(readRecentFolders(file)).toEqual([]);
  });

  test('a list that is not there is an empty one', () => {
    expect(readRecentFolders(join(tempFolder(), 'none.json'))).toEqual([]);
  });

  test('a written list is read again', () => {
    const file = join(tempFolder(), 'recent.json');
    writeFileSync(file, JSON.stringify(['/a b', '/c']));
    expect(readRecentFolders(file)).toEqual(['/a b', '/c']);
  });
});

type MenuItem = ReturnType<typeof menuTemplate>[number];

describe.each([true, false])('the menu (Mac: %s)', (isMac) => {
  const ran: ShellCommand[] = [];
  const parts = {
    isMac,
    isPackaged: true,
    recentFolders: ['/music/a', '/music/b'],
    run: (c: ShellCommand) => ran.push(c),
  };
  const flatten = (items: readonly MenuItem[]): MenuItem[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
  const items = flatten(menuTemplate(parts));

  test('offers every command of the shell, and nothing that the page does not know', () => {
    ran.length = 0;
    // What Electron hands to click is not used.
    for (const { click } of items) (click as (() => void) | undefined)?.();
    expect([...new Set(ran.map(({ name }) => name))].sort()).toEqual([...SHELL_COMMANDS].sort());
    expect(ran.filter(({ name }) => name === 'add-recent-folder').map(({ argument }) => argument)).toEqual(
      parts.recentFolders,
    );
  });

  test('shows the keys that the page has for the same command', () => {
    const pageKeys = new Map<string, readonly string[]>(SHORTCUTS.map(({ id, keys }) => [id, keys]));
    for (const { accelerator, click } of items.filter((item) => item.accelerator !== undefined)) {
      ran.length = 0;
      (click as (() => void) | undefined)?.();
      const keys = pageKeys.get(ran[0]?.name ?? '')?.map((key) => key.toLowerCase());
      expect(keys).toContain(accelerator?.replace(/^(?:CmdOrCtrl|Cmd)/, 'Mod').toLowerCase());
    }
  });

  test('leaves the shortcuts to the page', () => {
    const withShortcut = items.filter((item) => item.accelerator !== undefined);
    expect(withShortcut.length).toBeGreaterThan(4);
    expect(withShortcut.every((item) => item.registerAccelerator === false)).toBe(true);
  });

  test('has developer tools only while the program is developed', () => {
    const roles = (isPackaged: boolean) => flatten(menuTemplate({ ...parts, isPackaged })).map(({ role }) => role);
    expect(roles(true)).not.toContain('toggleDevTools');
    expect(roles(false)).toContain('toggleDevTools');
  });
});

describe('secrets are kept', () => {
  const storage = (available: boolean, backend: 'gnome_libsecret' | 'basic_text') => ({
    isAsyncEncryptionAvailable: async () => available,
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: async (text: string) => Buffer.from(text).reverse(),
    decryptStringAsync: async (bytes: Buffer) => ({
      result: Buffer.from(bytes).reverse().toString(),
      shouldReEncrypt: false,
    }),
  });

  test.each([
    ['linux', true, 'gnome_libsecret', true],
    ['linux', true, 'basic_text', false],
    ['linux', false, 'gnome_libsecret', false],
    ['darwin', true, 'basic_text', true],
    ['win32', false, 'basic_text', false],
  ] as const)('on %s, encryption %s, backend %s: %s', async (platform, available, backend, kept) => {
    expect(await safeStorageCipher(storage(available, backend), platform).isAvailable()).toBe(kept);
  });

  test('and come back as they were', async () => {
    const cipher = safeStorageCipher(storage(true, 'gnome_libsecret'), 'linux');
    expect(await cipher.decrypt(await cipher.encrypt('key'))).toBe('key');
  });
});
