import type { Page } from 'playwright-core';
import { demoTruth } from '#main/demo/demo-truth.ts';

/** Making and analysing the demo tracks takes a minute or two on two free cores, and many times that on busy ones. */
export const DEMO_PATIENCE_MS = 15 * 60_000;

/** Waits until the demo library stands in the window and its analysis has ended. */
export async function demoAnalysed(page: Page): Promise<void> {
  await page.getByText(`${demoTruth.length} tracks,`).waitFor({ timeout: DEMO_PATIENCE_MS });
  await page.getByText('Analysis ended', { exact: true }).waitFor({ state: 'attached', timeout: DEMO_PATIENCE_MS });
}
