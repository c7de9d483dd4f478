import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { fakeCrateId } from '#test/support/fake-host/fake-collections.ts';
import { closeSharedBrowser, columnTexts, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

beforeEach(async () => {
  ui = await openWindow({ trackCount: 60 });
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const press = (...keys: readonly string[]) =>
  keys.reduce((before, key) => before.then(() => ui.page.keyboard.press(key)), Promise.resolve());
const item = (name: string) => ui.page.getByRole('treeitem', { name: new RegExp(`^${name} \\d`) });
const row = (index: number) => ui.page.locator(`[data-row="${index}"]`);
const titles = () => columnTexts(ui.page, 'Title');
const crate = (name: string) => ui.host.library().crates.find((each) => each.name === name)!;
/** What the tree shows, a line each, indented by level. */
const tree = () =>
  ui.page
    .getByRole('treeitem')
    .evaluateAll((items) =>
      items.map((each) => '.'.repeat(Number(each.ariaLevel) - 1) + (each.querySelector('[title]')?.textContent ?? '')),
    );
/** The crate that has the keyboard. */
const focused = () => ui.page.locator('*:focus [title]').first().textContent();

test('a folder and a crate in it are made, the crate is filled by keys, and undo takes it all back', async () => {
  await ui.page.getByRole('navigation').getByRole('button', { name: 'New crate' }).click();
  await ui.page.getByRole('menuitem', { name: 'New folder…' }).click();
  await ui.page.getByRole('textbox', { name: 'Name' }).fill('Summer');
  await press('Enter');
  await item('Summer').focus();
  await press('Shift+F10');
  await ui.page.getByRole('menuitem', { name: 'New crate in it…' }).click();
  await ui.page.getByText('In the folder "Summer".').waitFor();
  await ui.page.getByRole('textbox', { name: 'Name' }).fill('Beach');
  await press('Enter');
  await ui.page.getByRole('main', { name: 'Beach' }).getByText('This crate is empty').waitFor();
  await expect.poll(tree).toContain('.Beach');
  await ui.page.getByRole('button', { name: /^All tracks/ }).click();
  await row(0).click();
  await press('Shift+ArrowDown', 'Alt+c');
  await ui.page.getByRole('dialog', { name: 'Add 2 tracks to a crate' }).waitFor();
  await ui.page.keyboard.type('bea');
  await press('Enter');
  await ui.page.getByText('Added 2 tracks to the crate.').first().waitFor();
  await ui.page.getByRole('treeitem', { name: 'Beach 2 tracks, crate' }).waitFor();
  await ui.page.getByRole('treeitem', { name: 'Summer 2 tracks, folder' }).waitFor();
  await press('Control+z', 'Control+z', 'Control+z');
  await expect.poll(() => item('Summer').count()).toBe(0);
});

test('tracks are dragged onto a crate, reordered in it together, and taken out', async () => {
  await row(0).click();
  await row(2).click({ modifiers: ['Shift'] });
  await row(1).locator('.title-text').dragTo(item('Nothing in it'));
  await ui.page.getByText('Added 3 tracks to the crate.').first().waitFor();
  await item('Nothing in it').click();
  await ui.page.getByRole('columnheader', { name: 'Position in the list' }).waitFor();
  await expect.poll(async () => (await titles()).length).toBe(3);
  const [a, b, c] = await titles();
  await row(0).click();
  await row(1).click({ modifiers: ['Shift'] });
  await row(0).dragTo(row(2), { targetPosition: { x: 200, y: 24 } });
  await expect.poll(titles).toEqual([c, a, b]);
  await row(2).click();
  await press('Alt+Shift+ArrowUp');
  await expect.poll(titles).toEqual([c, b, a]);
  await press('Control+z', 'Control+z');
  await expect.poll(titles).toEqual([a, b, c]);
  await row(1).click();
  await press('Delete');
  await ui.page.getByText('Removed 1 track from the crate.').first().waitFor();
  expect(ui.host.library().tracks).toHaveLength(60);
});

test('the tree is walked, opened, renamed and emptied by keys alone', async () => {
  expect(await tree()).toEqual(['House nights', 'To sort', 'Nothing in it']);
  await item('House nights').focus();
  await press('ArrowRight');
  await expect.poll(tree).toEqual(['House nights', '.Openers', '.Basement', '.Around 125', 'To sort', 'Nothing in it']);
  await press('ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'Enter');
  await ui.page.getByRole('main', { name: 'Long blends' }).waitFor();
  expect(await item('Long blends').getAttribute('aria-selected')).toBe('true');
  expect(await item('Long blends').getAttribute('aria-level')).toBe('3');
  await press('F2');
  await ui.page.keyboard.type('Longest');
  await press('Enter');
  await item('Longest').waitFor();
  await expect.poll(focused).toBe('Longest');
  await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Delete');
  await ui.page.getByText('Deleted it with 4 more inside').first().waitFor();
  await expect.poll(tree).toEqual(['To sort', 'Nothing in it']);
  await expect.poll(focused).toBe('To sort');
  await ui.page.getByRole('button', { name: 'Undo' }).click();
  await item('House nights').waitFor();
});

test('crates change places by drags and by keys; nothing goes into itself', async () => {
  await item('House nights').focus();
  await press('ArrowRight');
  // What stands below moves down by what has come: it is taken where it stands then.
  await item('Openers').waitFor();
  await item('To sort').dragTo(item('Openers'), { targetPosition: { x: 60, y: 3 } });
  await expect
    .poll(tree)
    .toEqual(['House nights', '.To sort', '.Openers', '.Basement', '.Around 125', 'Nothing in it']);
  await item('To sort').focus();
  await press('Alt+Shift+ArrowLeft');
  await expect.poll(tree).toEqual(['House nights', '.Openers', '.Basement', '.Around 125', 'To sort', 'Nothing in it']);
  await press('Alt+Shift+ArrowDown');
  await expect.poll(async () => (await tree()).slice(-2)).toEqual(['Nothing in it', 'To sort']);
  await item('House nights').dragTo(item('Basement'));
  await item('Nothing in it').dragTo(item('House nights'), { targetPosition: { x: 60, y: 13 } });
  await expect.poll(() => crate('Nothing in it').parentId).toBe(crate('House nights').id);
  expect(crate('House nights').parentId).toBeNull();
});

test('a smart crate is made of a search, says what is wrong with one, and follows the tracks', async () => {
  await ui.page.getByLabel('Search the tracks').fill('bpm:123-127');
  await ui.page.getByRole('button', { name: 'Save as smart crate' }).click();
  const dialog = ui.page.getByRole('dialog', { name: 'New smart crate' });
  await dialog.getByLabel('Name').fill('Mid tempo');
  await dialog.getByText(/^Finds \d+ tracks? now\.$/).waitFor();
  await dialog.getByLabel('Search').fill('bpm:x');
  await dialog.getByRole('alert').waitFor();
  expect(await dialog.getByRole('button', { name: 'Create smart crate' }).isDisabled()).toBe(true);
  await dialog.getByLabel('Search').fill('warehouse9');
  await dialog.getByText('Finds 0 tracks now.').waitFor();
  await press('Enter');
  await ui.page.getByRole('main', { name: 'Mid tempo' }).getByText('No track fits this smart crate').waitFor();
  await ui.page.getByRole('button', { name: /^All tracks/ }).click();
  await row(3).click();
  await press('F2');
  await ui.page.keyboard.type('Warehouse9');
  await press('Enter');
  await ui.page.getByRole('treeitem', { name: 'Mid tempo 1 track, smart crate' }).waitFor();
  await item('Mid tempo').click();
  await expect.poll(titles).toEqual(['Warehouse9']);
});

test('a crate becomes a set and a set a crate by their menus', async () => {
  await item('To sort').click({ button: 'right' });
  await ui.page.getByRole('menuitem', { name: 'Make a set of it' }).click();
  await ui.page.getByText('Made the set "To sort".').first().waitFor();
  const navigation = ui.page.getByRole('navigation');
  await navigation.getByRole('button', { name: /^Actions for the set Saturday/ }).click();
  await ui.page.getByRole('menuitem', { name: 'Make a crate of it' }).click();
  await ui.page.getByRole('treeitem', { name: 'Saturday warm-up 9 tracks, crate' }).waitFor();
});

test('2,000 folders nested 50 deep: few lines are in the document, and the keyboard reaches the last', async () => {
  ui.host.restart({ trackCount: 60, deepCrates: 2000 });
  await item('Level 1').first().waitFor();
  await item('To sort').focus();
  await press('End', 'ArrowRight');
  for (let level = 2; level <= 50; level += 1) await press('ArrowRight', 'ArrowRight');
  await expect.poll(focused).toBe('Level 2000');
  expect(await ui.page.locator('*:focus').getAttribute('aria-level')).toBe('50');
  expect(await ui.page.getByRole('treeitem').count()).toBeLessThan(60);
  await press('Home');
  await expect.poll(focused).toBe('House nights');
});

test('of a track that stands in a crate twice, the one row that is selected is taken out, sorted or not', async () => {
  const library = ui.host.library();
  const [a, b] = library.tracks.map(({ id }) => id);
  if (a === undefined || b === undefined) throw new Error('no tracks');
  const twice = { ...crate('Nothing in it'), id: fakeCrateId(90), name: 'Twice', trackIds: [a, b, a] };
  library.change('Import "Twice"', { crates: [...library.crates, twice] });
  await item('Twice').click();
  await expect.poll(() => titles().then(({ length }) => length)).toBe(3);
  await row(2).click();
  // The other row of the track is not what the keys mean.
  expect(await row(0).getAttribute('aria-selected')).toBe('false');
  expect(await row(2).getAttribute('aria-selected')).toBe('true');
  await press('Delete');
  await ui.page.getByText('Removed 1 track from the crate.').first().waitFor();
  await expect.poll(() => crate('Twice').trackIds).toEqual([a, b]);
  await press('Control+z');
  await expect.poll(() => crate('Twice').trackIds).toEqual([a, b, a]);
  await row(0).click({ button: 'right' });
  await ui.page.getByRole('menuitem', { name: 'Remove from the crate' }).click();
  await expect.poll(() => crate('Twice').trackIds).toEqual([b, a]);
});
