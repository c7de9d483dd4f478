import type { Page } from 'playwright-core';
import { afterAll, describe, test } from 'vitest';
import { expectAccessible, type Screen } from '#test/support/accessible-screens.ts';
import { closeSharedBrowser } from '#test/support/ui-window.ts';

const item = (page: Page, name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name} \\d`) });

async function openTree(page: Page): Promise<void> {
  await item(page, 'House nights').focus();
  await page.keyboard.press('ArrowRight');
  await item(page, 'Openers').waitFor();
}

async function fromMenu(page: Page, crate: string, action: string): Promise<void> {
  await item(page, crate).click({ button: 'right' });
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

const SCREENS: readonly Screen[] = [
  { name: 'no crates and no sets', host: { trackCount: 12 } },
  {
    name: 'an open tree with a crate on show',
    reach: async ({ page }) => {
      await openTree(page);
      await item(page, 'Openers').click();
      await page.getByRole('columnheader', { name: 'Position in the list' }).waitFor();
    },
  },
  {
    name: 'an empty crate',
    reach: async ({ page }) => {
      await item(page, 'Nothing in it').click();
      await page.getByText('This crate is empty').waitFor();
    },
  },
  {
    name: 'a deep tree',
    host: { deepCrates: 50 },
    reach: async ({ page }) => {
      await item(page, 'Level 1').focus();
      for (let level = 1; level < 20; level += 1) {
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('ArrowRight');
      }
    },
  },
  {
    name: 'a name that is being typed',
    reach: async ({ page }) => {
      await item(page, 'To sort').focus();
      await page.keyboard.press('F2');
      await page.getByRole('textbox', { name: 'New name of To sort' }).waitFor();
    },
  },
  {
    name: 'the menu of a folder with its colours',
    reach: async ({ page }) => {
      await item(page, 'House nights').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Colour' }).press('ArrowRight');
      await page.getByRole('menuitemradio', { name: 'Green' }).waitFor();
    },
  },
  {
    name: 'what can be made',
    reach: async ({ page }) => {
      await page.getByRole('navigation').getByRole('button', { name: 'New crate' }).click();
      await page.getByRole('menuitem', { name: 'New folder…' }).waitFor();
    },
  },
  {
    name: 'a new crate in a folder',
    reach: ({ page }) => fromMenu(page, 'House nights', 'New crate in it…'),
  },
  {
    name: 'a smart crate with a fault in its search',
    reach: async ({ page }) => {
      await openTree(page);
      await fromMenu(page, 'Around 125', 'Name and search…');
      await page.getByRole('dialog').getByLabel('Search').fill('deep bpm:x');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'a choice of crates',
    reach: async ({ page }) => {
      await page.locator('[data-row="0"]').click();
      await page.keyboard.press('Alt+c');
      await page.getByRole('option', { name: /^Openers/ }).waitFor();
    },
  },
  {
    name: 'tags of a track with completion',
    reach: async ({ page }) => {
      await page.locator('[data-row="1"]').click();
      await page.getByRole('combobox', { name: 'Add to tags' }).fill('s');
      await page.getByRole('option', { name: 'New: s' }).waitFor();
    },
  },
  {
    name: 'tags of several tracks and in the table',
    reach: async ({ page }) => {
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('checkbox', { name: 'Tags' }).click();
      await page.keyboard.press('Escape');
      await page.locator('[data-row="0"]').click();
      await page.locator('[data-row="9"]').click({ modifiers: ['Shift'] });
      await page
        .getByRole('button', { name: /: put on all$/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'a new tag',
    reach: async ({ page }) => {
      await page.getByRole('navigation').getByRole('button', { name: 'New tag' }).click();
      await page.getByRole('dialog', { name: 'New tag' }).waitFor();
    },
  },
  {
    name: 'the menu of a tag',
    reach: async ({ page }) => {
      await page.getByRole('button', { name: 'Actions for the tag Sunrise' }).click();
      await page.getByRole('menuitem', { name: 'Move up' }).waitFor();
    },
  },
];

afterAll(closeSharedBrowser);

describe('axe finds no fault in crates and tags:', () => {
  test.each(SCREENS)('$name', expectAccessible);
});
