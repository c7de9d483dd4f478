import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { closeSharedBrowser, columnTexts, focusPlace, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

beforeEach(async () => {
  ui = await openWindow({ trackCount: 60 });
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const sidebar = (name: RegExp) => ui.page.getByRole('navigation').getByRole('button', { name }).first();
const titles = () => columnTexts(ui.page, 'Title');

async function openSet(name: RegExp): Promise<void> {
  await sidebar(name).click();
  await ui.page.getByRole('columnheader', { name: 'Position in the list' }).waitFor();
}

test('a set lists its tracks in its own order, numbered', async () => {
  await openSet(/^Saturday warm-up/);
  const wanted = ui.host.library().query({
    source: { kind: 'set', setId: ui.host.library().sets[0]!.id },
    search: '',
    sort: [],
  });
  await expect.poll(titles).toEqual(wanted.map((track) => track.title));
  expect((await columnTexts(ui.page, '#')).slice(0, 3)).toEqual(['1', '2', '3']);
});

test('a track moves down by keys and by drag, and undo puts it back', async () => {
  await openSet(/^Saturday warm-up/);
  const before = await titles();
  await ui.page.locator('[data-row="0"]').click();
  await ui.page.keyboard.press('Alt+Shift+ArrowDown');
  await expect.poll(titles).toEqual([before[1], before[0], ...before.slice(2)]);
  await expect.poll(() => focusPlace(ui.page)).toBe('row 1');
  await ui.page
    .locator('[data-row="0"]')
    .dragTo(ui.page.locator('[data-row="3"]'), { targetPosition: { x: 200, y: 24 } });
  await expect.poll(async () => (await titles())[3]).toBe(before[1]);
  await ui.page.keyboard.press('Control+z');
  await ui.page.keyboard.press('Control+z');
  await expect.poll(titles).toEqual(before);
  await parkByDragAndKeys(before);
});

/** On the parking place of a row, which is not between rows; and a suggestion by the keys alone. */
async function parkByDragAndKeys(before: readonly string[]): Promise<void> {
  const over = ui.page.locator('[data-row="2"]');
  await ui.page.locator('[data-row="0"] .title-text').hover();
  await ui.page.mouse.down();
  // A drag is over a row from the second move on, and a busy page may miss one.
  let moves = 0;
  const edgeOver = async (target: Locator): Promise<string | null> => {
    moves += 1;
    await target.hover({ position: { x: 8 + (moves % 2), y: 6 } });
    return over.getAttribute('data-drop');
  };
  await expect.poll(() => edgeOver(over.locator('.title-text'))).toBe('before');
  await expect.poll(() => edgeOver(over.getByText('Park beside it'))).toBe('beside');
  await ui.page.mouse.up();
  await expect.poll(titles).toEqual(before.slice(1));
  await ui.page.locator('[data-row="1"]').getByLabel('1 track parked beside it').waitFor();
  await ui.page.locator('[data-row="1"]').click();
  // Those of before stay until the new ones are there, and a menu goes with its row.
  const inspector = ui.page.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByText(new RegExp(`^Between.*"${before[2]}"`)).waitFor();
  const suggestion = ui.page.getByRole('grid', { name: 'Suggestions' }).getByRole('row').first();
  await suggestion.getByRole('button', { name: /^More about / }).press('Enter');
  await ui.page.getByRole('menuitem', { name: `Park beside "${before[2]}"` }).press('Enter');
  await ui.page.locator('[data-row="1"]').getByLabel('2 tracks parked beside it').waitFor();
}

test('tracks are dragged from the library onto a set', async () => {
  await ui.page.locator('[data-row="0"]').click();
  await ui.page.locator('[data-row="2"]').click({ modifiers: ['Shift'] });
  await ui.page.locator('[data-row="1"] .title-text').dragTo(sidebar(/^Empty so far/));
  await ui.page.getByText('Added 3 tracks to the set.').first().waitFor();
  expect(ui.host.library().sets[2]?.trackIds).toHaveLength(3);
});

test('a suggestion is added to a set by its menu', async () => {
  await ui.page.locator('[data-row="0"]').click();
  const suggestion = ui.page.getByRole('grid', { name: 'Suggestions' }).getByRole('row').first();
  await suggestion.getByRole('button', { name: /^Add .* to a set$/ }).click();
  await ui.page.getByRole('menuitem', { name: 'Empty so far' }).click();
  await ui.page.getByText('Added 1 track to the set.').first().waitFor();
});

test('Delete takes a track out of the set, not out of the library', async () => {
  await openSet(/^Saturday warm-up/);
  await ui.page.locator('[data-row="0"]').click();
  await ui.page.keyboard.press('Delete');
  await ui.page.getByText('8 tracks,').waitFor();
  expect(ui.host.library().tracks).toHaveLength(60);
});

test('a set is renamed and deleted from the sidebar', async () => {
  await sidebar(/^Actions for the set Rooftop/).click();
  await ui.page.getByRole('menuitem', { name: 'Rename…' }).click();
  await ui.page.getByRole('textbox', { name: 'Name' }).fill('Rooftop, late');
  await ui.page.keyboard.press('Enter');
  await sidebar(/^Rooftop, late/).waitFor();
  await sidebar(/^Actions for the set Rooftop/).click();
  await ui.page.getByRole('menuitem', { name: 'Delete…' }).click();
  await ui.page.getByRole('button', { name: 'Delete set' }).click();
  await expect.poll(() => sidebar(/^Rooftop, late/).count()).toBe(0);
  await ui.page.getByRole('button', { name: 'Undo' }).click();
  await sidebar(/^Rooftop, late/).waitFor();
});
