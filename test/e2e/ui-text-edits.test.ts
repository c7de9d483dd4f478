import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { expectAccessible } from '#test/support/accessible-screens.ts';
import type { FakeHostOptions } from '#test/support/fake-host/fake-host.ts';
import { closeSharedBrowser, openWindow, tabTo, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const dialog = () => ui.page.getByRole('dialog', { name: 'Find and replace, clean up' });
const button = (name: string | RegExp) => ui.page.getByRole('button', { name });
const list = () => dialog().getByRole('grid', { name: 'What would change' });
const ticks = () => list().getByRole('checkbox');
const titles = () => ui.host.library().tracks.map(({ title }) => title);

async function openDialog(options: Parameters<typeof openWindow>[0] = {}): Promise<void> {
  ui = await openWindow({ trackCount: 300, ...options });
  await ui.page.locator('[data-row="0"]').click();
  await ui.page.locator('[data-row="9"]').click({ modifiers: ['Shift'] });
  await ui.page.getByText('10 tracks selected').waitFor();
  await ui.page.keyboard.press('Control+Shift+F');
  await dialog().waitFor();
}

/** What is told to those who hear it, and written above the list. */
const said = (text: RegExp) => dialog().getByRole('status').filter({ hasText: text }).waitFor({ state: 'attached' });

const find = async (text: string, replacement = '') => {
  await dialog().getByLabel('Find', { exact: true }).fill(text);
  await dialog().getByLabel('Replace with').fill(replacement);
};

describe('find and replace', () => {
  test('shows every change, makes those that are ticked as one step, and undoes them', async () => {
    await openDialog();
    const before = titles();
    await find('r', 'R!');
    await said(/texts in 10 tracks would change/);
    await dialog().getByRole('checkbox', { name: 'Artist', exact: true }).click();
    await said(/^\d+ texts in \d+ tracks would change/);
    const all = Number(await list().getAttribute('aria-rowcount')) - 1;
    const [first] = await ticks().all();
    expect(await first?.getAttribute('aria-label')).toMatch(/^Title of .+ becomes .*R!/);
    await first?.click();
    await button(`Change ${all - 1} texts`).click();
    await dialog().waitFor({ state: 'detached' });
    await ui.page.getByText(`Changed ${all - 1} tracks.`, { exact: true }).waitFor();
    expect(titles().filter((title) => title.includes('R!'))).toHaveLength(all - 1);
    await button('Undo').click();
    await expect.poll(titles).toEqual(before);
  });

  test('goes by the keyboard alone', async () => {
    await openDialog();
    // The field that is looked for has the keyboard at once.
    await ui.page.keyboard.type('e');
    await said(/would change/);
    await ui.page.keyboard.press('Tab');
    await ui.page.keyboard.type('E!');
    await ticks().first().and(ui.page.getByLabel(/E!/)).waitFor();
    const name = (await ticks().first().getAttribute('aria-label')) ?? '';
    await tabTo(ui.page, name);
    await ui.page.keyboard.press('Space');
    expect(await ticks().first().getAttribute('aria-checked')).toBe('false');
    await ui.page.keyboard.press('End');
    const last = Number(await list().getAttribute('aria-rowcount')) - 1;
    const focusedRow = (): Promise<string | null | undefined> =>
      ui.page.evaluate(() => document.activeElement?.closest('[data-row]')?.getAttribute('data-row'));
    await expect.poll(focusedRow).toBe(String(last - 1));
    await ui.page.keyboard.press('Home');
    await expect.poll(focusedRow).toBe('0');
    await ui.page.keyboard.press('ArrowDown');
    await expect.poll(focusedRow).toBe('1');
    await tabTo(ui.page, 'Close');
    await ui.page.keyboard.press('Shift+Tab');
    await ui.page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    expect(ui.host.textEdits().calls.at(-1)).toBe('apply without 0');
  });

  test('only the rows in view are in the page, however many there are', async () => {
    await openDialog();
    await dialog().getByRole('combobox', { name: 'Tracks' }).click();
    await ui.page.getByRole('option', { name: 'The whole library' }).click();
    await find('a', 'b');
    await said(/in 2\d\d tracks would change/);
    expect(Number(await list().getAttribute('aria-rowcount'))).toBeGreaterThan(300);
    expect(await ticks().count()).toBeLessThan(60);
  });

  test('says why a regular expression is none, and changes nothing until there is something to change', async () => {
    await openDialog();
    await dialog().getByRole('radio', { name: 'Regular expression' }).click();
    await find('(');
    await dialog().getByRole('alert').getByText('This is no regular expression: Unterminated group.').waitFor();
    expect(await button('Change').getAttribute('aria-disabled')).toBe('true');
    await button('Change').press('Enter');
    await find('^(.)', '<$1>');
    await said(/20 texts in 10 tracks would change/);
    expect(ui.host.textEdits().calls.some((call) => call.startsWith('apply'))).toBe(false);
  });

  test('takes the list on show where nothing is selected', async () => {
    ui = await openWindow({ trackCount: 60 });
    await ui.page.keyboard.press('Control+k');
    await ui.page.keyboard.type('find and replace');
    await ui.page.keyboard.press('Enter');
    expect(await dialog().getByRole('combobox', { name: 'Tracks' }).textContent()).toBe('The list on show');
  });

  test('is in the menu of the table and in the inspector of several tracks', async () => {
    await openDialog();
    await ui.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await button('Find and replace, clean up…').click();
    await dialog().waitFor();
    await ui.page.keyboard.press('Escape');
    await ui.page.locator('[data-row="1"]').click({ button: 'right' });
    await ui.page.getByRole('menuitem', { name: /^Find and replace…/ }).click();
    expect(await dialog().getByRole('combobox', { name: 'Tracks' }).textContent()).toBe('10 selected tracks');
  });
});

describe('a long change', () => {
  test('goes on when the dialog is closed, and can be stopped from the status bar', async () => {
    await openDialog({ textEdits: 'slow-writing' });
    await find('e', 'E');
    await button(/^Change \d+ texts$/).click();
    await dialog().getByRole('progressbar', { name: 'Changing' }).waitFor();
    await ui.page.keyboard.press('Escape');
    await ui.page.getByRole('progressbar', { name: 'Changing texts' }).waitFor();
    await button('Stop changing texts').click();
    await ui.page.getByText('Changed 40 tracks, then stopped.', { exact: true }).waitFor();
  });
});

type Step = readonly [string, FakeHostOptions, () => Promise<void>];
const SCREENS: readonly Step[] = [
  ['empty', {}, async () => undefined],
  [
    'with changes',
    {},
    async () => {
      await find('a', 'o');
      await ticks().first().click();
    },
  ],
  [
    'with a fault',
    {},
    async () => {
      await dialog().getByRole('radio', { name: 'Regular expression' }).click();
      await find('(');
      await dialog().getByRole('alert').waitFor();
    },
  ],
  [
    'looking',
    { textEdits: 'slow' },
    async () => {
      await find('a');
      await dialog().getByRole('progressbar').waitFor();
    },
  ],
  [
    'cleaning up',
    {},
    async () => {
      await dialog().getByRole('radio', { name: 'Clean up' }).click();
    },
  ],
];

describe('axe finds no fault in the dialog', () => {
  test.each(SCREENS)('%s', async (name, host, then) => {
    ui = await openWindow({ trackCount: 1 });
    await expectAccessible({
      name,
      host,
      reach: async (opened) => {
        const own = ui;
        ui = opened;
        await opened.page.locator('[data-row="0"]').click();
        await opened.page.keyboard.press('Control+Shift+F');
        await dialog().waitFor();
        await then();
        ui = own;
      },
    });
  });
});
