/**
 * Longest task of the window's main thread while scrolling through 100,000 tracks: npm run bench -- scroll
 * Reference of the same run: the same page at rest. A task's processor time is what counts: its wall time also holds
 * what other programs took.
 */
import type { Page } from 'playwright-core';
import { milliseconds, quantile, scrollTable, withOpenLibrary } from './library-app.ts';
import { type MainThreadTask, traceTasks } from './page-trace.ts';

const TARGET_MS = 16;
const WHEEL_STEPS = 150;
const JUMPS = 40;
const STEP_MS = 16;

async function wheel(page: Page): Promise<void> {
  await page.mouse.move(700, 450);
  for (let step = 0; step < WHEEL_STEPS; step += 1) {
    await page.mouse.wheel(0, step % 3 === 0 ? 900 : 240);
    await page.waitForTimeout(STEP_MS);
  }
}

/** The scroll bar dragged about: every jump needs rows that are not loaded. */
async function jump(page: Page): Promise<void> {
  for (let index = 0; index < JUMPS; index += 1) {
    // Steps of the golden ratio reach every part of the list.
    const share = (index * 0.381_966) % 1;
    await scrollTable(page, share);
    await page.waitForTimeout(4 * STEP_MS);
  }
}

function line(name: string, tasks: readonly MainThreadTask[]): string {
  const [cpu, wall] = [tasks.map((task) => task.cpuMs), tasks.map((task) => task.wallMs)];
  const over = cpu.filter((time) => time > TARGET_MS).length;
  const most = (times: readonly number[]) => milliseconds(quantile(times, 1));
  return `${name.padEnd(21)} longest task ${most(cpu)} of processor time (${over} over ${TARGET_MS} ms), ${most(wall)} by the clock`;
}

await withOpenLibrary(async ({ page, browser }) => {
  // The first moments belong to the start.
  await page.waitForTimeout(1500);
  const measure = (act: () => Promise<void>) => traceTasks(browser, page, act);
  console.log(line('at rest (reference)', await measure(() => page.waitForTimeout(2000))));
  console.log(line('wheel', await measure(() => wheel(page))));
  console.log(line('jumps', await measure(() => jump(page))));
  console.log(`target: no task over ${milliseconds(TARGET_MS)}`);
});
