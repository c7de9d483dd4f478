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

const dialogOf = ({ page }: UiWindow) => page.getByRole('dialog', { name: 'History' });
const dialog = () => dialogOf(ui);
/** As the table is sorted. */
const ARTISTS = [{ field: 'artist' as const, direction: 'ascending' as const }];
const rating = () => ui.host.library().query({ source: { kind: 'all' }, search: '', sort: ARTISTS })[0]?.rating;
const current = () => dialog().locator('[aria-current="step"]');
const status = (text: string) => dialog().getByRole('status').getByText(text).waitFor();

/** Presses Tab until the keyboard is where the history is. */
async function tabToCurrent(): Promise<void> {
  const isThere = () => current().evaluate((each) => each === document.activeElement);
  for (let times = 0; times < 30 && !(await isThere()); times += 1) await ui.page.keyboard.press('Tab');
  expect(await isThere()).toBe(true);
}

/** Rates the first track of the table once for each digit, then opens the history. */
async function afterEdits({ page, host }: UiWindow, digits: string): Promise<void> {
  await page.locator('[data-row="0"]').click();
  for (const [index, digit] of digits.split('').entries()) {
    await page.keyboard.press(digit);
    await expect.poll(() => host.library().steps().length).toBe(index + 1);
  }
  await page.keyboard.press('Control+Shift+H');
  await dialogOf({ page } as UiWindow).waitFor();
}

async function openHistory(digits: string, options: FakeHostOptions = {}): Promise<void> {
  ui = await openWindow({ trackCount: 31, ...options });
  await afterEdits(ui, digits);
}

describe('the history', () => {
  test('lists what was done, newest first, and what a step changed', async () => {
    await openHistory('125');
    await status('3 steps can be undone.');
    expect(await current().textContent()).toMatch(/^Edit 1 track.*1 track, by you, where you are now$/);
    const changes = dialog().getByRole('region', { name: 'Changes' });
    expect(await changes.innerText()).toMatch(/Rating: 2\s*5/);
    await dialog().locator('[data-row="1"] button').first().click();
    await expect.poll(() => changes.innerText()).toMatch(/Rating: 1\s*2/);
  });

  test('leads to a step and back, and marks where you are', async () => {
    await openHistory('1253');
    const before = rating();
    await dialog()
      .locator('[data-row="3"]')
      .getByRole('button', { name: /^Undo to here/ })
      .click();
    await ui.page.getByText('Undone: 3 steps.', { exact: true }).waitFor();
    await status('1 step can be undone, 3 undone.');
    expect([rating(), before]).toEqual([1, 3]);
    await expect
      .poll(() => current().evaluate((each) => each.closest('[data-row]')?.getAttribute('data-row')))
      .toBe('3');
    await dialog()
      .locator('[data-row="0"]')
      .getByRole('button', { name: /^Redo to here/ })
      .click();
    await status('4 steps can be undone.');
    expect(rating()).toBe(before);
    await dialog().getByRole('button', { name: 'Undo everything listed' }).click();
    await status('0 steps can be undone, 4 undone.');
    expect(await current().count()).toBe(0);
  });

  test('goes by the keyboard alone', async () => {
    await openHistory('1253');
    await tabToCurrent();
    await ui.page.keyboard.press('ArrowDown');
    await ui.page.keyboard.press('Enter');
    await expect.poll(() => dialog().locator('[data-row="1"] [aria-pressed="true"]').count()).toBe(1);
    await ui.page.keyboard.press('ArrowRight');
    await ui.page.keyboard.press('Enter');
    await status('3 steps can be undone, 1 undone.');
    expect(ui.host.history().calls).toEqual(['go to Edit 1 track']);
  });

  test('is empty before anything was done, and follows what is done', async () => {
    ui = await openWindow({ trackCount: 31 });
    await ui.page.getByRole('button', { name: 'History' }).click();
    await dialog().getByText('Nothing has been done yet').waitFor();
    const library = ui.host.library();
    library.change('Done elsewhere', { tracks: library.tracks.map((track) => ({ ...track, rating: 1 })) });
    await dialog()
      .getByRole('button', { name: /^Done elsewhere .*\d+ tracks/ })
      .waitFor();
  });

  test('a long way shows how far it is, and can be stopped', async () => {
    await openHistory('1253', { history: 'slow' });
    await dialog().getByRole('button', { name: 'Undo everything listed' }).click();
    await dialog()
      .getByText(/^Step 3 of 4/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Stop' }).press('Enter');
    await ui.page.getByText('Undone: 2 steps, then stopped.', { exact: true }).waitFor();
  });

  test('keeps only the rows in view in the page', async () => {
    ui = await openWindow({ trackCount: 31 });
    const library = ui.host.library();
    for (let step = 0; step < 300; step += 1) library.change(`Step ${step}`, {});
    await ui.page.keyboard.press('Control+Shift+H');
    await status('300 steps can be undone.');
    expect(await dialog().locator('[data-row]').count()).toBeLessThan(50);
    await tabToCurrent();
    await ui.page.keyboard.press('End');
    await dialog()
      .getByRole('button', { name: /^Step 0 / })
      .waitFor();
  });
});

describe('axe finds no fault in the history', () => {
  test('with steps that stand and are undone', async () => {
    ui = await openWindow({ trackCount: 1 });
    const reach = async (opened: UiWindow) => {
      await afterEdits(opened, '1253');
      await dialogOf(opened)
        .getByRole('button', { name: /^Undo to here/ })
        .nth(1)
        .click();
      await dialogOf(opened).getByText('2 undone').waitFor();
    };
    await expectAccessible({ name: 'steps', reach });
  });
  test('empty', async () => {
    ui = await openWindow({ trackCount: 1 });
    const reach = async (opened: UiWindow) => {
      await opened.page.keyboard.press('Control+Shift+H');
      await dialogOf(opened).getByText('Nothing has been done yet').waitFor();
    };
    await expectAccessible({ name: 'empty', reach });
  });
});
