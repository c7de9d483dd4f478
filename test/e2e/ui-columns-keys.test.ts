import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  closeSharedBrowser,
  columnTexts,
  focusPlace,
  openWindow,
  tabTo,
  type UiWindow,
} from '#test/support/ui-window.ts';

let ui: UiWindow;

beforeEach(async () => {
  ui = await openWindow({ trackCount: 400 });
  await ui.page.getByLabel('Search the tracks').focus();
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await ui.page.keyboard.press(key);
};
const names = async () => (await ui.page.getByRole('columnheader').allTextContents()).filter((text) => text !== '');
const sorted = (direction: 'ascending' | 'descending', column: string) =>
  ui.page.locator(`[role="columnheader"][aria-sort="${direction}"]`, { hasText: column });
const areTitlesSorted = async (direction: 1 | -1) => {
  const titles = await columnTexts(ui.page, 'Title');
  return titles.every((title, index) => index === 0 || title.localeCompare(titles[index - 1] ?? '') * direction >= 0);
};
const isDeckEmpty = async () => (await ui.page.getByText(/^Select a track and press/).count()) === 1;

describe('sorting by keyboard', () => {
  test('Tab goes to the headers, arrows to the next; Enter sorts, again turns round, and plays nothing', async () => {
    await tabTo(ui.page, 'Cover');
    await press('ArrowRight', 'ArrowRight');
    expect(await focusPlace(ui.page)).toBe('Title');
    await press('Enter');
    await sorted('ascending', 'Title').waitFor();
    await expect.poll(() => areTitlesSorted(1)).toBe(true);
    await press('Enter');
    await sorted('descending', 'Title').waitFor();
    await expect.poll(() => areTitlesSorted(-1)).toBe(true);
    expect(await focusPlace(ui.page)).toBe('Title');
    expect(await isDeckEmpty()).toBe(true);
  });

  test.each(['Shift+Enter', 'Shift+Space'])('%s adds a second column', async (keys) => {
    await tabTo(ui.page, 'Cover');
    await press(...Array.from({ length: 8 }, () => 'ArrowRight'));
    expect(await focusPlace(ui.page)).toBe('Genre');
    await press('Enter');
    await sorted('ascending', 'Genre').waitFor();
    await press('ArrowRight');
    await press(keys);
    await ui.page.getByRole('button', { name: 'Genre, sort key 1' }).waitFor();
    await ui.page.getByRole('button', { name: 'Time, sort key 2' }).waitFor();
    await sorted('ascending', 'Time').waitFor();
    expect(await isDeckEmpty()).toBe(true);
  });
});

/** Goes down the list of columns that has just opened. */
async function goDownTo(column: string): Promise<void> {
  await ui.page.getByRole('grid', { name: 'Columns in their order' }).waitFor();
  const here = () => ui.page.evaluate(() => document.activeElement?.closest('[role="row"]')?.textContent);
  for (let step = 0; step < 30 && (await here()) !== column; step += 1) await press('ArrowDown');
  expect(await here()).toBe(column);
}

test('on a head, keys of the rows do nothing to them, and ArrowDown goes to the rows', async () => {
  await tabTo(ui.page, 'Cover');
  await press('ArrowRight', 'Delete', '5', 'End');
  expect(await focusPlace(ui.page)).toBe('Waveform');
  expect(await ui.page.getByRole('dialog').count()).toBe(0);
  expect(ui.host.library().revision).toBe(1);
  await press('ArrowDown');
  expect(await focusPlace(ui.page)).toBe('row 0');
});

describe('columns by keyboard', () => {
  test('one is hidden and shown again', async () => {
    const before = await names();
    await tabTo(ui.page, 'Columns');
    await press('Enter');
    await goDownTo('Genre');
    await press('Space');
    await expect.poll(names).toEqual(before.filter((name) => name !== 'Genre'));
    await press('Space');
    await expect.poll(names).toEqual(before);
    await press('Escape');
    await expect.poll(() => focusPlace(ui.page)).toBe('Columns');
  });

  test('one moves as often as its button is pressed, which keeps the keyboard', async () => {
    const before = await names();
    expect(before.slice(0, 5)).toEqual(['Waveform', 'Title', 'Artist', 'BPM', 'Key']);
    await tabTo(ui.page, 'Columns');
    await press('Enter');
    await goDownTo('Title');
    await press('ArrowRight', 'ArrowRight');
    expect(await focusPlace(ui.page)).toBe('Move Title to the right');
    await press('Space', 'Space');
    await expect.poll(names).toEqual(['Waveform', 'Artist', 'BPM', 'Title', 'Key', ...before.slice(5)]);
    await press('ArrowLeft');
    expect(await focusPlace(ui.page)).toBe('Move Title to the left');
    await press('Space', 'Enter');
    await expect.poll(names).toEqual(before);
  });
});

describe('columns that are hidden at first', () => {
  /** Shows a column by keyboard, at the end of the table. */
  async function show(column: string): Promise<void> {
    await tabTo(ui.page, 'Columns');
    await press('Enter');
    await goDownTo(column);
    await press('Space', 'Escape');
  }

  test('the data quality, judged when it is shown, to sort by and to search by', async () => {
    await show('Data quality');
    await expect
      .poll(async () => (await columnTexts(ui.page, 'Quality')).every((text) => /^\d+ %$/.test(text)))
      .toBe(true);
    await ui.page.getByRole('columnheader').getByRole('button', { name: 'Data quality' }).click();
    await sorted('ascending', 'Quality').waitFor();
    const scores = async () => (await columnTexts(ui.page, 'Quality')).map((text) => Number.parseInt(text, 10));
    await expect
      .poll(async () => (await scores()).every((score, n, all) => n === 0 || score >= (all[n - 1] ?? 0)))
      .toBe(true);
    const worst = (await scores())[0] ?? 0;
    await ui.page.getByLabel('Search the tracks').fill(`quality:>${worst}%`);
    await expect.poll(async () => ((await scores())[0] ?? 0) > worst).toBe(true);
  });

  test('when tracks were last played', async () => {
    await show('Last played');
    await expect
      .poll(async () => (await columnTexts(ui.page, 'Played')).some((text) => /^\d{4}-\d\d-\d\d$/.test(text)))
      .toBe(true);
    await ui.page.getByRole('button', { name: 'Last played' }).click();
    await sorted('ascending', 'Played').waitFor();
  });
});
