import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectAccessible } from '#test/support/accessible-screens.ts';
import { FOUND_FOLDER } from '#test/support/fake-host/fake-missing.ts';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

beforeEach(async () => {
  ui = await openWindow({ trackCount: 120 });
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const dialog = () => ui.page.getByRole('dialog');
const button = (name: string | RegExp) => dialog().getByRole('button', { name });
const found = () => dialog().getByRole('grid', { name: 'Files that were found' }).getByRole('row');
const calls = () => ui.host.missing().calls;
const missingCount = async () => {
  const text = await ui.page
    .getByRole('navigation')
    .getByRole('button', { name: /^Missing files/ })
    .innerText();
  return Number(/\d+$/.exec(text)?.[0]);
};

async function openList({ page }: UiWindow = ui): Promise<void> {
  await page.getByRole('button', { name: /^Missing files/ }).click();
  await page.getByRole('main', { name: 'Missing files' }).waitFor();
}

/** Chooses a folder in the browser's own dialog and comes back. */
async function addFolder({ page }: UiWindow, path: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Add a folder…' }).click();
  await page.getByRole('textbox', { name: 'Folder path' }).fill(path);
  await page.getByRole('button', { name: 'Choose this folder' }).click();
  await page.getByRole('dialog', { name: /^Find/ }).waitFor();
}

async function search(window: UiWindow): Promise<void> {
  await openList(window);
  await window.page.getByRole('button', { name: 'Find again…' }).click();
  await addFolder(window, FOUND_FOLDER);
  await window.page.getByRole('dialog').getByRole('button', { name: 'Look for the files' }).click();
}

describe('missing files', () => {
  test('are looked for in chosen folders, with progress, and cancelled with the same key', async () => {
    await openList();
    await ui.page.getByRole('button', { name: 'Find again…' }).press('Enter');
    await dialog().getByText('Choose the folders or drives that the files may be in now.').waitFor();
    expect(await button('Look for the files').isDisabled()).toBe(true);
    await addFolder(ui, FOUND_FOLDER);
    await dialog().getByText(FOUND_FOLDER).waitFor();
    await button('Look for the files').press('Enter');
    await dialog().getByText('Reading files 310 of 1,240, about 40 s left').waitFor();
    expect(await dialog().getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
    await button('Cancel the search').press('Enter');
    await button('Look for the files').waitFor();
    expect(calls()).toEqual([`search ${FOUND_FOLDER}`, 'cancel']);
  });

  test('found ones are shown before anything changes: the very sound is ticked, the others are to be confirmed', async () => {
    const before = await missingCount();
    await search(ui);
    ui.host.missing().finish();
    await found().first().waitFor();
    const count = await found().count();
    const ticked = () => found().getByRole('checkbox', { checked: true }).count();
    expect(await ticked()).toBe(2);
    await dialog()
      .getByText(/still without a file/)
      .waitFor();
    expect(await found().nth(1).innerText()).toContain('D:\\Music');
    // The folder that moved, as one.
    await dialog()
      .getByRole('checkbox', { name: /^D:\\Music is now \/mnt\/music/ })
      .press('Space');
    await expect.poll(ticked).toBeGreaterThan(2);
    const withFolder = await ticked();
    await found().nth(1).getByRole('checkbox').click();
    await expect.poll(ticked).toBe(withFolder - 1);
    await button(`Take ${withFolder - 1} files`).click();
    await dialog()
      .getByText(`${withFolder - 1} tracks got the file back. Undo takes it back in one step.`)
      .waitFor();
    expect(calls().at(-1)).toBe(`apply ${withFolder - 1}`);
    expect(count).toBeGreaterThan(withFolder - 1);
    await button('Close').first().click();
    await expect.poll(missingCount).toBe(before - withFolder + 1);
    await ui.page.keyboard.press('Control+z');
    await expect.poll(missingCount).toBe(before);
  });

  test('leaving the choice of a folder comes back to where it was asked', async () => {
    await openList();
    await ui.page.getByRole('button', { name: 'Find again…' }).click();
    await button('Add a folder…').click();
    await ui.page.keyboard.press('Escape');
    await ui.page.getByRole('dialog', { name: 'Find missing files again' }).waitFor();
  });

  test('one track is located by hand, from its menu and from the inspector', async () => {
    await openList();
    const row = ui.page.locator('[data-row="0"]');
    await row.click();
    await ui.page.getByRole('button', { name: 'Locate…' }).click();
    await button('Night.flac').press('Enter');
    expect(await dialog().getByRole('textbox', { name: 'Path of the file' }).inputValue()).toBe('/home/dj/Night.flac');
    await dialog().getByRole('textbox', { name: 'Path of the file' }).fill('Night.flac');
    await button('Use this file').click();
    await ui.page.getByText('Give the whole path of the file, from the top of the drive.').first().waitFor();
    await dialog().getByRole('textbox', { name: 'Path of the file' }).fill('/home/dj/Night.flac');
    await button('Use this file').click();
    await expect.poll(() => dialog().count()).toBe(0);
    expect(calls()).toEqual(['locate Night.flac', 'locate /home/dj/Night.flac']);
    await row.click({ button: 'right' });
    await ui.page.getByRole('menuitem', { name: 'Locate the file…' }).click();
    await button('Look through folders…').click();
    await ui.page.getByRole('dialog', { name: /^Find the file of/ }).waitFor();
    await addFolder(ui, '/mnt/usb');
    await button('Look for the files').click();
    await expect.poll(() => calls().at(-1)).toBe('search /mnt/usb for 1');
  });

  test('is accessible, in both themes', async () => {
    const host = { trackCount: 120 };
    await expectAccessible({ name: 'looking', host, reach: search });
    const reach = async (window: UiWindow) => {
      await search(window);
      window.host.missing().finish();
      await window.page.getByRole('grid', { name: 'Files that were found' }).waitFor();
    };
    await expectAccessible({ name: 'found', host, reach });
    const locate = async (window: UiWindow) => {
      await openList(window);
      await window.page.locator('[data-row="0"]').click();
      await window.page.getByRole('button', { name: 'Locate…' }).click();
      await window.page.getByRole('button', { name: 'Night.flac' }).waitFor();
    };
    await expectAccessible({ name: 'locating', host, reach: locate });
  });
});
