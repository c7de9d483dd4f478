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

const dialog = () => ui.page.getByRole('dialog', { name: 'Set templates' });
const list = () => dialog().getByRole('list', { name: 'Templates' });
const template = () => dialog().getByRole('region', { name: 'The template' });

async function openTemplates(): Promise<void> {
  await ui.page.getByRole('navigation').getByRole('button', { name: 'Set templates' }).click();
  await template().waitFor();
}

test('a set is made by a template and filled with tracks that match it, which get its phases', async () => {
  await openTemplates();
  await list()
    .getByRole('button', { name: /^Open format party/ })
    .click();
  const length = template().getByRole('textbox', { name: 'Length' });
  await length.fill('60');
  await length.press('Enter');
  await template().getByRole('button', { name: 'Create a set…' }).click();
  const fill = ui.page.getByRole('dialog', { name: 'Fill the set "Open format party"' });
  await fill.getByRole('grid', { name: 'The set as it would be' }).waitFor();
  expect(await fill.getByRole('textbox', { name: 'Length' }).inputValue()).toBe('60');
  await fill.getByRole('button', { name: /^Add \d+ tracks$/ }).click();
  await ui.page
    .getByText(/^Filled the set/)
    .first()
    .waitFor();
  const set = ui.host.library().sets.at(-1);
  expect(set?.name).toBe('Open format party');
  expect(set?.entries?.[set.trackIds[0]!]?.phase).toBe('opener');
});

/** Another length of a phase is another length of the whole; energy that contradicts a phase is explained. */
async function reshape(): Promise<void> {
  await template().getByRole('button', { name: 'Change energy and phases' }).press('Enter');
  const length = template().getByRole('textbox', { name: 'Length', exact: true });
  const before = Number(await length.inputValue());
  const opener = template().getByRole('textbox', { name: 'Length of Opener, phase 1' });
  const own = Number(await opener.inputValue());
  await opener.fill('30');
  await opener.press('Enter');
  // Shown and kept in whole minutes.
  const grown = async () => Math.abs(Number(await length.inputValue()) - (before + 30 - own));
  await expect.poll(grown).toBeLessThanOrEqual(1);
  await template().getByRole('combobox', { name: 'Kind of phase 2' }).click();
  await ui.page.getByRole('option', { name: 'Peak', exact: true }).click();
  const peak = template().getByRole('textbox', { name: 'Energy of Peak, phase 2' });
  await peak.fill('1');
  await peak.press('Enter');
  await template()
    .getByText(/is meant to have more energy than the peak/)
    .waitFor();
  await peak.fill('10');
  await peak.press('Enter');
  await expect.poll(() => peak.inputValue()).toBe('10');
  await expect
    .poll(() =>
      template()
        .getByText(/more energy than the peak/)
        .count(),
    )
    .toBe(0);
  expect(await template().getByRole('button', { name: 'Create a set…' }).isDisabled()).toBe(true);
}

test('a template is changed as a new one, exported, and read again', async () => {
  await openTemplates();
  await template().getByRole('textbox', { name: 'Name' }).fill('My Friday');
  await template().getByRole('textbox', { name: 'Genres' }).fill('House, Disco');
  await reshape();
  await template().getByRole('button', { name: 'Save as a new one' }).click();
  await list()
    .getByRole('button', { name: /^My Friday/ })
    .waitFor();
  await expect.poll(() => template().getByRole('textbox', { name: 'Genres' }).inputValue()).toBe('House, Disco');
  const [opener] = await template().getByRole('list', { name: 'Phases' }).getByRole('listitem').allTextContents();
  expect(opener).toBe('Opener, 30 min');
  const downloading = ui.page.waitForEvent('download');
  await template().getByRole('button', { name: 'Export' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('My Friday.json');
  await dialog()
    .getByLabel('Template file')
    .setInputFiles(await download.path());
  await expect
    .poll(() =>
      list()
        .getByRole('button', { name: /^My Friday/ })
        .count(),
    )
    .toBe(2);
});

test('a template is made of a set', async () => {
  await ui.page
    .getByRole('navigation')
    .getByRole('button', { name: 'Actions for the set Saturday warm-up', exact: true })
    .click();
  await ui.page.getByRole('menuitem', { name: 'Make a template of it…' }).click();
  await ui.page.getByRole('dialog').getByRole('button', { name: 'Make template' }).click();
  await openTemplates();
  await list()
    .getByRole('button', { name: /^Saturday warm-up/ })
    .waitFor();
});
