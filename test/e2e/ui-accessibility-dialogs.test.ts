import type { Page } from 'playwright-core';
import { afterAll, describe, test } from 'vitest';
import { expectAccessible, type Screen } from '#test/support/accessible-screens.ts';
import { closeSharedBrowser } from '#test/support/ui-window.ts';

const menuOf = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('button', { name, exact: true }).click();

/** Opens the menu of a sidebar entry, takes one of its items and waits for the dialog. */
async function openFromSidebar(page: Page, entry: string, item: string, dialog: string | RegExp): Promise<void> {
  await menuOf(page, `Actions for the ${entry}`);
  await page.getByRole('menuitem', { name: item }).click();
  await page.getByRole('dialog', { name: dialog }).waitFor();
}

async function openLibrarySettings(page: Page): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Library and help' }).click();
  await page.getByRole('region', { name: 'Backups' }).waitFor();
}

/** Opens a set and presses a button of its tool bar. */
async function openFromSet(page: Page, set: string, button: string | RegExp): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${set}`) })
    .first()
    .click();
  await page.getByRole('group', { name: 'Set tools' }).getByRole('button', { name: button }).click();
}

const DIALOGS: readonly Screen[] = [
  {
    name: 'a set with its chart and its checks, and the plan of a track',
    reach: async ({ page }) => {
      await openFromSet(page, 'Rooftop closing', /warning/);
      await page.getByRole('grid', { name: 'Checks of the set' }).waitFor();
      await page.locator('[data-row="1"]').click();
      await page.locator('[data-row="1"]').click({ button: 'right' });
      await page.getByRole('menuitem', { name: /^Park beside/ }).click();
      await page.locator('[data-row="0"]').click();
      await page.getByRole('grid', { name: 'Parked tracks' }).waitFor();
    },
  },
  {
    name: 'the plan of a set, with an arc to draw',
    reach: async ({ page }) => {
      await openFromSet(page, 'Rooftop closing', 'Plan…');
      await page.getByRole('combobox', { name: 'Energy arc' }).click();
      await page.getByRole('option', { name: 'Drawn by hand' }).click();
      await page.getByRole('slider', { name: 'Energy at 0 %' }).waitFor();
    },
  },
  {
    name: 'the transitions of a set',
    reach: async ({ page }) => {
      await openFromSet(page, 'Rooftop closing', 'Transitions…');
      await page.getByRole('slider', { name: 'Shift of the next track in beats' }).waitFor();
    },
    // Rendering one of them.
    next: async ({ page }) => {
      await page.getByRole('dialog').getByRole('button', { name: 'Render…' }).click();
      const rendering = page.getByRole('dialog', { name: 'Render to an audio file' });
      await rendering.getByLabel('File name').fill('there.mp3');
      await rendering.getByRole('button', { name: 'Render', exact: true }).click();
      await rendering.getByRole('alert').waitFor();
    },
  },
  {
    name: 'the versions of a set',
    reach: async ({ page }) => {
      await openFromSet(page, 'Rooftop closing', 'Versions…');
      await page.getByRole('button', { name: 'Save as it is now' }).click();
      await page.getByRole('grid', { name: 'Saved versions' }).waitFor();
    },
  },
  {
    name: 'a set that was played',
    reach: async ({ page }) => {
      await openFromSet(page, 'Rooftop closing', 'Played…');
      await page.getByRole('dialog').getByLabel('Started').waitFor();
    },
  },
  {
    name: 'an order of a set',
    reach: async ({ page }) => {
      await openFromSidebar(page, 'set Saturday warm-up', 'Order this set…', /^Order the set/);
      await page.getByRole('grid', { name: 'The set in its new order' }).waitFor();
    },
  },
  {
    name: 'a set that is filled',
    reach: async ({ page }) => {
      await openFromSidebar(page, 'set Saturday warm-up', 'Fill this set…', /^Fill the set/);
      await page.getByRole('grid', { name: 'The set as it would be' }).waitFor();
    },
  },
  {
    name: 'ways between two tracks',
    reach: async ({ page }) => {
      await page.locator('[data-row="2"] .title-text').click();
      await page.locator('[data-row="9"] .title-text').click({ modifiers: ['Control'] });
      await page.locator('[data-row="9"] .title-text').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Find a way between them…' }).click();
      await page.getByRole('radio').first().waitFor();
    },
  },
  {
    name: 'played nights',
    reach: async ({ page }) => {
      await page.getByRole('navigation').getByRole('button', { name: 'Played nights' }).click();
      await page.getByRole('grid', { name: 'Tracks of the night' }).getByRole('button').nth(2).click();
      await page.getByRole('radio', { name: 'Played with it' }).click();
      await page.getByRole('grid', { name: 'Played after it' }).waitFor();
    },
  },
  {
    name: 'set templates',
    reach: async ({ page }) => {
      await page.getByRole('navigation').getByRole('button', { name: 'Set templates' }).click();
      await page.getByRole('region', { name: 'The template' }).waitFor();
    },
  },
  {
    name: 'a set with nothing to order',
    reach: async ({ page }) => {
      await openFromSidebar(page, 'set Empty so far', 'Order this set…', /^Order the set/);
      await page.getByRole('dialog').getByRole('alert').waitFor();
    },
  },
  {
    name: 'settings, with backups',
    reach: async ({ page }) => {
      await openLibrarySettings(page);
      await page.getByRole('grid', { name: 'Backups' }).waitFor();
    },
  },
  {
    name: 'settings, whose backups cannot be read',
    host: { backups: 'failing' },
    reach: async ({ page }) => {
      await openLibrarySettings(page);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'restore a backup',
    reach: async ({ page }) => {
      await openLibrarySettings(page);
      await page
        .getByRole('button', { name: /^Restore the backup of/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Restore this backup' }).click();
      await page.getByRole('progressbar', { name: 'Restoring' }).waitFor();
    },
  },
  {
    name: 'export an archive',
    reach: async ({ page }) => {
      await openLibrarySettings(page);
      await page.getByRole('button', { name: 'Export library archive…' }).click();
      await page.getByRole('button', { name: 'Choose this folder' }).click();
      await page.getByRole('dialog', { name: 'Export library archive' }).waitFor();
    },
  },
  {
    name: 'open an archive',
    reach: async ({ page }) => {
      await openLibrarySettings(page);
      await page.getByRole('button', { name: 'Open library archive…' }).click();
      const chooser = page.getByRole('dialog', { name: 'Open library archive' });
      await chooser.getByRole('grid', { name: 'Folders and archives in here' }).getByRole('row').nth(1).waitFor();
    },
  },
  {
    name: 'scan problems',
    host: { unreadable: 30 },
    reach: async ({ page }) => {
      await page.getByRole('button', { name: '30 unreadable' }).click();
      await page.getByRole('dialog', { name: 'Files that could not be read' }).waitFor();
    },
  },
  {
    name: 'remove tracks',
    reach: async ({ page }) => {
      await page.locator('[data-row="0"]').click();
      await page.keyboard.press('Delete');
      await page.getByRole('dialog', { name: 'Remove 1 track from the library?' }).waitFor();
    },
  },
  {
    name: 'remove a folder',
    reach: ({ page }) => openFromSidebar(page, 'folder collection', 'Remove from the library…', /^Remove this folder/),
  },
  {
    name: 'rename a set',
    reach: ({ page }) => openFromSidebar(page, 'set Saturday warm-up', 'Rename…', 'Rename set'),
  },
  {
    name: 'delete a set',
    reach: ({ page }) => openFromSidebar(page, 'set Saturday warm-up', 'Delete…', /^Delete the set/),
  },
];

const MENUS: readonly Screen[] = [
  {
    name: 'a folder',
    reach: async ({ page }) => {
      await menuOf(page, 'Actions for the folder collection');
      await page.getByRole('menuitem', { name: 'Scan again' }).waitFor();
    },
  },
  {
    name: 'a tag',
    reach: async ({ page }) => {
      await menuOf(page, 'Actions for the tag Floor filler');
      await page.getByRole('menuitem', { name: 'Move down' }).waitFor();
    },
  },
  {
    name: 'a set',
    reach: async ({ page }) => {
      await menuOf(page, 'Actions for the set Saturday warm-up');
      await page.getByRole('menuitem', { name: 'Rename…' }).waitFor();
    },
  },
  {
    name: 'a suggestion',
    reach: async ({ page }) => {
      await page.locator('[data-row="0"]').click();
      const suggestion = page.getByRole('grid', { name: 'Suggestions' }).getByRole('row').first();
      await suggestion.getByRole('button', { name: /^Add .* to a set$/ }).click();
      await page.getByRole('menuitem', { name: 'New set…' }).waitFor();
    },
  },
];

afterAll(closeSharedBrowser);

describe('axe finds no fault in the dialog', () => {
  test.each(DIALOGS)('$name', expectAccessible);
});
describe('axe finds no fault in the menu of', () => {
  test.each(MENUS)('$name', expectAccessible);
});
