import type { Page } from 'playwright-core';
import { afterAll, describe, test } from 'vitest';
import type { ImportState } from '#shared/contract/interchange.ts';
import { expectAccessible, type Screen } from '#test/support/accessible-screens.ts';
import { closeSharedBrowser } from '#test/support/ui-window.ts';

async function openImport(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+O');
  await page.getByRole('dialog', { name: 'Import from another program' }).getByRole('heading', { level: 3 }).waitFor();
}

const at = (phase: ImportState['phase']): Screen => ({
  name: phase,
  host: { importing: { phase } },
  reach: ({ page }) => openImport(page),
});

const ofPreview = (tab: string): Screen => ({
  name: `preview, ${tab}`,
  host: { importing: { phase: 'ready' } },
  reach: async ({ page }) => {
    await openImport(page);
    await page.getByRole('tab', { name: tab }).click();
  },
});

async function openExport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Export to another program' }).click();
  await page.getByRole('button', { name: 'Desktop', exact: true }).waitFor();
}

const SCREENS: readonly Screen[] = [
  {
    name: 'files chosen, and a folder that cannot be read',
    reach: async ({ page }) => {
      await openImport(page);
      await page.getByRole('checkbox', { name: 'collection.xml' }).click();
      await page.getByRole('button', { name: 'private', exact: true }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  at('reading'),
  ...['Overview', 'Differences', 'Rules', 'Problems'].map(ofPreview),
  { ...ofPreview('Overview'), name: 'preview of a plain file', host: { importing: { phase: 'ready', plain: true } } },
  at('writing'),
  at('done'),
  at('failed'),
  { name: 'the status bar', host: { importing: { phase: 'writing' } } },
  {
    name: 'export, and the set sheet',
    reach: ({ page }) => openExport(page),
    page: ({ host }) => {
      const [set] = host.library().sets;
      if (set === undefined) throw new Error('There is no set');
      return host.interchange().sheet(set.id).html;
    },
  },
  {
    name: 'export that would replace a file',
    reach: async ({ page }) => {
      await openExport(page);
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('button', { name: 'Export something else…' }).click();
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('button', { name: 'Replace it' }).waitFor();
    },
  },
  {
    name: 'report of an export',
    reach: async ({ page }) => {
      await openExport(page);
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByText('The export is written').waitFor();
    },
  },
];

const COPY_SCREENS: readonly Screen[] = [
  {
    name: 'copying files to a place without room',
    reach: async ({ page }) => {
      await page.getByRole('button', { name: 'Actions for the set Saturday warm-up' }).click();
      await page.getByRole('menuitem', { name: 'Copy files to a folder…' }).click();
      await page.getByRole('button', { name: 'Music', exact: true }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'files that are copied',
    host: { copies: 'running' },
    reach: ({ page }) => page.getByRole('button', { name: 'Copying file 4 of 8' }).click(),
  },
];

afterAll(closeSharedBrowser);

describe('axe finds no fault in import and export', () => {
  test.each([...SCREENS, ...COPY_SCREENS])('$name', expectAccessible);
});
