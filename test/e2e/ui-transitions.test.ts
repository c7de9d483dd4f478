import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoTruth } from '#main/demo/demo-truth.ts';
import { collectFaults, launchBrowser } from '#test/support/browser.ts';
import { DEMO_PATIENCE_MS, demoAnalysed } from '#test/support/demo-analysed.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { type PlayedMix, keepMixNodes, kicksApart, peakOfLastMix, renderDeck } from '#test/support/mix-recording.ts';
import { startApp, type StartedApp } from '#test/support/started-app.ts';

let app: StartedApp;
let browser: Browser;
let page: Page;
let faults: string[];

const dialog = () => page.getByRole('dialog', { name: 'Transitions' });
const shift = () => dialog().getByRole('slider', { name: 'Shift of the next track in beats' });

/** Two tracks of house, 2 % apart, so that one has to be stretched. */
const PAIR = demoTruth.filter(({ bpm }) => bpm >= 124 && bpm <= 128).slice(0, 2);

/** Makes a set of both and opens their transition. */
async function openTransition(): Promise<void> {
  const grid = page.getByRole('grid', { name: 'Tracks' });
  for (const [index, { title }] of PAIR.entries()) {
    const modifiers: 'Control'[] = index === 0 ? [] : ['Control'];
    await grid.getByText(title, { exact: true }).click({ modifiers });
  }
  await grid.getByText(PAIR[1]?.title ?? '', { exact: true }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Add to set' }).hover();
  await page.getByRole('menuitem', { name: 'New set…' }).click();
  await page.getByRole('textbox').last().fill('Two');
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').getByRole('button', { name: /^Two/ }).first().click();
  await page.getByRole('button', { name: 'Transitions…' }).click();
  await shift().waitFor();
}

describe.skipIf(ffmpegPath === null)('the transition of two tracks of a set', () => {
  beforeAll(async () => {
    app = await startApp({ args: ['--demo'] });
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 1300 } });
    faults = collectFaults(page);
    await keepMixNodes(page);
    await page.goto(app.link);
    await demoAnalysed(page);
    await openTransition();
  }, 2 * DEMO_PATIENCE_MS);
  afterAll(async () => {
    expect(faults).toEqual([]);
    await browser?.close();
    await app?.stop();
  });

  test('is heard, with the beats of both tracks within 10 ms of each other', async () => {
    await dialog().getByRole('button', { name: 'Play the transition' }).click();
    await dialog().getByRole('button', { name: 'Stop' }).waitFor();
    await expect.poll(() => peakOfLastMix(page), { timeout: 20_000 }).toBeGreaterThan(0.05);
    await dialog().getByRole('button', { name: 'Stop' }).click();
    const from: PlayedMix = await renderDeck(page, 'from');
    const to: PlayedMix = await renderDeck(page, 'to');
    expect(Math.min(from.peak, to.peak)).toBeGreaterThan(0.05);
    expect(Math.abs(kicksApart(from, to))).toBeLessThanOrEqual(0.01);
  });

  test('is shifted by beats with the keyboard, undone, and taken back to the proposal', async () => {
    await shift().focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => shift().getAttribute('aria-valuetext')).toBe('1 beat later');
    await page.keyboard.press('PageUp');
    await expect.poll(() => shift().getAttribute('aria-valuetext')).toBe('5 beats later');
    await dialog().getByRole('button', { name: 'Use the proposal' }).click();
    await expect.poll(() => shift().getAttribute('aria-valuetext')).toBe('as proposed');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'Transitions…' }).click();
    await expect.poll(() => shift().getAttribute('aria-valuetext')).toBe('5 beats later');
  });
});
