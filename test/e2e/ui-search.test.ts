import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeSharedBrowser, columnTexts, focusPlace, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

beforeEach(async () => {
  ui = await openWindow({ trackCount: 400 });
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const box = () => ui.page.getByRole('combobox', { name: 'Search the tracks' });
const list = () => ui.page.getByRole('listbox', { name: 'Suggestions' });
const options = () => list().getByRole('option');
const chosen = () => list().getByRole('option', { selected: true });
const text = () => box().inputValue();
const type = (keys: string) => ui.page.keyboard.type(keys);
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await ui.page.keyboard.press(key);
};
const tempi = async () => (await columnTexts(ui.page, 'BPM')).filter((bpm) => /^\d/.test(bpm)).map(Number);

describe('suggestions by keyboard', () => {
  beforeEach(() => box().focus());

  test('a field, then its value; the list follows what is chosen', async () => {
    await type('gen');
    await list().waitFor();
    expect(await options().allTextContents()).toEqual(['genre:Genre']);
    expect(await box().getAttribute('aria-expanded')).toBe('true');
    expect(await box().getAttribute('aria-activedescendant')).toBeNull();
    await press('ArrowDown');
    expect(await box().getAttribute('aria-activedescendant')).toBe(await chosen().getAttribute('id'));
    await press('Enter');
    expect(await text()).toBe('genre:');
    await expect.poll(() => options().first().textContent()).toMatch(/\d+ tracks$/);
    const genre = ((await options().nth(1).textContent()) ?? '').replace(/\d+ tracks?$/, '');
    await press('ArrowDown', 'ArrowDown', 'Tab');
    expect(await text()).toBe(/\s/.test(genre) ? `genre:"${genre}" ` : `genre:${genre} `);
    expect(await list().count()).toBe(0);
    expect(await focusPlace(ui.page)).toBe('Search the tracks');
    await expect.poll(async () => [...new Set(await columnTexts(ui.page, 'Genre'))]).toEqual([genre]);
  });

  test('a choice in the middle leaves the rest, and the cursor behind it', async () => {
    await type('deep bpm:120-126');
    await press('Home');
    await type('gen ');
    await press('ArrowLeft');
    await type('r');
    await list().waitFor();
    await press('ArrowDown', 'Enter');
    expect(await text()).toBe('genre: deep bpm:120-126');
    await press('Escape');
    await type('x');
    expect(await text()).toBe('genre:x deep bpm:120-126');
  });

  test('are not in the way: Enter and Tab without a choice do what they always do', async () => {
    await type('se');
    await list().waitFor();
    await ui.page.getByText('400 tracks,').waitFor({ state: 'detached' });
    await press('Enter');
    expect(await text()).toBe('se');
    expect(await focusPlace(ui.page)).toBe('row 0');
    await box().focus();
    await type('t');
    await list().waitFor();
    await press('Tab');
    expect(await text()).toBe('set');
    expect(await focusPlace(ui.page)).toBe('Clear the search');
    expect(await list().count()).toBe(0);
  });

  test('ArrowUp goes round by the text; Escape closes the list first, then clears', async () => {
    await type('ke');
    await list().waitFor();
    await press('ArrowUp');
    expect(await chosen().textContent()).toMatch(/^~key:/);
    await press('ArrowDown');
    expect(await chosen().count()).toBe(0);
    await press('Escape');
    expect(await list().count()).toBe(0);
    expect(await text()).toBe('ke');
    await press('Escape');
    expect(await text()).toBe('');
  });

  test('a click takes one and leaves the keyboard in the box', async () => {
    await type('arti');
    await options().first().click();
    expect(await text()).toBe('artist:');
    expect(await focusPlace(ui.page)).toBe('Search the tracks');
    await expect.poll(() => options().count()).toBe(8);
  });
});

describe('what is wrong', () => {
  test('is said at its place, all of it, and under the text itself', async () => {
    await box().fill('night bpm:fast or (key:Z9)');
    const alert = ui.page.getByRole('search').getByRole('alert');
    await alert.waitFor();
    expect(await alert.locator('mark').allTextContents()).toEqual(['bpm:fast', 'key:Z9']);
    expect(await alert.locator('p').first().textContent()).toContain('Write a tempo or a range');
    expect(await box().getAttribute('aria-invalid')).toBe('true');
    // The underlined characters lie where the box draws them: as far from its start as the text before them is wide.
    const [line, before] = await ui.page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#library-search')!;
      const context = document.createElement('canvas').getContext('2d')!;
      const { fontWeight, fontSize, fontFamily, paddingLeft, borderLeftWidth } = getComputedStyle(input);
      context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
      const start =
        input.getBoundingClientRect().left + Number.parseFloat(paddingLeft) + Number.parseFloat(borderLeftWidth);
      const mark = [...document.querySelectorAll('[role="search"] [aria-hidden] span')].find(
        (each) => each.textContent === 'bpm:fast' && each.children.length === 0,
      );
      return [mark?.getBoundingClientRect().left ?? 0, start + context.measureText('night ').width];
    });
    expect(line).toBeGreaterThan(0);
    expect(Math.abs((line ?? 0) - (before ?? 0))).toBeLessThan(1.5);
  });

  test('is not said of what is only half typed', async () => {
    await box().focus();
    await type('(bpm:120-');
    // From 120 on, as the rows show; the parenthesis may still be closed.
    const areFrom120 = (shown: readonly number[]) => shown.length > 0 && shown.every((bpm) => bpm >= 119.95);
    await expect.poll(async () => areFrom120(await tempi())).toBe(true);
    expect(await text()).toBe('(bpm:120-');
    expect(await ui.page.getByRole('search').getByRole('alert').count()).toBe(0);
  });
});

test('another spelling is told above the rows', async () => {
  await box().fill('nigth');
  await ui.page.getByRole('status').filter({ hasText: 'Showing results for "night"' }).waitFor();
});

describe('near the selected track', () => {
  test('the list follows the selection, which keeps the keyboard', async () => {
    await ui.page.getByRole('columnheader', { name: 'BPM' }).getByRole('button').click();
    await ui.page.locator('[data-row="0"]').click();
    const first = (await tempi())[0] ?? 0;
    await box().fill('~bpm:2%');
    const isNear = (bpm: number, other: number) =>
      [1, 2, 0.5].some((factor) => Math.abs(other / (bpm * factor) - 1) < 0.0205);
    await expect.poll(async () => (await tempi()).every((bpm) => isNear(bpm, first))).toBe(true);
    // The last of them becomes the middle of the next list.
    const rows = await ui.page.locator('[data-row]').count();
    const last = (await tempi()).at(-1) ?? 0;
    const title = (await columnTexts(ui.page, 'Title')).at(-1) ?? '';
    expect(last).toBeGreaterThan(first);
    await ui.page.locator(`[data-row="${rows - 1}"]`).click();
    await expect.poll(async () => (await tempi()).every((bpm) => isNear(bpm, last))).toBe(true);
    await expect
      .poll(() => ui.page.evaluate(() => document.activeElement?.querySelector('.title-text')?.textContent ?? ''))
      .toBe(title);
  });

  test('another selection leaves other lists as they are', async () => {
    await box().fill('bpm:100-140');
    await ui.page.locator('[data-row="0"]').click();
    const before = await columnTexts(ui.page, 'Title');
    await press('ArrowDown', 'ArrowDown', 'ArrowDown');
    expect(await focusPlace(ui.page)).toBe('row 3');
    expect(await columnTexts(ui.page, 'Title')).toEqual(before);
  });
});
