import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { expectAccessible } from '#test/support/accessible-screens.ts';
import type { FakeHostOptions } from '#test/support/fake-host/fake-host.ts';
import { DISK_FULL } from '#test/support/fake-host/fake-file-tags.ts';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const dialog = () => ui.page.getByRole('dialog', { name: /to file tags$/ });
const button = (name: string | RegExp) => ui.page.getByRole('button', { name });
const calls = () => ui.host.fileTags().calls;
const changes = () => dialog().getByRole('region', { name: 'What would change' });

/** Selects the first rows and opens the dialog from their menu. */
async function openDialog(options: FakeHostOptions = {}, rows = 6): Promise<void> {
  ui = await openWindow({ trackCount: 31, ...options });
  await ui.page.locator('[data-row="0"]').click();
  await ui.page.locator(`[data-row="${rows - 1}"]`).click({ modifiers: ['Shift'] });
  await ui.page.locator('[data-row="1"]').click({ button: 'right' });
  await ui.page.getByRole('menuitem', { name: 'Write to file tags…' }).click();
  await dialog().waitFor();
}

describe('writing to file tags', () => {
  test('shows what would change in each file, and writes nothing when it is closed', async () => {
    await openDialog();
    await changes().getByRole('row').nth(1).waitFor();
    expect(await dialog().getByRole('heading').first().innerText()).toBe('Write 6 tracks to file tags');
    const cells = await changes().getByRole('row').nth(1).locator('th, td').allInnerTexts();
    expect(cells[0]).toMatch(/\.mp3$/);
    expect(cells.slice(1, 3)).toEqual(['Key', '–\nnothing']);
    expect(calls()).toEqual(['preview key bpm energy musical']);
    await ui.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(calls).toEqual(['preview key bpm energy musical', 'cancel']);
  });

  test('reads anew for another choice; without a choice there is nothing to write', async () => {
    await openDialog();
    await dialog().getByLabel('Comment').click();
    await dialog().getByRole('radio', { name: '8A' }).click();
    await expect.poll(() => calls().at(-1)).toBe('preview key bpm energy comment camelot');
    for (const name of ['Key', 'BPM', 'Energy', 'Comment']) await dialog().getByLabel(name, { exact: true }).click();
    await dialog().getByText('Choose what to write.').waitFor();
    expect(await dialog().getByRole('button', { name: 'Write', exact: true }).isDisabled()).toBe(true);
    expect(await dialog().getByRole('radio', { name: '8A' }).count()).toBe(0);
  });

  test('writes on the button, says so with a way back, and remembers the choice', async () => {
    await openDialog();
    await dialog().getByLabel('Rating').click();
    await button(/^Write \d+ files$/).click();
    await dialog().waitFor({ state: 'detached' });
    const toast = ui.page.getByRole('listitem').filter({ hasText: /Wrote the tags of \d+ files?\./ });
    await toast.getByRole('button', { name: 'Undo' }).click();
    await ui.page.getByText(/^Restored the tags of \d+ files?\.$/).waitFor();
    expect(calls().slice(-2)).toEqual(['write', 'restore run-1']);
    await ui.page.locator('[data-row="1"]').click({ button: 'right' });
    await ui.page.getByRole('menuitem', { name: 'Write to file tags…' }).click();
    await expect.poll(() => dialog().getByLabel('Rating').getAttribute('aria-checked')).toBe('true');
    await expect.poll(() => calls().at(-1)).toBe('preview key bpm energy rating musical');
  });

  test('writes Serato’s cues, loops and grid only when they are asked for, each time anew', async () => {
    await openDialog();
    const box = () => dialog().getByRole('checkbox', { name: 'Serato cues, loops and grid' });
    expect(await box().isChecked()).toBe(false);
    await box().press('Space');
    await expect.poll(() => calls().at(-1)).toBe('preview key bpm energy serato musical');
    await changes()
      .getByRole('row', { name: /Serato.*BPM/ })
      .first()
      .waitFor();
    await button(/^Write \d+ files$/).click();
    await dialog().waitFor({ state: 'detached' });
    await ui.page.locator('[data-row="1"]').click({ button: 'right' });
    await ui.page.getByRole('menuitem', { name: 'Write to file tags…' }).click();
    await expect.poll(() => box().isChecked()).toBe(false);
  });

  test('lists the files that cannot be written, each with its reason', async () => {
    await openDialog({ fileTags: 'refusing' });
    const list = dialog().getByRole('grid', { name: '2 files cannot be written' });
    await list.waitFor();
    expect(await list.getByRole('row').first().innerText()).toContain('write-protected');
    await button(/^Write \d files?$/).waitFor();
  });

  test('shows how far the reading is, and is stopped by closing it', async () => {
    await openDialog({ fileTags: 'slow' });
    await dialog().getByText('Reading 3 of 6 files').waitFor();
    expect(await dialog().getByRole('progressbar').getAttribute('aria-valuenow')).toBe('50');
    await dialog().getByRole('button', { name: 'Cancel' }).press('Enter');
    await expect.poll(() => calls().at(-1)).toBe('cancel');
  });

  test('that stopped stays with the reason, and with a way back for what was written', async () => {
    await openDialog({ fileTags: 'full' });
    await button(/^Write \d+ files$/).click();
    await dialog().getByRole('alert').getByText(DISK_FULL).waitFor();
    await dialog().getByText('1 file written.').waitFor();
    await dialog().getByRole('grid', { name: '1 file left as it was' }).waitFor();
    await dialog().getByRole('button', { name: 'Restore old tags' }).press('Enter');
    await dialog().waitFor({ state: 'detached' });
    expect(calls().at(-1)).toBe('restore run-1');
  });

  test('keeps a list of what was written, and restores from there', async () => {
    await openDialog();
    await button(/^Write \d+ files$/).click();
    await dialog().waitFor({ state: 'detached' });
    await ui.page.keyboard.press('Control+k');
    await ui.page.keyboard.type('written file tags');
    await ui.page.keyboard.press('Enter');
    const list = ui.page.getByRole('dialog', { name: 'Written file tags' });
    await list.getByText(/^\d files?: key, BPM and energy$/).waitFor();
    await list.getByRole('button', { name: /^Restore the old tags of/ }).press('Enter');
    await list.getByText('Old tags restored').waitFor();
    expect(await list.getByRole('button', { name: /^Restore/ }).count()).toBe(0);
  });

  test('is offered in the inspector, for one track and for several', async () => {
    ui = await openWindow({ trackCount: 31 });
    await ui.page.locator('[data-row="0"]').click();
    await button('All facts').click();
    await button('Write to file tags…').click();
    await ui.page.getByRole('dialog', { name: 'Write 1 track to file tags' }).waitFor();
    await ui.page.keyboard.press('Escape');
    await ui.page.locator('[data-row="3"]').click({ modifiers: ['Shift'] });
    await button('Write to file tags…').click();
    await ui.page.getByRole('dialog', { name: 'Write 4 tracks to file tags' }).waitFor();
  });
});

describe('axe finds no fault in the dialog', () => {
  const reach = async (opened: UiWindow, text: string | RegExp) => {
    await opened.page.locator('[data-row="0"]').click();
    await opened.page.locator('[data-row="5"]').click({ modifiers: ['Shift'] });
    await opened.page.locator('[data-row="1"]').click({ button: 'right' });
    await opened.page.getByRole('menuitem', { name: 'Write to file tags…' }).click();
    await opened.page.getByText(text).first().waitFor();
  };
  test.each([
    ['ready', {}, /would change/],
    ['with files that cannot be written', { fileTags: 'refusing' }, /cannot be written/],
    ['reading', { fileTags: 'slow' }, /Reading 3 of/],
  ] as const)('%s', async (name, host, text) => {
    ui = await openWindow({ trackCount: 1 });
    await expectAccessible({ name, host, reach: (opened) => reach(opened, text) });
  });
});
