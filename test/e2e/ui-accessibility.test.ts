import type { Page } from 'playwright-core';
import { afterAll, describe, test } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { expectAccessible, type Screen } from '#test/support/accessible-screens.ts';
import { KNOWN_MODEL } from '#test/support/fake-host/fake-tagger.ts';
import { inventTrack } from '#test/support/fake-host/invented-tracks.ts';
import { closeSharedBrowser, type UiWindow } from '#test/support/ui-window.ts';

/** The part of the settings about the tagger, whichever state it is in. */
async function openTagger(page: Page): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Analysis and suggestions' }).click();
  await page.getByRole('region', { name: 'Genre tagger' }).scrollIntoViewIfNeeded();
}

const selectFirst = (page: Page) => page.locator('[data-row="0"]').click();

const SCREENS: readonly Screen[] = [
  { name: 'first run', host: { trackCount: 0 } },
  { name: 'library' },
  { name: 'library that cannot be read', host: { failure: new AppError('unavailable', 'The library is locked.') } },
  {
    name: 'a track with suggestions on the deck',
    reach: async ({ page }) => {
      await selectFirst(page);
      await page.keyboard.press('Enter');
      await page.getByRole('slider', { name: 'Position in the track' }).waitFor();
      await page.getByRole('grid', { name: 'Suggestions' }).waitFor();
      await page.getByRole('button', { name: 'All facts' }).click();
    },
  },
  {
    name: 'several tracks',
    reach: async ({ page }) => {
      await selectFirst(page);
      await page.keyboard.press('Shift+ArrowDown');
      await page.getByRole('form', { name: 'Edit the selected tracks' }).waitFor();
    },
  },
  {
    name: 'analysis problems',
    reach: async ({ page }) => {
      await page.getByRole('button', { name: /Analysis problems/ }).click();
      await selectFirst(page);
      await page.getByText('The analysis failed').waitFor();
    },
  },
  {
    name: 'what sounds alike',
    reach: async ({ page }) => {
      await selectFirst(page);
      await page.getByRole('radio', { name: 'Sounds alike' }).click();
      await page.getByRole('grid', { name: 'Sounds like it' }).waitFor();
    },
  },
  {
    name: 'genres that were learned',
    reach: async ({ page }) => {
      await page.keyboard.press('Control+,');
      await page.getByRole('tab', { name: 'Analysis and suggestions' }).click();
      await page.getByRole('button', { name: 'Learn from my tags' }).click();
      await page.getByRole('button', { name: 'Learn again' }).waitFor();
    },
  },
  {
    name: 'the offer to analyse again',
    host: { outdated: 12 },
    reach: async ({ page }) => {
      await page.getByRole('button', { name: '12 analysed by an older version' }).click();
      await page.getByRole('region', { name: 'Older analysis' }).waitFor();
    },
  },
  {
    name: 'an empty set',
    reach: async ({ page }) => {
      await page
        .getByRole('button', { name: /Empty so far/ })
        .first()
        .click();
      await page.getByText('This set is empty').waitFor();
    },
  },
  {
    name: 'a fault in the search',
    reach: async ({ page }) => {
      await page.getByLabel('Search the tracks').fill('bpm:x');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'suggestions in the search',
    reach: async ({ page }) => {
      await page.getByLabel('Search the tracks').focus();
      await page.keyboard.type('genre:');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'another spelling in the search',
    reach: async ({ page }) => {
      await page.getByLabel('Search the tracks').fill('nigth');
      await page.getByText('Showing results for').waitFor();
    },
  },
  {
    name: 'progress',
    host: { busy: true, blocked: 'No ffmpeg was found. Install it, or set its path in the settings.' },
  },
  {
    name: 'notices',
    host: {
      notices: [{ id: '1', level: 'error', title: 'Library restored', message: 'From the backup of yesterday.' }],
    },
  },
  ...['Appearance', 'Analysis and suggestions', 'Recognition', 'Library and help'].map((tab) => ({
    name: `settings, ${tab}`,
    reach: async ({ page }: UiWindow) => {
      await page.keyboard.press('Control+,');
      await page.getByRole('tab', { name: tab }).click();
    },
  })),
  {
    name: 'settings, a tagger model that was read',
    reach: async ({ page }) => {
      await openTagger(page);
      await page.getByLabel('Model file').fill(KNOWN_MODEL.path);
      await page.getByRole('button', { name: 'Read the model' }).click();
      await page.getByRole('button', { name: 'Use this model' }).waitFor();
    },
  },
  { name: 'settings, tagging', host: { tagger: 'running' }, reach: ({ page }) => openTagger(page) },
  { name: 'settings, a tagging that stopped', host: { tagger: 'failed' }, reach: ({ page }) => openTagger(page) },
  {
    name: 'settings, a token of AudD',
    host: { settings: { recogniseWithAudd: true }, hasToken: true },
    reach: async ({ page }) => {
      await page.keyboard.press('Control+,');
      await page.getByRole('tab', { name: 'Recognition' }).click();
      await page.getByRole('button', { name: 'Test the token' }).click();
      await page.getByText('AudD knows this token.').waitFor();
    },
  },
  {
    name: 'settings, no keyring for a token of AudD',
    host: { settings: { recogniseWithAudd: true }, noKeyring: true },
    reach: async ({ page }) => {
      await page.keyboard.press('Control+,');
      await page.getByRole('tab', { name: 'Recognition' }).click();
      await page.getByText(/There is no keyring/).waitFor();
    },
  },
  {
    name: 'a track that AudD recognised as another',
    host: { settings: { recogniseWithAudd: true }, hasToken: true },
    reach: async ({ page }) => {
      await selectFirst(page);
      await page.getByRole('button', { name: 'Recognise this track' }).click();
      await page.getByRole('region', { name: 'AudD recognised something else' }).waitFor();
      await page.getByRole('button', { name: 'All facts' }).click();
    },
  },
  {
    name: 'sources that disagree',
    reach: async ({ page }) => {
      await page
        .locator('[data-row]', { hasText: inventTrack(1).title })
        .first()
        .click();
      await page.getByRole('region', { name: 'Sources disagree' }).waitFor();
      await page.getByRole('button', { name: 'All facts' }).click();
    },
  },
  { name: 'shortcuts', reach: ({ page }) => page.keyboard.press('?') },
  {
    name: 'command palette',
    reach: async ({ page }) => {
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder('Type a command or a track').fill('s');
    },
  },
  {
    name: 'context menu',
    reach: async ({ page }) => {
      await page.locator('[data-row="2"]').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Add to set' }).hover();
      await page.getByRole('menuitem', { name: 'New set…' }).waitFor();
    },
  },
  { name: 'columns', reach: ({ page }) => page.getByRole('button', { name: 'Columns' }).click() },
  { name: 'search help', reach: ({ page }) => page.getByRole('button', { name: 'How to search' }).click() },
  { name: 'new set', reach: ({ page }) => page.getByRole('button', { name: 'New set' }).click() },
  { name: 'choose a folder', reach: ({ page }) => page.getByRole('button', { name: 'Add music folder' }).click() },
  {
    name: 'analysis panel',
    host: { busy: true },
    reach: ({ page }) => page.getByRole('button', { name: /^Analysing/ }).click(),
  },
];

afterAll(closeSharedBrowser);

describe('axe finds no fault', () => {
  test.each(SCREENS)('$name', expectAccessible);
});
