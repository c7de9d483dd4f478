import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
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

const inspector = () => ui.page.getByRole('complementary', { name: 'Inspector' });
const chips = () => inspector().getByRole('list', { name: 'Tags' }).getByRole('listitem').allTextContents();
const field = () => inspector().getByRole('combobox', { name: 'Add to tags' });
const row = (index: number) => ui.page.locator(`[data-row="${index}"]`);
const sidebar = (name: RegExp) => ui.page.getByRole('navigation').getByRole('button', { name }).first();

/** A row whose track has no tag. */
async function selectUntagged(): Promise<void> {
  const page = ui.host.library().query({
    source: { kind: 'all' },
    search: '',
    sort: [{ field: 'artist', direction: 'ascending' }],
  });
  await row(page.findIndex(({ tags }) => tags.length === 0)).click();
}

test('tags are put on a track by typing, a new one as well, and taken off', async () => {
  await selectUntagged();
  await field().fill('sun');
  await ui.page.getByRole('option', { name: 'Sunrise' }).waitFor();
  await field().press('Enter');
  await expect.poll(chips).toEqual(['Sunrise']);
  await field().fill('Rooftop only');
  await field().press('ArrowUp');
  await field().press('Enter');
  await expect.poll(chips).toEqual(['Sunrise', 'Rooftop only']);
  await sidebar(/^Rooftop only/).waitFor();
  await inspector().getByRole('button', { name: 'Take off Sunrise' }).click();
  await expect.poll(chips).toEqual(['Rooftop only']);
  await row(0).focus();
  await ui.page.keyboard.press('Control+z');
  await ui.page.keyboard.press('Control+z');
  await sidebar(/^Rooftop only/).waitFor({ state: 'detached' });
});

test('several tracks show the tags of all and of some, and change together', async () => {
  await ui.page.getByRole('columnheader', { name: 'Title' }).click();
  await row(0).click();
  await row(9).click({ modifiers: ['Shift'] });
  await inspector().getByText('10 tracks selected').waitFor();
  await inspector()
    .getByRole('button', { name: /^Floor filler, on \d of 10: put on all$/ })
    .click();
  await ui.page
    .getByText(/^Changed the tags of/)
    .first()
    .waitFor();
  await inspector()
    .getByRole('button', { name: /^Floor filler, on/ })
    .waitFor({ state: 'detached' });
  await inspector().getByRole('button', { name: 'Take off Floor filler' }).click();
  await expect.poll(async () => (await chips()).join()).not.toContain('Floor filler');
});

test('a tag is made, coloured, moved, renamed and deleted in the sidebar, and lists its tracks', async () => {
  await sidebar(/^New tag/).click();
  await ui.page.getByRole('textbox', { name: 'Name' }).fill('Encore');
  await ui.page.getByRole('button', { name: 'Purple' }).click();
  await ui.page.keyboard.press('Tab');
  await ui.page.getByRole('button', { name: 'Create tag' }).click();
  await sidebar(/^Encore/).waitFor();
  expect(ui.host.library().tags.at(-1)).toMatchObject({ name: 'Encore', colour: '#8e5fd6' });
  await row(0).click();
  await row(2).click({ modifiers: ['Shift'] });
  await row(1)
    .locator('.title-text')
    .dragTo(sidebar(/^Encore/));
  await ui.page.getByText('Changed the tags of 3 tracks.').first().waitFor();
  await sidebar(/^Encore/).click();
  await ui.page
    .getByRole('main', { name: 'Encore' })
    .getByText(/^3 tracks,/)
    .waitFor();
  const menu = async (action: string) => {
    await sidebar(/^Actions for the tag Encore/).click();
    await ui.page.getByRole('menuitem', { name: action }).click();
  };
  await menu('Move up');
  await expect
    .poll(() => ui.host.library().tags.map(({ name }) => name))
    .toEqual(['Floor filler', 'Sunrise', 'Encore', 'Vinyl rip']);
  await menu('Colour');
  await ui.page.getByRole('menuitemradio', { name: 'Green' }).click();
  await expect.poll(() => ui.host.library().tags[2]?.colour).toBe('#4cb563');
  await menu('Rename…');
  await ui.page.getByRole('textbox', { name: 'Name' }).fill('Sunrise');
  await ui.page.keyboard.press('Enter');
  await ui.page.getByText('There is a tag "Sunrise" already.').first().waitFor();
  await menu('Delete');
  await ui.page.getByText('Deleted the tag.').first().waitFor();
  await ui.page.getByRole('button', { name: 'Undo' }).first().click();
  await sidebar(/^Encore/).waitFor();
});

test('tags are put in order by keyboard, which stays on the tag, and by drag', async () => {
  const order = () => ui.host.library().tags.map(({ name }) => name);
  const tag = (name: string) => ui.page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${name} `) });
  const [first = '', second = '', third = ''] = order();
  await tag(first).focus();
  await ui.page.keyboard.press('Alt+ArrowDown');
  await expect.poll(order).toEqual([second, first, third]);
  await ui.page.getByText(`${first} is 2 of 3 now.`).waitFor();
  await expect.poll(() => ui.page.evaluate(() => document.activeElement?.textContent)).toContain(first);
  await ui.page.keyboard.press('Alt+ArrowDown');
  await expect.poll(order).toEqual([second, third, first]);
  await ui.page.keyboard.press('Alt+ArrowDown');
  await ui.page.keyboard.press('Alt+ArrowUp');
  await expect.poll(order).toEqual([second, first, third]);
  await tag(third).dragTo(tag(second), { targetPosition: { x: 20, y: 3 } });
  await expect.poll(order).toEqual([third, second, first]);
  await ui.page.keyboard.press('Control+z');
  await expect.poll(order).toEqual([second, first, third]);
});

test('the column of tags is there when it is wanted', async () => {
  await ui.page.getByRole('button', { name: 'Columns' }).click();
  await ui.page.getByRole('checkbox', { name: 'Tags' }).click();
  await ui.page.keyboard.press('Escape');
  await expect.poll(async () => (await columnTexts(ui.page, 'Tags')).join()).toContain('Floor filler');
});
