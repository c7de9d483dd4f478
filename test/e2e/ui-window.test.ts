import { afterAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { FAKE_DIAGNOSTICS } from '#test/support/fake-host/fake-router.ts';
import { closeSharedBrowser, columnTexts, openWindow } from '#test/support/ui-window.ts';

afterAll(closeSharedBrowser);

test('hiding the deck does not stop the music', async () => {
  const ui = await openWindow();
  const row = ui.page
    .locator('[data-row][data-missing="false"]', { has: ui.page.locator('[data-waveform-of]') })
    .first();
  await row.dblclick();
  const pause = ui.page.getByRole('button', { name: 'Pause', exact: true });
  await pause.waitFor();
  await ui.page.getByRole('contentinfo').getByRole('button', { name: 'Deck' }).click();
  await pause.waitFor({ state: 'hidden' });
  await ui.page.getByRole('contentinfo').getByRole('button', { name: 'Deck' }).click();
  await pause.waitFor();
  await ui.close();
});

test('the first run offers three ways to begin and nothing else', async () => {
  const ui = await openWindow({ trackCount: 0 });
  const main = ui.page.getByRole('main');
  await main.getByRole('button', { name: 'Add music folder' }).waitFor();
  expect((await main.getByRole('button').allTextContents()).map((text) => text.trim())).toEqual([
    'Add music folder',
    'Import from another program',
    'Try the demo library',
  ]);
  await main.getByRole('button', { name: 'Try the demo library' }).click();
  await main.getByText('Track 8 of 24').waitFor();
  expect(ui.faults).toEqual([]);
  await ui.close();
});

test('a folder is chosen in the page where there is no native dialog', async () => {
  const ui = await openWindow({ trackCount: 0 });
  await ui.page.getByRole('main').getByRole('button', { name: 'Add music folder' }).click();
  const dialog = ui.page.getByRole('dialog', { name: 'Add music folder' });
  await dialog.getByRole('button', { name: 'Music' }).click();
  await expect.poll(() => dialog.getByLabel('Folder path').inputValue()).toBe('/home/dj/Music');
  await dialog.getByRole('button', { name: 'Up one folder' }).click();
  await expect.poll(() => dialog.getByLabel('Folder path').inputValue()).toBe('/home/dj');
  await dialog.getByRole('button', { name: 'Choose this folder' }).click();
  await dialog.waitFor({ state: 'detached' });
  await ui.close();
});

test('a path typed into the field that the folder has just arrived in takes its place', async () => {
  const { promise: listed, resolve: list } = Promise.withResolvers<void>();
  const ui = await openWindow({ trackCount: 0, foldersAfter: listed });
  await ui.page.getByRole('main').getByRole('button', { name: 'Add music folder' }).click();
  const path = ui.page.getByRole('dialog').getByLabel('Folder path');
  await path.focus();
  list();
  await expect.poll(() => path.inputValue()).toBe('/home/dj');
  await ui.page.keyboard.type('/mnt/music');
  expect(await path.inputValue()).toBe('/mnt/music');
  await ui.close();
});

describe('settings', () => {
  test('key notation and theme change at once', async () => {
    const ui = await openWindow();
    await ui.page.keyboard.press('Control+,');
    await ui.page.getByRole('radio', { name: 'Musical' }).click();
    await ui.page.getByRole('radio', { name: 'Light' }).click();
    await ui.page.waitForFunction(() => document.documentElement.dataset['theme'] === 'light');
    await ui.page.keyboard.press('Escape');
    await expect
      .poll(async () => (await columnTexts(ui.page, 'Key')).every((key) => /^([A-G][b#]?m?|–)$/.test(key)))
      .toBe(true);
    expect(ui.faults).toEqual([]);
    await ui.close();
  });

  test('a tempo that is out of range is put back into it', async () => {
    const ui = await openWindow();
    await ui.page.keyboard.press('Control+,');
    await ui.page.getByRole('tab', { name: 'Analysis and suggestions' }).click();
    const lowest = ui.page.getByLabel('Lowest tempo');
    await lowest.fill('12');
    await lowest.press('Enter');
    await expect.poll(() => lowest.inputValue()).toBe('40');
    await ui.close();
  });

  test('the number of workers is chosen, and the place of the library is told', async () => {
    const ui = await openWindow();
    await ui.page.keyboard.press('Control+,');
    await ui.page.getByRole('tab', { name: 'Analysis and suggestions' }).click();
    const workers = ui.page.getByRole('combobox', { name: 'Tracks analysed at once' });
    await workers.click();
    await ui.page.getByRole('option', { name: '2', exact: true }).click();
    await workers.filter({ hasText: '2' }).waitFor();
    await ui.page.getByRole('tab', { name: 'Library and help' }).click();
    await ui.page.getByRole('region', { name: 'Library location' }).waitFor();
    expect(ui.faults).toEqual([]);
    await ui.close();
  });
});

test('the diagnostics are copied for a bug report', async () => {
  const ui = await openWindow();
  await ui.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: ui.host.server.origin });
  await ui.page.keyboard.press('Control+,');
  await ui.page.getByRole('tab', { name: 'Library and help' }).click();
  await ui.page.getByRole('button', { name: 'Copy diagnostics' }).click();
  await ui.page.getByRole('status').getByText('Copied.').waitFor();
  expect(await ui.page.evaluate(() => navigator.clipboard.readText())).toBe(FAKE_DIAGNOSTICS);
  expect(ui.faults).toEqual([]);
  await ui.close();
});

describe('the line to the host', () => {
  test('is opened again by itself; another host empties the cache and what is on show comes from it', async () => {
    const ui = await openWindow();
    ui.host.restart({ trackCount: 12 });
    await ui.page.getByText('12 tracks,').waitFor();
    await ui.page.getByText('Ready', { exact: true }).waitFor();
    await expect.poll(() => ui.page.locator('[data-row]').count()).toBe(12);
    await ui.close();
  });

  test('is missed in words while it is down, and the rows stay', async () => {
    const ui = await openWindow();
    await ui.host.server.close();
    await ui.page.getByText('Not connected', { exact: true }).waitFor();
    expect(await ui.page.locator('[data-row]').count()).toBeGreaterThan(10);
    await ui.page.getByRole('button', { name: 'Connect now' }).waitFor();
    await ui.close();
  });

  test('a failing library is said in words', async () => {
    const ui = await openWindow({
      failure: new AppError('library-locked', 'Another MusicForge uses this library. Close it first.'),
    });
    await ui.page.getByText('Another MusicForge uses this library. Close it first.').first().waitFor();
    await ui.close();
  });
});
