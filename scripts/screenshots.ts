import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '#test/support/browser.ts';
import { demoAnalysed } from '#test/support/demo-analysed.ts';
import { startApp } from '#test/support/started-app.ts';
import { closeSharedBrowser, openWindow } from '#test/support/ui-window.ts';

const IMAGES = join(import.meta.dirname, '..', 'docs', 'images');
const LARGE = { width: 1440, height: 900 };
const SMALL = { width: 1024, height: 700 };

async function shoot(page: Page, name: string): Promise<void> {
  // Fonts, covers and waveforms come a moment after the rows.
  await page.waitForTimeout(900);
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
  console.log(`docs/images/${name}.png`);
}

const row = (page: Page, index: number) => page.locator(`[data-row="${index}"]`);

/** A library looks lived in when some tracks have stars and a set is begun. */
async function liveIn(page: Page): Promise<void> {
  const stars = [4, 0, 5, 5, 3, 4, 0, 5, 2, 4, 3, 0, 4, 5, 0, 3];
  for (const [index, rating] of stars.entries()) {
    await row(page, index).click();
    await page.keyboard.press(String(rating));
  }
  await row(page, 8).click();
  await row(page, 15).click({ modifiers: ['Shift'] });
  await row(page, 10).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Add to set' }).hover();
  await page.getByRole('menuitem', { name: 'New set…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Saturday warm-up');
  await page.keyboard.press('Enter');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Saturday warm-up/ })
    .waitFor();
}

async function nameIt(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
}

/** Puts the rows `from` to `to` into a new crate. */
async function fillCrate(page: Page, name: string, from: number, to: number): Promise<void> {
  await row(page, from).click();
  await row(page, to).click({ modifiers: ['Shift'] });
  await page.keyboard.press('Alt+c');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await page.getByRole('treeitem', { name }).waitFor();
}

/** Some crates in a folder, a smart one, and two tags. */
async function makeCollections(page: Page): Promise<void> {
  const navigation = page.getByRole('navigation');
  await fillCrate(page, 'Openers', 0, 6);
  await fillCrate(page, 'Late', 9, 19);
  await navigation.getByRole('button', { name: 'New crate' }).click();
  await page.getByRole('menuitem', { name: 'New folder…' }).click();
  await nameIt(page, 'Summer terrace');
  for (const name of ['Openers', 'Late']) {
    await page.getByRole('treeitem', { name }).dragTo(page.getByRole('treeitem', { name: 'Summer terrace' }));
  }
  await page.getByLabel('Search the tracks').fill('energy:>7');
  await page.getByRole('button', { name: 'Save as smart crate' }).click();
  await nameIt(page, 'Peak energy');
  await navigation.getByRole('button', { name: /^All tracks/ }).click();
  for (const [index, tag, colour] of [
    [2, 'Floor filler', 'Red'],
    [4, 'Sunrise', 'Yellow'],
  ] as const) {
    await navigation.getByRole('button', { name: 'New tag' }).click();
    await page.getByRole('button', { name: colour, exact: true }).click();
    await nameIt(page, tag);
    await row(page, index).click();
    await page.getByRole('combobox', { name: 'Add to tags' }).fill(tag);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `Take off ${tag}` }).waitFor();
  }
  await page.getByRole('treeitem', { name: 'Summer terrace' }).press('ArrowRight');
}

/** Plays a track for a moment, so that the deck shows its waveform with the played part behind the needle. */
async function playSome(page: Page, index: number): Promise<void> {
  await row(page, index).click();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  const overview = page.getByRole('slider', { name: 'Position in the track' });
  const box = await overview.boundingBox();
  if (box) await page.mouse.click(box.x + box.width * 0.34, box.y + box.height / 2);
  await row(page, index).click();
  await page.keyboard.press(' ');
}

async function setTheme(page: Page, theme: 'dark' | 'light'): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(`${theme} theme`);
  await page.keyboard.press('Enter');
  await page.waitForFunction((wanted) => document.documentElement.dataset['theme'] === wanted, theme);
  // The small waveforms are drawn again in the theme's colours.
  await page.waitForTimeout(2000);
}

async function shootDialogs(page: Page): Promise<void> {
  await page.keyboard.press('Control+,');
  await shoot(page, 'settings');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await shoot(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('o');
  await shoot(page, 'palette');
  await page.keyboard.press('Escape');
}

const navigate = (page: Page, name: RegExp) => page.getByRole('navigation').getByRole('button', { name }).click();

/** Screens that need a larger library than the demo's: the same window, over an invented one. */
async function shootInvented(): Promise<void> {
  const ui = await openWindow({ trackCount: 60, importing: { phase: 'ready' }, duplicates: 'found' });
  const { page } = ui;
  try {
    await page.keyboard.press('Control+Shift+O');
    await page.getByRole('heading', { name: 'What the import would do' }).waitFor();
    await shoot(page, 'import');
    await page.keyboard.press('Escape');
    await row(page, 0).click();
    await row(page, 3).click({ modifiers: ['Shift'] });
    await row(page, 1).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Write to file tags…' }).click();
    await page.getByRole('checkbox', { name: 'Serato cues, loops and grid' }).click();
    await page
      .getByRole('row', { name: /Serato/ })
      .first()
      .waitFor();
    await shoot(page, 'file-tags');
    await page.keyboard.press('Escape');
    await navigate(page, /^Duplicates/);
    await page.getByRole('button', { name: 'Merge into the kept one' }).first().waitFor();
    await shoot(page, 'duplicates');
  } finally {
    await ui.close();
    await closeSharedBrowser();
  }
}

/** Pictures of the demo library, from the program as it runs. */
async function main(): Promise<void> {
  mkdirSync(IMAGES, { recursive: true });
  await shootInvented();
  const app = await startApp();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: LARGE, reducedMotion: 'reduce' });
    await page.goto(app.link);
    const demo = page.getByRole('main').getByRole('button', { name: 'Try the demo library' });
    await demo.waitFor();
    await shoot(page, 'first-run');
    await demo.click();
    await demoAnalysed(page);
    await liveIn(page);
    await makeCollections(page);
    await playSome(page, 3);
    await shoot(page, 'library-dark');
    await setTheme(page, 'light');
    await shoot(page, 'library-light');
    await page.setViewportSize(SMALL);
    await shoot(page, 'small-light');
    await setTheme(page, 'dark');
    await shoot(page, 'small-dark');
    await page.setViewportSize(LARGE);
    await shootDialogs(page);
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Saturday warm-up/ })
      .click();
    await row(page, 2).click();
    await shoot(page, 'set');
    await page.getByRole('treeitem', { name: 'Openers' }).click();
    await row(page, 2).click();
    await shoot(page, 'crate');
  } finally {
    await browser.close();
    await app.stop();
  }
}

await main();
