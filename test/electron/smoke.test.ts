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
