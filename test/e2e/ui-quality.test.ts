import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { expectAccessible } from '#test/support/accessible-screens.ts';
import type { FakeHostOptions } from '#test/support/fake-host/fake-host.ts';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const main = () => ui.page.getByRole('main', { name: 'Data quality' });
const tracks = () => main().getByRole('grid', { name: 'Tracks, the worst first' });
const rules = () => main().getByRole('grid', { name: 'What is wrong' });
const rule = (name: string) => rules().getByRole('button', { name: new RegExp(name) });
const calls = () => ui.host.quality().calls;
const focused = () => ui.page.evaluate(() => document.activeElement?.textContent ?? '');
const dialog = () => ui.page.getByRole('dialog');

async function reach({ page }: UiWindow): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Data quality/ })
    .click();
  await page.getByRole('main', { name: 'Data quality' }).waitFor();
}

async function open(options: FakeHostOptions = {}): Promise<void> {
  ui = await openWindow({ trackCount: 60, quality: 'untidy', ...options });
  await reach(ui);
}

describe('data quality', () => {
  test('scores the library, counts by rule, and lists the worst tracks first', async () => {
    await open();
    await main().getByText('60 of 60 tracks with something to mend', { exact: true }).waitFor();
    await main()
      .getByText(/^9\d % complete$/)
      .first()
      .waitFor();
    await rule('^Error No tempo 1 track').waitFor();
    const names = await tracks()
      .getByRole('row')
      .evaluateAll((rows) => rows.map((row) => row.ariaLabel ?? ''));
    const scores = names.map((name) => Number(/(\d+) % complete/.exec(name)?.[1]));
    expect(scores.length).toBeGreaterThan(2);
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    expect(await tracks().getAttribute('aria-rowcount')).toBe('60');
    const worst = tracks().getByRole('row').first();
    for (const text of [
      'There is no artist.',
      'There is no tempo.',
      'There is no genre. It sounds like your tracks of Deep House.',
    ]) {
      await worst.getByText(text, { exact: true }).first().waitFor();
    }
  });

  test('a mend shows old and new, writes it with one click, and undo brings the problem back', async () => {
    await open();
    const worst = tracks().getByRole('row').first();
    expect(await worst.innerText()).toMatch(/Title\s*Nørth - .+\s*Night Runner/);
    await worst.getByRole('button', { name: 'Mend: The artist stands in the title.' }).click();
    await expect.poll(() => worst.getByText('The artist stands in the title.').count()).toBe(0);
    expect(calls()).toEqual(['mend title-has-artist']);
    await ui.page.getByRole('button', { name: 'Undo' }).click();
    await worst.getByText('The artist stands in the title.').first().waitFor();
  });

  test('a missing genre is taken from what was learned', async () => {
    await open();
    await rule('No genre').click();
    const worst = tracks().getByRole('row').first();
    const problem = 'There is no genre. It sounds like your tracks of Deep House.';
    await worst.getByRole('button', { name: `Mend: ${problem}` }).click();
    await expect.poll(() => main().getByText(problem).count()).toBe(0);
    expect(calls()).toEqual(['mend genre-missing']);
  });

  test('all of a kind: every change is listed, rows can be left out, and it is one step for undo', async () => {
    await open();
    await rule('Genre spelled differently').click();
    await main().getByRole('button', { name: 'Mend all…' }).click();
    await dialog()
      .getByText(/^20 tracks would change/)
      .waitFor();
    const rows = dialog().getByRole('grid', { name: 'What would change' }).getByRole('row');
    expect(await rows.first().innerText()).toMatch(/dnb[\s\S]*Drum & Bass/);
    await rows.first().getByRole('checkbox').click();
    await dialog().getByRole('button', { name: 'Mend 19 tracks' }).click();
    await dialog().waitFor({ state: 'detached' });
    await ui.page.getByText('Mended 19 tracks.', { exact: true }).waitFor();
    await rule('Genre spelled differently 1 track$').waitFor();
    expect(calls()).toEqual(['mend all genre-spelling 19']);
    await ui.page.getByRole('button', { name: 'Undo' }).click();
    await rule('Genre spelled differently 20 tracks').waitFor();
  });

  test('a rule is ignored for a track, and for all, and counts again', async () => {
    await open();
    await rule('Impossible year').click();
    await tracks()
      .getByRole('button', { name: /^Ignore: 1066 is no year/ })
      .click();
    await main().getByText('Nothing to mend here').waitFor();
    const leftOut = main().getByRole('grid', { name: 'Ignored' });
    await leftOut.getByRole('button', { name: /Impossible year 1 track/ }).click();
    await tracks()
      .getByRole('button', { name: /^Count again/ })
      .click();
    await rule('Impossible year 1 track').waitFor();
    await rule('No album').click();
    await main().getByRole('button', { name: 'Ignore this rule' }).click();
    await leftOut.getByRole('button', { name: /No album all tracks/ }).click();
    await main().getByText('This rule counts for no track.').waitFor();
    await main().getByRole('button', { name: 'Count this rule again' }).click();
    await rule('No album').waitFor();
    expect(calls()).toEqual([
      'ignore year-range',
      'count year-range',
      'ignore album-missing for all',
      'count album-missing for all',
    ]);
  });

  test('goes by the keyboard alone: from rule to rule, over the tracks to the very last, and mends', async () => {
    await open();
    await rules().getByRole('button').first().focus();
    await ui.page.keyboard.press('ArrowDown');
    await ui.page.keyboard.press('Enter');
    await expect.poll(() => tracks().getByRole('row').count()).toBe(1);
    await ui.page.keyboard.press('Home');
    await ui.page.keyboard.press('Enter');
    await expect.poll(() => tracks().getAttribute('aria-rowcount')).toBe('60');
    await tracks().getByRole('button').first().focus();
    await ui.page.keyboard.press('End');
    const last = tracks().locator('[role="row"][aria-rowindex="60"]');
    await expect.poll(() => last.evaluate((row) => row.contains(document.activeElement))).toBe(true);
    await ui.page.keyboard.press('Home');
    const first = tracks().locator('[role="row"][aria-rowindex="1"]');
    await expect.poll(() => first.evaluate((row) => row.contains(document.activeElement))).toBe(true);
    for (let n = 0; n < 6 && (await focused()) !== 'Mend'; n += 1) await ui.page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Mend');
    await ui.page.keyboard.press('Enter');
    await expect.poll(() => calls().length).toBe(1);
    // The keyboard stays on what stands in the place of what is gone.
    await expect.poll(() => tracks().evaluate((grid) => grid.contains(document.activeElement))).toBe(true);
  });

  test('the rules fit where there is no room beside the list', async () => {
    await open({ width: 1024, height: 700 } as FakeHostOptions);
    expect(await rules().isVisible()).toBe(false);
    await main().getByRole('combobox', { name: 'What is wrong' }).press('Enter');
    await ui.page.getByRole('option', { name: /^No tempo, 1 track/ }).click();
    await main().getByRole('heading', { name: 'No tempo' }).waitFor();
    await expect.poll(() => tracks().getByRole('row').count()).toBe(1);
  });

  test('a track is shown in the library, where everything can be edited', async () => {
    await open();
    await tracks()
      .getByRole('button', { name: /in the library$/ })
      .first()
      .click();
    await expect.poll(() => ui.page.getByLabel('Search the tracks').inputValue()).toMatch(/^title:"Nørth - /);
    await expect.poll(() => ui.page.locator('[data-row]').count()).toBe(1);
  });

  test('says that it is looking, that all is well, and why it failed', async () => {
    await open({ quality: 'scoring' });
    await main().getByText('Looking at your tracks').waitFor();
    expect(await main().getByRole('progressbar').getAttribute('aria-valuenow')).toBe('33');
    await ui.close();
    await open({ quality: 'clean', trackCount: 2 });
    await main().getByText('Nothing to mend here').waitFor();
    await main().getByText('100 % complete', { exact: true }).waitFor();
    await ui.close();
    await open({ quality: 'failed' });
    await main().getByRole('alert').getByText('The library could not be read.').waitFor();
  });

  test('stands in the command palette', async () => {
    ui = await openWindow({ trackCount: 31, quality: 'untidy' });
    await ui.page.keyboard.press('Control+k');
    await ui.page.keyboard.type('data quality');
    await ui.page.keyboard.press('Enter');
    await main().waitFor();
  });

  test('is accessible, in both themes', async () => {
    ui = await openWindow({ trackCount: 31 });
    for (const quality of ['untidy', 'clean', 'scoring', 'failed'] as const) {
      await expectAccessible({ name: quality, host: { quality }, reach });
    }
    const mendAll = async (window: UiWindow) => {
      await reach(window);
      await window.page.getByRole('combobox', { name: 'What is wrong' }).click();
      await window.page.getByRole('option', { name: /^Genre spelled/ }).click();
      await window.page.getByRole('button', { name: 'Mend all…' }).click();
      await window.page.getByRole('dialog').getByRole('row').first().waitFor();
    };
    await expectAccessible({ name: 'mend all', host: { quality: 'untidy' }, reach: mendAll });
  });
});
