import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findElectron } from '#scripts/electron-readiness.ts';

const root = resolve(import.meta.dirname, '..', '..');
const dataFolder = mkdtempSync(join(tmpdir(), 'musicforge-electron-'));
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  const executablePath = findElectron(root);
  if (executablePath === null)
    throw new Error('The Electron binary is not installed; `npm test` skips these tests then.');
  app = await _electron.launch({ executablePath, args: [root, '--data', dataFolder] });
  page = await app.firstWindow();
});
afterAll(async () => {
  await app?.close();
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
});

test('the window shows the empty library, answered by the host process', async () => {
  await page.getByRole('heading', { name: 'Your library is empty' }).waitFor();
  expect(page.url()).toMatch(/^app:\/\//);
});

test('the page has neither Node nor Electron, only the bridge', async () => {
  const seen = await page.evaluate(() => ({
    process: typeof Reflect.get(globalThis, 'process'),
    require: typeof Reflect.get(globalThis, 'require'),
    bridge: typeof Reflect.get(globalThis, 'musicforge'),
  }));
  expect(seen).toEqual({ process: 'undefined', require: 'undefined', bridge: 'object' });
});

test('the window refuses to leave the app and to open others', async () => {
  const before = page.url();
  await page.evaluate(() => window.open('https://example.org/'));
  await page.evaluate(() => location.assign('https://example.org/'));
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(page.url()).toBe(before);
});

/** Processes of the host, which Electron knows by the name that it was forked with. */
function hostPids(): Promise<number[]> {
  return app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .filter(({ name }) => name === 'MusicForge host')
      .map(({ pid }) => pid),
  );
}

test('a host that is killed is started again: the window says so and works on', async () => {
  const before = await hostPids();
  expect(before).toHaveLength(1);
  for (const pid of before) process.kill(pid, 'SIGKILL');
  await page
    .getByText('MusicForge was interrupted and has started again. Nothing that was saved is lost.', { exact: true })
    .waitFor();
  await page.getByText('Ready', { exact: true }).waitFor();
  // A set in the sidebar was written and read again, and only the new host can have done it.
  await page.getByRole('button', { name: 'New set' }).click();
  const dialog = page.getByRole('dialog', { name: 'New set' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('After the crash');
  await dialog.getByRole('button', { name: 'Create set' }).click();
  await page.getByRole('navigation', { name: 'Library and sets' }).getByText('After the crash').waitFor();
  const after = await hostPids();
  expect(after).toHaveLength(1);
  expect(after).not.toEqual(before);
});
