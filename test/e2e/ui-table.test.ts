import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeSharedBrowser, columnTexts, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

beforeEach(async () => {
  ui = await openWindow({ trackCount: 400 });
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const header = (name: string | RegExp) => ui.page.getByRole('columnheader', { name }).getByRole('button');
const numbers = (texts: readonly string[]) => texts.filter((text) => /^\d/.test(text)).map(Number);
const isSorted = (values: readonly number[], direction: 1 | -1) =>
  values.every((value, index) => index === 0 || (value - (values[index - 1] ?? value)) * direction >= 0);

describe('sorting', () => {
  test('a click sorts upwards, the next downwards, the third not at all', async () => {
    await header('BPM').click();
    await ui.page.locator('[role="columnheader"][aria-sort="ascending"]', { hasText: 'BPM' }).waitFor();
    await expect.poll(async () => isSorted(numbers(await columnTexts(ui.page, 'BPM')), 1)).toBe(true);
    await header('BPM').click();
    await ui.page.locator('[role="columnheader"][aria-sort="descending"]', { hasText: 'BPM' }).waitFor();
    await expect.poll(async () => isSorted(numbers(await columnTexts(ui.page, 'BPM')), -1)).toBe(true);
    await header('BPM').click();
    expect(await ui.page.locator('[aria-sort="ascending"], [aria-sort="descending"]').count()).toBe(0);
  });

  test('Shift+click adds a second key and the headers say which comes first', async () => {
    await header('Genre').click();
    await header('BPM').click({ modifiers: ['Shift'] });
    await header('Genre, sort key 1').waitFor();
    await header('BPM, sort key 2').waitFor();
    await expect
      .poll(async () => {
        const genres = await columnTexts(ui.page, 'Genre');
        const tempi = (await columnTexts(ui.page, 'BPM')).map(Number);
        return genres.every(
          (genre, index) =>
            index === 0 ||
            genre > (genres[index - 1] ?? '') ||
            Number.isNaN(tempi[index]) ||
            (genre === genres[index - 1] && (tempi[index] ?? 0) >= (tempi[index - 1] ?? 0)),
        );
      })
      .toBe(true);
  });
});

describe('columns', () => {
  test('one is shown, moved by keys and still there after a reload', async () => {
    await ui.page.getByRole('button', { name: 'Columns' }).click();
    await ui.page.getByRole('checkbox', { name: 'Year' }).click();
    await ui.page.getByRole('checkbox', { name: 'Genre' }).click();
    await ui.page.keyboard.press('Escape');
    // The closing list gives the keyboard back to its button, a moment later.
    const button = ui.page.getByRole('button', { name: 'Columns' });
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
    await header('Year').waitFor();
    expect(await header('Genre').count()).toBe(0);
    await header('Title').focus();
    await ui.page.keyboard.press('Control+Shift+ArrowRight');
    const names = () => ui.page.getByRole('columnheader').allTextContents();
    await expect.poll(async () => (await names()).slice(2, 4)).toEqual(['Artist', 'Title']);
    await ui.page.reload();
    await ui.page.locator('[data-row="0"]').waitFor();
    expect((await names()).slice(2, 4)).toEqual(['Artist', 'Title']);
    expect(await header('Year').count()).toBe(1);
  });

  test('one is dragged onto another', async () => {
    await header('Rating').dragTo(header('Artist'));
    await expect
      .poll(async () => (await ui.page.getByRole('columnheader').allTextContents()).slice(2, 5))
      .toEqual(['Title', 'Rating', 'Artist']);
  });

  test('Shift+arrows widen one', async () => {
    const width = async () => (await header('Artist').boundingBox())?.width ?? 0;
    const before = await width();
    await header('Artist').focus();
    await ui.page.keyboard.press('Shift+ArrowRight');
    await expect.poll(width).toBe(before + 12);
  });
});

describe('a fast scroll', () => {
  test('ends with every row in view drawn in full', async () => {
    const grid = ui.page.getByRole('grid', { name: 'Tracks' });
    await grid.hover();
    for (let step = 0; step < 20; step += 1) await ui.page.mouse.wheel(0, 800);
    await ui.page.locator('[data-row="399"] .title-text').waitFor();
    await expect.poll(() => ui.page.locator('[data-row][aria-busy="true"]').count()).toBe(0);
    const cells = await ui.page
      .locator('[data-row]')
      .evaluateAll((rows) => rows.map((row) => row.querySelectorAll('[role="gridcell"]').length));
    expect(cells.length).toBeGreaterThan(15);
    expect(new Set(cells)).toEqual(new Set([11]));
  });
});

describe('search', () => {
  test('rows follow the typing, with the number found said aloud', async () => {
    await ui.page.getByLabel('Search the tracks').fill('night bpm:120-126');
    await expect
      .poll(async () => new Set((await columnTexts(ui.page, 'Title')).map((title) => title.includes('Night'))))
      .toEqual(new Set([true]));
    const tempi = numbers(await columnTexts(ui.page, 'BPM'));
    expect(Math.min(...tempi)).toBeGreaterThanOrEqual(120);
    expect(Math.max(...tempi)).toBeLessThanOrEqual(126);
  });

  test('a fault is said under the box with its place, and the rows stay', async () => {
    await ui.page.getByLabel('Search the tracks').fill('bpm:x');
    const fault = ui.page.getByRole('search').getByRole('alert');
    await fault.waitFor();
    expect(await fault.locator('mark').textContent()).toBe('bpm:x');
    expect(await ui.page.locator('[data-row]').count()).toBeGreaterThan(10);
  });

  test('nothing found offers the way back', async () => {
    await ui.page.getByLabel('Search the tracks').fill('zzzz');
    await ui.page.getByText('No track fits this search').waitFor();
    await ui.page.getByRole('button', { name: 'Clear the search' }).last().click();
    await ui.page.getByText('400 tracks,').waitFor();
  });
});

describe('edits', () => {
  test('a click on a star rates; the same star again takes it away', async () => {
    const stars = ui.page.locator('[data-row="3"]').getByRole('img', { name: /of 5 stars$/ });
    await stars.waitFor();
    const { width = 0, height = 0 } = (await stars.boundingBox()) ?? {};
    expect(width).toBeGreaterThan(0);
    const rated = Number((await stars.getAttribute('aria-label'))?.[0]);
    const clickStar = (star: number) => stars.click({ position: { x: ((star - 0.5) / 5) * width, y: height / 2 } });
    // The star that it has already would take it away.
    for (const star of [1, 5, 2].filter((each, n) => n > 0 || each !== rated)) {
      await clickStar(star);
      await ui.page.locator(`[data-row="3"] [aria-label="${star} of 5 stars"]`).waitFor();
    }
    await clickStar(2);
    await ui.page.locator('[data-row="3"] [aria-label="0 of 5 stars"]').waitFor();
  });

  test('several tracks are changed at once, and a toast takes it back', async () => {
    await ui.page.locator('[data-row="0"]').click();
    await ui.page.locator('[data-row="2"]').click({ modifiers: ['Shift'] });
    await ui.page.getByRole('textbox', { name: 'Genre' }).fill('Garage');
    await ui.page.getByRole('button', { name: 'Change 3 tracks' }).click();
    await expect
      .poll(async () => (await columnTexts(ui.page, 'Genre')).slice(0, 3))
      .toEqual(['Garage', 'Garage', 'Garage']);
    await ui.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await columnTexts(ui.page, 'Genre')).includes('Garage')).toBe(false);
  });
});
