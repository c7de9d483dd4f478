import type { Page } from 'playwright-core';
import { afterAll, describe, test } from 'vitest';
import { expectAccessible, type Screen } from '#test/support/accessible-screens.ts';
import { closeSharedBrowser, type UiWindow } from '#test/support/ui-window.ts';

/** Puts a track with a grid on the deck. */
async function load(page: Page): Promise<void> {
  await page
    .locator('[data-row][data-missing="false"]', { has: page.locator('[data-waveform-of]') })
    .first()
    .click();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await page.keyboard.press(' ');
}

const pad = (page: Page, name: RegExp) => page.getByRole('toolbar', { name: 'Hot cues' }).getByRole('button', { name });

/** A hot cue, a memory cue and their list. */
async function setCues({ page }: UiWindow): Promise<void> {
  await load(page);
  await page.keyboard.press('Alt+1');
  await pad(page, /^Hot cue 1, 0/).waitFor();
  await page.keyboard.press('Alt+m');
  await page.getByRole('button', { name: 'List of cue points' }).click();
  await page
    .getByRole('grid', { name: 'Cue points' })
    .getByRole('button', { name: /^Memory cue/ })
    .first()
    .waitFor();
}

async function openGrid({ page }: UiWindow): Promise<void> {
  await load(page);
  await page.keyboard.press('Alt+g');
  await page.getByRole('toolbar', { name: 'Beat grid' }).waitFor();
}

const SCREENS: readonly Screen[] = [
  {
    name: 'cue points and the grid tools of an edited grid',
    reach: async (ui) => {
      await setCues(ui);
      await ui.page.keyboard.press('Alt+g');
      await ui.page.getByRole('button', { name: /^Shift the grid 10 ms later/ }).click();
      await ui.page.getByRole('button', { name: /^Use the analysis again/ }).waitFor();
    },
  },
  {
    name: 'a locked grid',
    reach: async (ui) => {
      await openGrid(ui);
      await ui.page.getByRole('button', { name: /^Lock the grid/ }).click();
      await ui.page.getByLabel('Locked', { exact: true }).waitFor();
    },
  },
  {
    name: 'the segments of a grid',
    reach: async (ui) => {
      await openGrid(ui);
      await ui.page.getByRole('button', { name: '1 segment' }).click();
      await ui.page.getByRole('grid', { name: 'Segments' }).waitFor();
    },
  },
  {
    name: 'the menu of a pad',
    reach: async (ui) => {
      await setCues(ui);
      await pad(ui.page, /^Hot cue 1/).click({ button: 'right' });
      await ui.page.getByRole('menuitem', { name: 'Move to the playhead' }).waitFor();
    },
  },
  {
    name: 'name, colour and pad of a hot cue',
    reach: async (ui) => {
      await setCues(ui);
      await pad(ui.page, /^Hot cue 1/).focus();
      await ui.page.keyboard.press('F2');
      await ui.page.getByRole('dialog', { name: 'Hot cue 1' }).waitFor();
    },
  },
  {
    name: 'the key of a track',
    reach: async ({ page }) => {
      await load(page);
      await page.getByRole('button', { name: /^Key: / }).click();
      await page.getByRole('combobox', { name: 'Key' }).waitFor();
    },
  },
];

afterAll(closeSharedBrowser);

describe('axe finds no fault in', () => {
  test.each(SCREENS)('$name', expectAccessible);
});
