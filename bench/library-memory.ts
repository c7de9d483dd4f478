/**
 * Resident memory of the host process with 100,000 tracks, at rest and after use: npm run bench -- memory
 * Reference of the same run: Node with nothing in it. Reads /proc, so Linux only.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { scrollTable, withOpenLibrary } from './library-app.ts';

const TARGET_MB = 500;

/** Resident now and at most, in MB. */
function memoryOf(pid: number): { readonly now: number; readonly peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

async function bareNodeMb(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  const { now } = memoryOf(child.pid ?? 0);
  child.kill();
  return now;
}

async function useLibrary(page: Page): Promise<void> {
  for (const search of ['night', 'bpm:120-126', 'genre:techno', '']) {
    await page.fill('#library-search', search);
    await page.waitForTimeout(300);
  }
  for (let share = 0; share <= 1; share += 0.02) {
    await scrollTable(page, share);
    await page.waitForTimeout(50);
  }
}

if (process.platform === 'linux') {
  const bare = await bareNodeMb();
  await withOpenLibrary(async ({ page, server }) => {
    const pid = server.child.pid ?? 0;
    const opened = memoryOf(pid);
    await useLibrary(page);
    const used = memoryOf(pid);
    console.log(`bare Node:                  ${bare.toFixed(0)} MB`);
    console.log(`host, library shown:        ${opened.now.toFixed(0)} MB`);
    console.log(`host, searched, scrolled:   ${used.now.toFixed(0)} MB, at most ${used.peak.toFixed(0)} MB`);
    console.log(`ratio to bare Node:         ${(used.peak / bare).toFixed(1)} (target: at most ${TARGET_MB} MB)`);
  });
} else {
  console.log('Skipped: the memory of another process is read from /proc, which only Linux has.');
}
