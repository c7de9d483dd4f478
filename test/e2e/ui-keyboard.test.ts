import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SHORTCUTS } from '#renderer/stores/shortcuts.ts';
import { closeSharedBrowser, focusPlace, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

beforeEach(async () => {
  ui = await openWindow({ trackCount: 1000 });
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await ui.page.keyboard.press(key);
};
const selectedRows = () => ui.page.locator('[data-row][aria-selected="true"]').count();
const status = () => ui.page.getByRole('status').filter({ hasText: 'tracks,' }).textContent();

describe('the table by keyboard alone', () => {
  test('Tab goes from the search over two buttons and one header to the rows; arrows move there', async () => {
    await ui.page.getByLabel('Search the tracks').focus();
    const places: string[] = [];
    for (let times = 0; times < 4; times += 1) {
      await press('Tab');
      places.push(await focusPlace(ui.page));
    }
    expect(places).toEqual(['How to search', 'Columns', 'Cover', 'row 0']);
    await press('ArrowDown', 'ArrowDown');
    expect(await focusPlace(ui.page)).toBe('row 2');
    await press('Shift+Tab', 'Tab');
    expect(await focusPlace(ui.page)).toBe('row 2');
  });

  test('ArrowDown leads from the search to the rows, and the inspector follows', async () => {
    await ui.page.getByLabel('Search the tracks').focus();
    await press('ArrowDown');
    expect(await focusPlace(ui.page)).toBe('row 0');
    await press('ArrowDown', 'ArrowDown');
    expect(await focusPlace(ui.page)).toBe('row 2');
    const title = await ui.page.locator('[data-row="2"] .title-text').textContent();
    await ui.page.getByRole('heading', { level: 2, name: title ?? '' }).waitFor();
  });

  test('End goes to the last of 1,000 rows and Home back, with the focus on a row all the while', async () => {
    await ui.page.locator('[data-row="0"]').click();
    await press('End');
    await ui.page.locator('[data-row="999"] .title-text').waitFor();
    expect(await focusPlace(ui.page)).toBe('row 999');
    await press('PageUp');
    expect(await focusPlace(ui.page)).toMatch(/^row 9\d\d$/);
    await press('Home');
    expect(await focusPlace(ui.page)).toBe('row 0');
  });

  test('the focused row stays in the document when the wheel scrolls it out of view', async () => {
    await ui.page.locator('[data-row="3"]').click();
    await press('ArrowDown');
    await ui.page.getByRole('grid', { name: 'Tracks' }).hover();
    await ui.page.mouse.wheel(0, 9000);
    await ui.page.locator('[data-row="330"]').waitFor();
    expect(await focusPlace(ui.page)).toBe('row 4');
    await press('ArrowDown');
    expect(await focusPlace(ui.page)).toBe('row 5');
  });

  test('arrows to the side move over the cells', async () => {
    await ui.page.locator('[data-row="1"]').click();
    await press('ArrowRight', 'ArrowRight', 'ArrowRight');
    expect(await focusPlace(ui.page)).toBe('row 1 cell 2');
    await press('ArrowDown');
    expect(await focusPlace(ui.page)).toBe('row 2 cell 2');
  });

  test('Shift extends, also over rows that are not loaded, and Ctrl+A takes all', async () => {
    await ui.page.locator('[data-row="1"]').click();
    await press('Shift+ArrowDown', 'Shift+ArrowDown');
    expect(await selectedRows()).toBe(3);
    await press('Shift+End');
    await ui.page.getByRole('heading', { name: '999 tracks selected' }).waitFor();
    await press('Control+a');
    await ui.page.getByRole('heading', { name: '1,000 tracks selected' }).waitFor();
    expect(await status()).toContain('1,000 of 1,000 tracks');
  });

  test('number keys rate, Ctrl+Z takes it back, Ctrl+Shift+Z brings it again', async () => {
    await ui.page.locator('[data-row="0"]').click();
    const stars = ui.page.locator('[data-row="0"] [role="img"]');
    const before = await stars.getAttribute('aria-label');
    const wanted = before === '4 of 5 stars' ? '2' : '4';
    await press(wanted);
    await ui.page.locator(`[data-row="0"] [aria-label="${wanted} of 5 stars"]`).waitFor();
    await press('Control+z');
    await ui.page.locator(`[data-row="0"] [aria-label="${before}"]`).waitFor();
    await press('Control+Shift+z');
    await ui.page.locator(`[data-row="0"] [aria-label="${wanted} of 5 stars"]`).waitFor();
  });

  test('F2 edits the title in place; Escape leaves it, Enter saves it and the focus stays on the row', async () => {
    await ui.page.locator('[data-row="2"]').click();
    await press('F2');
    await ui.page.keyboard.type('Something else');
    await press('Escape');
    expect(await ui.page.locator('[data-row="2"] .title-text').textContent()).not.toBe('Something else');
    await press('F2');
    await ui.page.keyboard.type('A new name');
    await press('Enter');
    await ui.page.locator('[data-row="2"] .title-text', { hasText: 'A new name' }).waitFor();
    await expect.poll(() => focusPlace(ui.page)).toBe('row 2');
  });

  test('Delete asks before tracks leave the library', async () => {
    await ui.page.locator('[data-row="0"]').click();
    await press('Delete');
    await ui.page.getByRole('dialog', { name: 'Remove 1 track from the library?' }).waitFor();
    await ui.page.getByRole('button', { name: 'Remove', exact: true }).click();
    await ui.page.getByText('999 tracks,').waitFor();
    await ui.page.getByRole('button', { name: 'Undo' }).click();
    await ui.page.getByText('1,000 tracks,').waitFor();
  });
});

describe('keys that work everywhere', () => {
  test('Ctrl+F goes to the search; a space there is a space', async () => {
    await ui.page.locator('[data-row="0"]').click();
    await press('Enter');
    await ui.page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    await press('Control+f');
    expect(await focusPlace(ui.page)).toBe('Search the tracks');
    await ui.page.keyboard.type('night drive');
    expect(await ui.page.getByLabel('Search the tracks').inputValue()).toBe('night drive');
    expect(await ui.page.getByRole('button', { name: 'Pause', exact: true }).count()).toBe(1);
    await press('Escape');
    expect(await ui.page.getByLabel('Search the tracks').inputValue()).toBe('');
  });

  test('? prints every shortcut that there is; Escape gives the focus back', async () => {
    await ui.page.locator('[data-row="1"]').click();
    await press('ArrowDown', '?');
    const dialog = ui.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.waitFor();
    expect(await dialog.locator('dt').count()).toBe(SHORTCUTS.length);
    await press('Escape');
    await expect.poll(() => focusPlace(ui.page)).toBe('row 2');
  });

  test('the palette runs commands and finds tracks', async () => {
    await press('Control+k');
    await ui.page.keyboard.type('light theme');
    await press('Enter');
    await ui.page.waitForFunction(() => document.documentElement.dataset['theme'] === 'light');
    await press('Control+k');
    await ui.page.keyboard.type('lanterns');
    await ui.page
      .getByRole('option', { name: /Lanterns/ })
      .first()
      .waitFor();
    await press('Enter');
    await ui.page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  });

  test('Ctrl+N makes a set and opens it', async () => {
    await press('Control+n');
    await ui.page.getByRole('textbox', { name: 'Name' }).fill('Friday');
    await press('Enter');
    await ui.page.getByRole('heading', { level: 1, name: 'Friday' }).waitFor();
    await ui.page.getByText('This set is empty').waitFor();
  });
});
