import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { KNOWN_ARCHIVE, TAKEN_NAME } from '#test/support/fake-host/fake-backups.ts';
import type { FakeHostOptions } from '#test/support/fake-host/fake-host.ts';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const settings = () => ui.page.getByRole('dialog', { name: 'Settings' });
const backups = () => settings().getByRole('region', { name: 'Backups' });
const rows = () => backups().getByRole('row');
const calls = () => ui.host.backups().calls;

async function open(options: FakeHostOptions = {}): Promise<void> {
  ui = await openWindow({ trackCount: 60, ...options });
  await ui.page.keyboard.press('Control+,');
  await ui.page.getByRole('tab', { name: 'Library and help' }).click();
  await backups().waitFor();
}

async function openRestore(): Promise<ReturnType<typeof ui.page.getByRole>> {
  await rows().nth(1).getByRole('button').press('Enter');
  const dialog = ui.page.getByRole('dialog', { name: /^Restore the backup of/ });
  await dialog.waitFor();
  return dialog;
}

describe('the list of backups', () => {
  test('says when each was made, why, how many tracks it holds and how large it is', async () => {
    await open();
    await expect.poll(() => rows().count()).toBe(7);
    const second = await rows().nth(1).innerText();
    expect(second).toMatch(/2026-11-(19|20) \d\d:\d\d/);
    expect(second.replaceAll(/\s+/g, ' ')).toContain('Before an import 57 tracks 2.6 MB');
    expect(await rows().nth(6).innerText()).toContain('not readable');
    expect(await rows().nth(6).getByRole('button').count()).toBe(0);
  });

  test('is gone through with the arrow keys', async () => {
    await open();
    await rows().first().getByRole('button').focus();
    await ui.page.keyboard.press('ArrowDown');
    const label = () => ui.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(await label()).toBe(await rows().nth(1).getByRole('button').getAttribute('aria-label'));
  });

  test('grows by one that is made by hand, and the keyboard stays on the button', async () => {
    await open({ backups: 'none' });
    await backups().getByText('No backup yet.', { exact: false }).waitFor();
    await backups().getByRole('button', { name: 'Back up now' }).press('Enter');
    await expect.poll(() => rows().count()).toBe(1);
    expect(await rows().first().innerText()).toContain('60 tracks');
    expect(await ui.page.evaluate(() => document.activeElement?.textContent)).toBe('Back up now');
  });

  test('that cannot be read says why; so does a backup that cannot be made', async () => {
    await open({ backups: 'failing' });
    await backups()
      .getByRole('alert')
      .getByText(/cannot be read/)
      .waitFor();
    await backups().getByRole('button', { name: 'Back up now' }).click();
    await ui.page
      .getByText(/The disk with your library is full/)
      .first()
      .waitFor();
  });
});

describe('restoring', () => {
  test('shows what will be different, and nothing happens on Cancel', async () => {
    await open();
    const dialog = await openRestore();
    await dialog.getByRole('row', { name: 'Tracks 60 57' }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await backups().waitFor();
    expect(calls()).toEqual([]);
  });

  test('shows how far it is and can be cancelled', async () => {
    await open();
    const dialog = await openRestore();
    await dialog.getByRole('button', { name: 'Restore this backup' }).press('Enter');
    await dialog.getByRole('progressbar', { name: 'Restoring' }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await backups().waitFor();
    expect(calls()).toEqual([expect.stringMatching(/^restore library-2026-11-19/), 'cancel']);
  });

  test('ends with the page of the other library, whatever was open', async () => {
    await open();
    const dialog = await openRestore();
    await dialog.getByRole('button', { name: 'Restore this backup' }).click();
    await dialog.getByRole('progressbar').waitFor();
    ui.host.restart({ trackCount: 57, libraryId: 'the one of then' });
    await dialog.waitFor({ state: 'detached' });
    await ui.page.getByRole('navigation').getByText('57').first().waitFor();
    ui = { ...ui, faults: ui.faults.filter((fault) => !fault.includes('WebSocket')) };
  });
});

describe('an archive', () => {
  async function openExport() {
    await open();
    await settings().getByRole('button', { name: 'Export library archive…' }).click();
    await ui.page.getByRole('button', { name: 'Choose this folder' }).click();
    const dialog = ui.page.getByRole('dialog', { name: 'Export library archive' });
    await dialog.waitFor();
    return dialog;
  }

  test('is exported with progress', async () => {
    const dialog = await openExport();
    expect(await dialog.getByLabel('Name').inputValue()).toMatch(/^MusicForge \d{4}-\d\d-\d\d\.musicforge$/);
    await dialog.getByLabel('Name').fill('gig');
    await ui.page.keyboard.press('Enter');
    await dialog.getByRole('progressbar', { name: 'Exporting' }).waitFor();
    ui.host.backups().finishExport('/home/dj/gig.musicforge');
    await dialog.getByText('Exported 12,480 tracks, 36.6 MB.').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await backups().waitFor();
    expect(calls()).toEqual(['export /home/dj/gig.musicforge']);
  });

  test('takes the place of a file only when it is asked to, and its export can be cancelled', async () => {
    const dialog = await openExport();
    await dialog.getByLabel('Name').fill(TAKEN_NAME);
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('button', { name: 'Replace the file' }).click();
    await dialog.getByRole('progressbar').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await backups().waitFor();
    const path = `/home/dj/${TAKEN_NAME}`;
    expect(calls()).toEqual([`export ${path}`, `export ${path} over`, 'cancel']);
  });

  test('is checked and shown before it is opened; a damaged one is not', async () => {
    await open();
    await settings().getByRole('button', { name: 'Open library archive…' }).click();
    const chooser = ui.page.getByRole('dialog', { name: 'Open library archive' });
    const path = chooser.getByLabel('Path of the archive');
    await path.fill('/home/dj/broken.musicforge');
    await chooser.getByRole('button', { name: 'Check the archive' }).click();
    await chooser.getByText(/its checksums are wrong/).waitFor();
    await path.fill(KNOWN_ARCHIVE.path);
    expect(await chooser.getByText(/its checksums are wrong/).count()).toBe(0);
    await chooser.getByRole('button', { name: 'Check the archive' }).click();
    const question = ui.page.getByRole('dialog', { name: 'Replace your library with this archive?' });
    await question.getByRole('row', { name: 'Tracks 60 12,480' }).waitFor();
    await question.getByRole('button', { name: 'Replace my library' }).click();
    await question.getByRole('progressbar', { name: 'Replacing' }).waitFor();
    expect(calls().at(-1)).toBe('open');
  });
});
