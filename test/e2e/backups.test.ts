import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectFaults, launchBrowser } from '#test/support/browser.ts';
import { startApp, type StartedApp } from '#test/support/started-app.ts';

/** What a DJ does with backups and archives, in the program as it runs: each step goes on from the one before. */
const shelf = mkdtempSync(join(tmpdir(), 'musicforge-shelf-'));
let browser: Browser;

interface Desk {
  readonly app: StartedApp;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly faults: readonly string[];
}
let desk: Desk;
let laptop: Desk;

async function openDesk(): Promise<Desk> {
  const app = await startApp();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const faults = collectFaults(page);
  await page.goto(app.link);
  await page.locator('main').first().waitFor();
  return { app, context, page, faults };
}

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const setsIn = (page: Page) => page.getByRole('navigation').getByRole('button', { name: /^(Then|Later)/ });
const backups = (page: Page) => page.getByRole('grid', { name: 'Backups' }).getByRole('row');

async function makeSet(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New set' }).first().click();
  await dialog(page, 'New set').getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .waitFor();
}

async function openLibrarySettings(page: Page): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Library and help' }).click();
}

/** By its button: Escape would take a notification away first. */
async function closeSettings(page: Page): Promise<void> {
  await dialog(page, 'Settings').getByRole('button', { name: 'Close' }).click();
}

beforeAll(async () => {
  browser = await launchBrowser();
  desk = await openDesk();
});
afterAll(async () => {
  await browser?.close();
  await desk?.app.stop();
  await laptop?.app.stop();
  rmSync(shelf, { recursive: true, force: true });
});

describe('backups and archives', () => {
  test('Back up now makes one and lists it', async () => {
    const { page } = desk;
    await makeSet(page, 'Then');
    await openLibrarySettings(page);
    await page.getByText('No backup yet.').waitFor();
    await page.getByRole('button', { name: 'Back up now' }).click();
    await expect.poll(() => backups(page).count()).toBe(1);
    expect(await backups(page).first().innerText()).toContain('By hand');
    await closeSettings(page);
    await makeSet(page, 'Later');
  });

  test('Restore shows what will be different, and the page comes back with the library of then', async () => {
    const { page } = desk;
    await openLibrarySettings(page);
    await page.getByRole('button', { name: /^Restore the backup of/ }).click();
    const question = dialog(page, /^Restore the backup of/);
    await question.getByRole('row', { name: 'Sets 2 1' }).waitFor();
    await question.getByRole('button', { name: 'Restore this backup' }).click();
    await page.getByText(/^Your library is now the backup of/).waitFor();
    await expect.poll(() => setsIn(page).count()).toBe(1);
    expect(await setsIn(page).first().innerText()).toContain('Then');
    await openLibrarySettings(page);
    await expect.poll(() => backups(page).count()).toBe(2);
    expect(await backups(page).first().innerText()).toContain('Before restoring');
    await closeSettings(page);
  });

  test('the undo history is that of the restored library', async () => {
    const { page } = desk;
    await page.keyboard.press('Control+z');
    await expect.poll(() => setsIn(page).count()).toBe(0);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => setsIn(page).count()).toBe(1);
  });

  test('an archive is exported into a folder, and over a file only when it is asked to', async () => {
    const { page } = desk;
    const path = join(shelf, 'desk.musicforge');
    const exportOnce = async () => {
      await openLibrarySettings(page);
      await page.getByRole('button', { name: 'Export library archive…' }).click();
      const chooser = dialog(page, 'Save the library archive in…');
      await chooser.getByLabel('Folder path').fill(shelf);
      await chooser.getByRole('button', { name: 'Choose this folder' }).click();
      const form = dialog(page, 'Export library archive');
      await form.getByLabel('Name').fill('desk');
      await form.getByRole('button', { name: 'Export', exact: true }).click();
      return form;
    };
    const first = await exportOnce();
    await first.getByText(/^Exported 0 tracks/).waitFor();
    expect(existsSync(path)).toBe(true);
    await first.getByRole('button', { name: 'Done' }).click();
    await closeSettings(page);
    const second = await exportOnce();
    await second
      .getByRole('alert')
      .getByText(/There is a file desk.musicforge already/)
      .waitFor();
    await second.getByRole('button', { name: 'Replace the file' }).click();
    await second.getByText(/^Exported 0 tracks/).waitFor();
    await second.getByRole('button', { name: 'Done' }).click();
    await closeSettings(page);
  });

  test('on another computer it is checked, shown and takes the place of the library there', async () => {
    laptop = await openDesk();
    const { page } = laptop;
    await makeSet(page, 'Later');
    await openLibrarySettings(page);
    await page.getByRole('button', { name: 'Open library archive…' }).click();
    const chooser = dialog(page, 'Open library archive');
    await chooser.getByLabel('Path of the archive').fill(join(shelf, 'gone.musicforge'));
    await chooser.getByRole('button', { name: 'Check the archive' }).click();
    await chooser
      .getByRole('alert')
      .getByText(/not there/)
      .waitFor();
    await chooser.getByLabel('Path of the archive').fill(join(shelf, 'desk.musicforge'));
    await chooser.getByRole('button', { name: 'Check the archive' }).click();
    const question = dialog(page, 'Replace your library with this archive?');
    await question.getByRole('row', { name: 'Sets 1 1' }).waitFor();
    await question.getByRole('button', { name: 'Replace my library' }).click();
    await page.getByText(/^Your library is now the archive of/).waitFor();
    await expect.poll(() => setsIn(page).first().innerText()).toContain('Then');
  });

  test('nothing failed in the pages on the way', () => {
    // The line that is cut while the library is exchanged is no fault of the page.
    expect([...desk.faults, ...laptop.faults].filter((fault) => !fault.includes('WebSocket'))).toEqual([]);
  });
});
