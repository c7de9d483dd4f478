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

const main = () => ui.page.getByRole('main', { name: 'Played nights' });
const night = () => main().getByRole('region', { name: 'The night' });
const tracks = () => night().getByRole('grid', { name: 'Tracks of the night' });

async function openNights(): Promise<void> {
  await ui.page.getByRole('navigation').getByRole('button', { name: 'Played nights' }).click();
  await tracks().locator('[data-row="0"]').waitFor();
}

test('nights are looked at by month and day, with venue and notes, and become sets', async () => {
  await openNights();
  await night().getByRole('heading', { name: 'Cellar' }).waitFor();
  await main()
    .getByRole('button', { name: /^6: .*6 November 2026, 9 tracks$/ })
    .click();
  await night()
    .getByText(/, 9 tracks, from Mixxx$/)
    .waitFor();
  await main().getByRole('button', { name: 'Earlier month' }).click();
  await night().getByRole('heading', { name: 'Halloween' }).waitFor();
  const venue = night().getByRole('textbox', { name: 'Venue' });
  await venue.fill('Warehouse');
  await venue.press('Enter');
  await expect.poll(() => ui.host.library().history().undo).toBe('Change what is known of a night');
  await expect.poll(() => venue.inputValue()).toBe('Warehouse');
  const count = ui.host.library().sets.length;
  await night().getByRole('button', { name: 'Make a set of it' }).click();
  await expect.poll(() => ui.host.library().sets.length).toBe(count + 1);
  expect(ui.host.library().sets.at(-1)).toMatchObject({ name: 'Halloween' });
});

test('by keyboard: arrows go over the tracks of a night, which the inspector shows with what was played beside them', async () => {
  await openNights();
  await tracks().getByRole('button').first().focus();
  await ui.page.keyboard.press('ArrowDown');
  const inspector = ui.page.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByRole('radio', { name: 'Played with it' }).click();
  await inspector.getByRole('grid', { name: 'Played after it' }).getByRole('row').first().waitFor();
  await inspector
    .getByText(/^\d times?, last on 2026-/)
    .first()
    .waitFor();
});

test('a night is removed from the history', async () => {
  await openNights();
  await night().getByRole('button', { name: 'Remove from the history' }).click();
  await ui.page.getByText('Removed 18 plays from the history.').first().waitFor();
  await main().getByText('2 nights').waitFor();
});

test('an empty history says how it fills', async () => {
  await ui.close();
  ui = await openWindow({ trackCount: 1 });
  ui.host.library().change('Remove', { tracks: [] });
  await ui.page.getByRole('navigation').getByRole('button', { name: 'Played nights' }).click();
  await main().getByText('Nothing played yet').waitFor();
});
