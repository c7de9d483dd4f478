import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { FakeHostOptions } from './fake-host/fake-host.ts';
import { openWindow, type UiWindow } from './ui-window.ts';

/** A state of the window, to be looked at by axe. */
export interface Screen {
  readonly name: string;
  readonly host?: FakeHostOptions;
  readonly reach?: (ui: UiWindow) => Promise<void>;
  /** Reaches another state of the same window, which is looked at as the first. */
  readonly next?: (ui: UiWindow) => Promise<void>;
  /** HTML of a page that the program makes: looked at last, in the same window, as on screen and as on paper. */
  readonly page?: (ui: UiWindow) => string;
}

/** What depends on colours. All other rules read the document, which the theme does not change, and take three times as long. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * Faults in words, at most three places each. Menus and notices lie outside of landmarks by design (`region`).
 * axe runs in the page itself, which has no frames: its Playwright builder gathers the results of frames in a page of
 * its own, which takes ten times as long.
 */
async function faultsOf(page: Page, only?: readonly string[]): Promise<string[]> {
  const options: RunOptions = {
    resultTypes: ['violations'],
    rules: { region: { enabled: false } },
    ...(only && { runOnly: { type: 'rule', values: [...only] } }),
  };
  const { violations } = await page.evaluate(
    (given): Promise<AxeResults> => (globalThis as unknown as { axe: typeof axe }).axe.run(document, given),
    options,
  );
  return violations.map(({ id, impact, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`);
    return `${impact} ${id}: ${places.join(' | ')}`;
  });
}

async function changeTheme(page: Page, theme: 'dark' | 'light'): Promise<void> {
  await page.evaluate(async (name) => {
    document.documentElement.dataset['theme'] = name;
    // Even the shortest transition ends with the frame after the next.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  }, theme);
}

/** Every rule of axe in the dark theme, and those about colours in the light one. */
async function expectStateAccessible(page: Page): Promise<void> {
  expect(await faultsOf(page)).toEqual([]);
  await changeTheme(page, 'light');
  expect(await faultsOf(page, COLOUR_RULES)).toEqual([]);
}

/** Every state of a screen, by all rules of axe. */
export async function expectAccessible({ host, reach, next, page }: Screen): Promise<void> {
  const ui = await openWindow({ trackCount: 31, width: 1024, height: 700, ...host });
  await reach?.(ui);
  await ui.page.evaluate(axe.source);
  await expectStateAccessible(ui.page);
  if (next !== undefined) {
    await changeTheme(ui.page, 'dark');
    await next(ui);
    await expectStateAccessible(ui.page);
  }
  if (page !== undefined) await expectPageAccessible(ui.page, page(ui));
  await ui.close();
}

async function expectPageAccessible(page: Page, html: string): Promise<void> {
  await page.goto('about:blank');
  await page.setContent(html);
  await page.evaluate(axe.source);
  expect(await faultsOf(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  expect(await faultsOf(page, COLOUR_RULES)).toEqual([]);
}
