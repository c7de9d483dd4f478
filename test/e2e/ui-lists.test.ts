import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

beforeEach(async () => {
  ui = await openWindow({ trackCount: 60, busy: true });
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await ui.page.keyboard.press(key);
};

/** Goes on with Tab until the keyboard is in the list. */
async function tabInto(page: Page, label: string): Promise<void> {
  await page.getByRole('grid', { name: label, exact: true }).waitFor();
  for (let step = 0; step < 40; step += 1) {
    const inside = await page.evaluate(
      (name) => document.activeElement?.closest(`[aria-label="${name}"]`) !== null,
      label,
    );
    if (inside) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach the list "${label}".`);
}

/** What has the keyboard: name of the list, number of the row, and "row" or the name of the control. */
async function place(): Promise<string> {
  return ui.page.evaluate(() => {
    const active = document.activeElement ?? document.body;
    const grid = active.closest('[role="grid"]');
    if (grid === null) return active.getAttribute('aria-label') ?? active.textContent;
    const row = [...grid.querySelectorAll('[role="row"]')].findIndex((each) => each.contains(active));
    const name = active.getAttribute('aria-label') ?? active.textContent;
    return `${grid.getAttribute('aria-label')} ${row}: ${active.role === 'row' ? 'row' : name}`;
  });
}
const tabStops = (label: string) =>
  ui.page
    .getByRole('grid', { name: label, exact: true })
    .locator('[tabindex="0"], :is(button, input):not([tabindex])')
    .count();

describe('every list is one Tab stop and goes by arrow keys', () => {
  test('sidebar: rows, and to the side the menu of a row; Enter opens, Escape comes back', async () => {
    await ui.page.getByRole('button', { name: 'New set' }).focus();
    await press('Tab');
    expect(await place()).toMatch(/^Sets 0: Saturday warm-up/);
    expect(await tabStops('Sets')).toBe(1);
    await press('ArrowDown', 'ArrowDown', 'ArrowDown');
    expect(await place()).toMatch(/^Sets 2: Empty so far/);
    await press('Enter');
    await ui.page.getByText('This set is empty').waitFor();
    expect(await place()).toMatch(/^Sets 2: /);
    await press('Home', 'ArrowRight');
    expect(await place()).toMatch(/^Sets 0: Actions for the set/);
    await press('ArrowDown');
    expect(await place()).toMatch(/^Sets 1: Actions for the set/);
    await press('Enter');
    await ui.page.getByRole('menuitem', { name: 'Rename…' }).waitFor();
    await press('Escape');
    await expect.poll(place).toMatch(/^Sets 1: Actions for the set/);
    await press('Shift+Tab', 'Tab', 'ArrowLeft', 'ArrowUp');
    expect(await place()).toMatch(/^Sets 0: Saturday warm-up/);
  });

  test('library and folders are lists of their own', async () => {
    await ui.page.getByRole('button', { name: /All tracks/ }).focus();
    await press('End');
    expect(await place()).toMatch(/^Library 6: Analysis problems/);
    await press('Tab');
    expect(await place()).toBe('Folders');
    await press('Tab');
    expect(await place()).toBe('Add music folder');
    await press('Tab');
    expect(await place()).toMatch(/^Folders 0: /);
  });

  test('suggestions: the row itself loads on Enter, its button is to the right, and Tab comes back to the row', async () => {
    await ui.page.locator('[data-row="0"]').click();
    await ui.page.getByRole('grid', { name: 'Suggestions' }).waitFor();
    await ui.page.getByRole('button', { name: 'Surprise me' }).focus();
    await press('Tab');
    expect(await place()).toBe('Suggestions 0: row');
    expect(await tabStops('Suggestions')).toBe(1);
    await press('ArrowDown', 'ArrowDown', 'ArrowRight');
    expect(await place()).toMatch(/^Suggestions 2: Add .* to a set$/);
    await press('ArrowLeft', 'Shift+Tab', 'Tab');
    expect(await place()).toBe('Suggestions 2: row');
    await press('Enter');
    await ui.page.getByRole('slider', { name: 'Position in the track' }).waitFor();
  });

  test('folder chooser: Enter goes into a folder and the keyboard begins at its top', async () => {
    await ui.page.getByRole('button', { name: 'Add music folder' }).click();
    await tabInto(ui.page, 'Folders in here');
    expect(await place()).toBe('Folders in here 0: Up one folder');
    await press('ArrowDown', 'ArrowDown', 'ArrowDown');
    expect(await place()).toBe('Folders in here 3: Music');
    await press('Enter');
    await expect.poll(() => ui.page.getByLabel('Folder path').inputValue()).toBe('/home/dj/Music');
    await expect.poll(place).toBe('Folders in here 0: Up one folder');
    await press('Enter');
    await expect.poll(() => ui.page.getByLabel('Folder path').inputValue()).toBe('/home/dj');
    await expect.poll(place).toBe('Folders in here 0: Up one folder');
  });

  test('columns: Space hides one, Enter moves it and the keyboard goes along', async () => {
    await ui.page.getByRole('button', { name: 'Columns' }).focus();
    await press('Enter');
    await tabInto(ui.page, 'Columns in their order');
    await press('ArrowDown', 'ArrowDown');
    const list = ui.page.getByRole('grid', { name: 'Columns in their order' });
    const header = ui.page.getByRole('columnheader');
    const third = await list.getByRole('row').nth(2).textContent();
    const shown = await header.count();
    await press('Space');
    await expect.poll(() => header.count()).toBe(shown - 1);
    await press('Space', 'ArrowRight');
    expect(await place()).toBe(`Columns in their order 2: Move ${third} to the left`);
    await press('Enter');
    await expect.poll(place).toBe(`Columns in their order 1: Move ${third} to the left`);
    await press('Enter');
    // It is the first now: its button to the left is off, and the next one in the row has the keyboard.
    await expect.poll(place).toMatch(/^Columns in their order 0: /);
    expect(await list.getByRole('row').first().textContent()).toBe(third);
  });

  test('running jobs: Tab and arrows reach the button that cancels one', async () => {
    await ui.page.getByRole('button', { name: /^Analysing/ }).click();
    await tabInto(ui.page, 'Being analysed now');
    expect(await place()).toMatch(/^Being analysed now 0: Cancel the analysis of /);
    await press('ArrowDown');
    expect(await place()).toMatch(/^Being analysed now 1: Cancel the analysis of /);
    await tabInto(ui.page, 'Could not be analysed');
    expect(await place()).toMatch(/^Could not be analysed 0: Try again: /);
    expect(await tabStops('Could not be analysed')).toBe(1);
  });
});
