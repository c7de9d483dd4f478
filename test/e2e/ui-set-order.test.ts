import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
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

const dialog = () => ui.page.getByRole('dialog', { name: /^Order the set/ });
const moves = () => dialog().getByRole('checkbox');
const list = () => dialog().getByRole('grid', { name: 'The set in its new order' });
const accept = () => dialog().getByRole('button', { name: /^Move \d+ track/ });
const first = () => ui.host.library().sets[0]!;

async function order(name = 'Saturday warm-up'): Promise<void> {
  await ui.page
    .getByRole('navigation')
    .getByRole('button', { name: `Actions for the set ${name}`, exact: true })
    .click();
  await ui.page.getByRole('menuitem', { name: 'Order this set…' }).click();
  await dialog().waitFor();
}

function addSet(name: string, trackIds: readonly TrackId[]): void {
  const library = ui.host.library();
  const set = { id: `0192f0c4-0000-7000-8000-0000000000f${library.sets.length}` as SetId, name, trackIds };
  library.change(`Create set "${name}"`, { sets: [...library.sets, set] });
}

test('an order is shown as a difference, accepted whole, and undone', async () => {
  const before = first().trackIds;
  await order();
  await list().waitFor();
  await dialog()
    .getByText(/transitions without a fault/)
    .waitFor();
  expect(first().trackIds).toEqual(before);
  expect(await moves().first().getAttribute('aria-label')).toMatch(/: (up|down) from \d+ to \d+$/);
  await accept().click();
  await ui.page
    .getByText(/^Ordered the set/)
    .first()
    .waitFor();
  await expect.poll(() => first().trackIds).not.toEqual(before);
  expect(first().trackIds.toSorted()).toEqual(before.toSorted());
  await ui.page.keyboard.press('Control+z');
  await expect.poll(() => first().trackIds).toEqual(before);
});

test('a part of it is taken: a move without its tick is not made', async () => {
  const before = first().trackIds;
  await order();
  await list().waitFor();
  const count = await moves().count();
  for (let n = 0; n < count - 1; n += 1) await dialog().getByRole('checkbox', { checked: true }).first().click();
  await dialog().getByText(`1 of ${count} moves taken.`).waitFor();
  await dialog().getByRole('button', { name: 'Move 1 track' }).click();
  await ui.page
    .getByText(/^Ordered the set/)
    .first()
    .waitFor();
  await expect.poll(() => first().trackIds).not.toEqual(before);
});

test('locked tracks stay and say so', async () => {
  const library = ui.host.library();
  const set = first();
  const [track] = set.trackIds as [TrackId];
  const plan = { phase: null, notes: '', locked: true, alternatives: [] };
  library.replaceSet('Lock', { ...set, entries: { [track]: plan } });
  await order();
  await list().getByText('locked', { exact: true }).waitFor();
  await accept().click();
  await ui.page
    .getByText(/^Ordered the set/)
    .first()
    .waitFor();
  expect(first().trackIds[0]).toBe(track);
});

test('another energy has another order looked for', async () => {
  await order();
  await list().waitFor();
  await dialog().getByRole('combobox', { name: 'Energy' }).click();
  await ui.page.getByRole('option', { name: 'Closing' }).click();
  await list().waitFor();
  await dialog().getByRole('combobox', { name: 'Energy' }).getByText('Closing').waitFor();
});

test('a search is stopped, and nothing has changed', async () => {
  addSet('endless', first().trackIds);
  await order('endless');
  await dialog().getByRole('progressbar', { name: 'Looking for an order' }).waitFor();
  await dialog().getByRole('button', { name: 'Stop' }).click();
  await dialog().getByText('Nothing has changed.', { exact: true }).waitFor();
  await dialog().getByRole('button', { name: 'Try again' }).click();
  await dialog().getByRole('progressbar', { name: 'Looking for an order' }).waitFor();
});

test('a search that fails says what to do; so does a set with nothing to order', async () => {
  addSet('broken', first().trackIds);
  await order('broken');
  await dialog().getByRole('alert').getByText('Nothing has changed. Try again.').waitFor();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await order('Empty so far');
  await dialog().getByRole('alert').getByText('Add some first.').waitFor();
});

test('an order that is not up to date any more is refused, and the set stays as it is', async () => {
  await order();
  await list().waitFor();
  const set = first();
  ui.host.library().replaceSet('Elsewhere', { ...set, trackIds: set.trackIds.toReversed() });
  await accept().click();
  await ui.page
    .getByText(/The set has changed since this order was found/)
    .first()
    .waitFor();
  expect(first().trackIds).toEqual(set.trackIds.toReversed());
});

test('by keyboard: the palette orders the set on show, arrows go over its rows, Space takes a move back', async () => {
  await ui.page
    .getByRole('navigation')
    .getByRole('button', { name: /^Saturday warm-up/ })
    .first()
    .click();
  await ui.page.getByRole('columnheader', { name: 'Position in the list' }).waitFor();
  await ui.page.keyboard.press('Control+k');
  await ui.page.keyboard.type('order this set');
  await ui.page.keyboard.press('Enter');
  await list().waitFor();
  const row = () =>
    ui.page.evaluate(() => Number(document.activeElement?.closest('[data-row]')?.getAttribute('data-row') ?? -1));
  await moves().first().focus();
  const at = await row();
  await ui.page.keyboard.press('Space');
  await dialog()
    .getByText(/ of \d+ moves? taken\./)
    .waitFor();
  expect(await row()).toBe(at);
  await ui.page.keyboard.press('ArrowDown');
  await expect.poll(row).toBe(at + 1);
});
