import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import type { FakeHostOptions } from '#test/support/fake-host/fake-host.ts';
import { closeSharedBrowser, openWindow } from '#test/support/ui-window.ts';

interface Screen {
  readonly name: string;
  readonly host?: FakeHostOptions;
  readonly reach?: (page: Page) => Promise<void>;
}

const selectFirst = (page: Page) => page.locator('[data-row="0"]').click();

const SCREENS: readonly Screen[] = [
  { name: 'first run', host: { trackCount: 0 } },
  { name: 'library' },
  { name: 'library that cannot be read', host: { failure: new AppError('unavailable', 'The library is locked.') } },
  {
    name: 'a track with suggestions on the deck',
    reach: async (page) => {
      await selectFirst(page);
      await page.keyboard.press('Enter');
      await page.getByRole('slider', { name: 'Position in the track' }).waitFor();
      await page.getByRole('grid', { name: 'Suggestions' }).waitFor();
      await page.getByRole('button', { name: 'All facts' }).click();
    },
  },
  {
    name: 'several tracks',
    reach: async (page) => {
      await selectFirst(page);
      await page.keyboard.press('Shift+ArrowDown');
      await page.getByRole('form', { name: 'Edit the selected tracks' }).waitFor();
    },
  },
  {
    name: 'analysis problems',
    reach: async (page) => {
      await page.getByRole('button', { name: /Analysis problems/ }).click();
      await selectFirst(page);
      await page.getByText('The analysis failed').waitFor();
    },
  },
  {
    name: 'an empty set',
    reach: async (page) => {
      await page
        .getByRole('button', { name: /Empty so far/ })
        .first()
        .click();
      await page.getByText('This set is empty').waitFor();
    },
  },
  {
    name: 'a fault in the search',
    reach: async (page) => {
      await page.getByLabel('Search the tracks').fill('bpm:x');
      await page.getByRole('alert').waitFor();
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
  ...['Appearance', 'Analysis and suggestions', 'Library and help'].map((tab) => ({
    name: `settings, ${tab}`,
    reach: async (page: Page) => {
      await page.keyboard.press('Control+,');
      await page.getByRole('tab', { name: tab }).click();
    },
  })),
  { name: 'shortcuts', reach: (page) => page.keyboard.press('?') },
  {
    name: 'command palette',
    reach: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder('Type a command or a track').fill('s');
    },
  },
  {
    name: 'context menu',
    reach: async (page) => {
      await page.locator('[data-row="2"]').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Add to set' }).hover();
      await page.getByRole('menuitem', { name: 'New set…' }).waitFor();
    },
  },
  { name: 'columns', reach: (page) => page.getByRole('button', { name: 'Columns' }).click() },
  { name: 'search help', reach: (page) => page.getByRole('button', { name: 'How to search' }).click() },
  { name: 'new set', reach: (page) => page.getByRole('button', { name: 'New set' }).click() },
  { name: 'choose a folder', reach: (page) => page.getByRole('button', { name: 'Add music folder' }).click() },
  {
    name: 'analysis panel',
    host: { busy: true },
    reach: (page) => page.getByRole('button', { name: /^Analysing/ }).click(),
  },
];

afterAll(closeSharedBrowser);

/** Faults in words, at most three places each. Menus and notices lie outside of landmarks by design (`region`). */
async function faultsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).disableRules(['region']);
  const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
  return violations.map(({ id, impact, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`);
    return `${impact} ${id}: ${places.join(' | ')}`;
  });
}

describe('axe finds no fault', () => {
  test.each(SCREENS)('$name', async ({ host, reach }) => {
    const ui = await openWindow({ trackCount: 31, width: 1024, height: 700, ...host });
    await reach?.(ui.page);
    expect(await faultsOf(ui.page)).toEqual([]);
    // The other theme differs in colours only.
    await ui.page.evaluate(async () => {
      document.documentElement.dataset['theme'] = 'light';
      // Even the shortest transition ends with the frame after the next.
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    });
    expect(await faultsOf(ui.page, ['color-contrast'])).toEqual([]);
    await ui.close();
  });
});
