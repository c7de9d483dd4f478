import type { Browser, BrowserContext, Page } from 'playwright-core';
import { collectFaults, launchBrowser } from './browser.ts';
import { type FakeHost, type FakeHostOptions, startFakeHost } from './fake-host/fake-host.ts';

/** The window in a browser over the fake host. */
export interface UiWindow {
  readonly page: Page;
  readonly host: FakeHost;
  /** Script errors and refused resources so far; a test ends with none. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

let browser: Promise<Browser> | null = null;

/** One browser for all tests of a file. */
async function sharedBrowser(): Promise<Browser> {
  browser ??= launchBrowser();
  return browser;
}

export async function closeSharedBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = null;
}

/** Opens the window and waits until the library (or the first-run screen) is on show. */
export async function openWindow(
  options: FakeHostOptions & { readonly width?: number; readonly height?: number } = {},
): Promise<UiWindow> {
  const { width = 1440, height = 900 } = options;
  const host = await startFakeHost(options);
  const size = { width, height };
  const context: BrowserContext = await (await sharedBrowser()).newContext({ viewport: size, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const faults = collectFaults(page);
  await page.goto(host.server.createLink());
  await page.locator('main').first().waitFor();
  const hasRows = options.failure === undefined && options.trackCount !== 0 && options.incompatible !== true;
  if (hasRows) await page.locator('[data-row="0"] .title-text').waitFor();
  return {
    page,
    host,
    faults,
    close: async () => {
      await context.close();
      await host.server.close();
    },
  };
}

/** Text of the cells of one column, in the order of the rows in view. @param header How the header's text starts. */
export async function columnTexts(page: Page, header: string): Promise<string[]> {
  const headers = await page.getByRole('columnheader').allTextContents();
  const column = headers.findIndex((text) => text.trim().startsWith(header));
  const cells = page.getByRole('grid', { name: 'Tracks' }).locator(`[data-row] > [data-column="${column}"]`);
  const found = await cells.evaluateAll((elements) =>
    elements.map((cell) => ({
      row: Number(cell.closest('[data-row]')?.getAttribute('data-row')),
      text: cell.textContent,
    })),
  );
  return found.sort((a, b) => a.row - b.row).map(({ text }) => text.trim());
}

/** What has the keyboard: "row 3", "row 3 cell 4", or the name of the control. */
export async function focusPlace(page: Page): Promise<string> {
  const { row, column, name } = await page.evaluate(() => {
    const active = document.activeElement;
    return {
      row: active?.closest('[data-row]')?.getAttribute('data-row') ?? null,
      column: active?.getAttribute('data-column') ?? null,
      name: active?.getAttribute('aria-label') ?? '',
    };
  });
  if (row === null) return name;
  return column === null ? `row ${row}` : `row ${row} cell ${column}`;
}

/** Presses Tab until the control of this name has the keyboard. @throws {Error} After 120 times. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let times = 0; times <= 120; times += 1) {
    if (
      await page
        .locator('*:focus')
        .and(page.getByLabel(name, { exact: true }))
        .count()
    )
      return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach "${name}".`);
}
