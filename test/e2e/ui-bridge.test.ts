import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

beforeEach(async () => {
  ui = await openWindow({ trackCount: 60 });
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const dialog = () => ui.page.getByRole('dialog', { name: 'Find a way between two tracks' });
const ways = () => dialog().getByRole('radio');
const row = (index: number) => ui.page.locator(`[data-row="${index}"] .title-text`);

test('tracks are put between two of a set, by the second way as well, and undone', async () => {
  await ui.page
    .getByRole('navigation')
    .getByRole('button', { name: /^Saturday warm-up/ })
    .first()
    .click();
  await ui.page.getByRole('columnheader', { name: 'Position in the list' }).waitFor();
  const before = ui.host.library().sets[0]?.trackIds ?? [];
  await row(1).click({ button: 'right' });
  await ui.page.getByRole('menuitem', { name: 'Find a way to the next track…' }).click();
  await ways().nth(1).waitFor();
  expect(await ways().count()).toBeLessThanOrEqual(4);
  await ways().first().focus();
  await ui.page.keyboard.press('ArrowDown', { delay: 100 });
  await expect.poll(() => ways().nth(1).getAttribute('aria-checked')).toBe('true');
  const add = dialog().getByRole('button', { name: /^Add \d tracks?$/ });
  const count = Number(/\d/.exec((await add.textContent()) ?? '')?.[0]);
  await add.click();
  await expect.poll(() => ui.host.library().sets[0]?.trackIds.length).toBe(before.length + count);
  const after = ui.host.library().sets[0]?.trackIds ?? [];
  expect([...after.slice(0, 2), ...after.slice(2 + count)]).toEqual(before);
  await ui.page.keyboard.press('Control+z');
  await expect.poll(() => ui.host.library().sets[0]?.trackIds).toEqual(before);
});

test('a way between any two tracks becomes a set, also the other way round', async () => {
  const count = ui.host.library().sets.length;
  await row(2).click();
  await row(9).click({ modifiers: ['Control'] });
  await row(9).click({ button: 'right' });
  await ui.page.getByRole('menuitem', { name: 'Find a way between them…' }).click();
  await ways().first().waitFor();
  const description = dialog().getByText(/^From /);
  const there = await description.textContent();
  await dialog().getByRole('button', { name: 'The other way round' }).click();
  await expect.poll(() => description.textContent()).not.toBe(there);
  await dialog().getByRole('combobox', { name: 'Between them at most' }).click();
  await ui.page.getByRole('option', { name: '1 track' }).click();
  await expect.poll(() => dialog().getByText('1 track between').count()).toBeGreaterThan(0);
  await dialog().getByRole('button', { name: 'Make a set of it' }).click();
  await expect.poll(() => ui.host.library().sets.length).toBe(count + 1);
});
