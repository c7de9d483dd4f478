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

const dialog = () => ui.page.getByRole('dialog', { name: /^Fill the set/ });
const list = () => dialog().getByRole('grid', { name: 'The set as it would be' });
const added = () => dialog().getByRole('checkbox', { name: /: added$/ });
const accept = () => dialog().getByRole('button', { name: /^Add \d+ track/ });
const first = () => ui.host.library().sets[0]!;

async function fill(name = 'Saturday warm-up'): Promise<void> {
  await ui.page
    .getByRole('navigation')
    .getByRole('button', { name: `Actions for the set ${name}`, exact: true })
    .click();
  await ui.page.getByRole('menuitem', { name: 'Fill this set…' }).click();
  await dialog().waitFor();
}

async function setLength(minutes: string): Promise<void> {
  const length = dialog().getByRole('textbox', { name: 'Length' });
  await length.fill(minutes);
  await length.press('Enter');
  await list().waitFor();
}

test('a set is filled to a length, looked at first, in part, and undone in one step', async () => {
  const before = first().trackIds;
  await fill();
  await setLength('120');
  await dialog()
    .getByText(/^\d+ tracks, (1 h 5\d|2 h \d) min, \d+ of \d+ transitions without a fault\.$/)
    .waitFor();
  expect(first().trackIds).toEqual(before);
  const offered = Number(/\d+/.exec((await accept().textContent()) ?? '')?.[0]);
  await added().first().click();
  await dialog()
    .getByRole('button', { name: `Add ${offered - 1} tracks` })
    .click();
  await ui.page
    .getByText(`Filled the set: ${offered - 1} tracks added.`)
    .first()
    .waitFor();
  await expect.poll(() => first().trackIds.length).toBe(before.length + offered - 1);
  for (const track of before) expect(first().trackIds).toContain(track);
  await ui.page.keyboard.press('Control+z');
  await expect.poll(() => first().trackIds).toEqual(before);
});

test('where the tracks come from is chosen, and a search that finds nothing says so', async () => {
  await fill('Empty so far');
  await list().waitFor();
  const search = dialog().getByRole('textbox', { name: 'That match' });
  await search.fill('nothing-like-this');
  await search.press('Enter');
  await dialog().getByRole('alert').getByText('There is nothing to fill the set with.').waitFor();
  await search.fill('');
  await search.press('Enter');
  await list().waitFor();
});

test('tracks that are not locked give way where they may, and stay where that is left out', async () => {
  const before = first().trackIds;
  await fill();
  await dialog().getByRole('switch', { name: 'Keep tracks that are not locked' }).click();
  await setLength('15');
  const leaving = dialog().getByRole('checkbox', { name: /: removed$/ });
  await leaving.first().waitFor();
  const count = await leaving.count();
  await leaving.first().click();
  await dialog()
    .getByRole('checkbox', { name: /: removed$/, checked: false })
    .waitFor();
  await dialog()
    .getByRole('button', { name: /^(Add|Take)/ })
    .click();
  await ui.page
    .getByText(/^Filled the set/)
    .first()
    .waitFor();
  const left = first().trackIds.filter((track) => before.includes(track));
  expect(left).toHaveLength(before.length - count + 1);
});

test('a search is stopped, and nothing has changed', async () => {
  const library = ui.host.library();
  const endless = { id: '0192f0c4-0000-7000-8000-0000000000f9' as SetId, name: 'endless', trackIds: [] as TrackId[] };
  library.change('Create set "endless"', { sets: [...library.sets, endless] });
  await fill('endless');
  await dialog().getByRole('progressbar', { name: 'Looking for tracks' }).waitFor();
  await dialog().getByRole('button', { name: 'Stop' }).click();
  await dialog().getByText('Nothing has changed.', { exact: true }).waitFor();
});
