import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderTrack } from '#main/demo/synth/render-track.ts';
import type { StyleName } from '#main/demo/synth/track-spec.ts';
import { collectFaults, launchBrowser } from '#test/support/browser.ts';
import { shortRecipe } from '#test/support/demo-recipes.ts';
import { ffmpegPath, runFfmpeg } from '#test/support/ffmpeg.ts';
import { interleave } from '#test/support/signals.ts';
import { startApp, type StartedApp } from '#test/support/started-app.ts';
import { writeFloatWav } from '#test/support/wav.ts';

/** The built program with its own threads: find what is twice, merge it, lose a file and find it again. */
let app: StartedApp;
let browser: Browser;
let page: Page;
let faults: readonly string[];
let disk: string;

async function writeMusic(path: string, style: StyleName, title: string, output: readonly string[]): Promise<void> {
  const { left, right } = renderTrack(shortRecipe(style, { sections: [{ kind: 'drop', bars: 8 }] }));
  const wav = join(disk, `${style}.wav`);
  await writeFloatWav(wav, interleave(left, right), { channels: 2, sampleRate: 44_100 });
  await runFfmpeg(['-i', wav, '-metadata', `title=${title}`, '-metadata', 'artist=Ada', ...output, path]);
  rmSync(wav);
}

const sidebar = (name: RegExp) => page.getByRole('navigation').getByRole('button', { name });
const patience = { timeout: 60_000 };

describe.skipIf(ffmpegPath === null)('tidying up', () => {
  beforeAll(async () => {
    disk = mkdtempSync(join(tmpdir(), 'musicforge-tidy-'));
    const music = join(disk, 'music');
    mkdirSync(music);
    mkdirSync(join(disk, 'moved'));
    await writeMusic(join(music, 'small.mp3'), 'house', 'Night', ['-b:a', '128k', '-af', 'volume=-6dB']);
    await writeMusic(join(music, 'large.flac'), 'house', 'Night', ['-sample_fmt', 's16']);
    await writeMusic(join(music, 'other.mp3'), 'techno', 'Day', ['-b:a', '192k']);
    app = await startApp();
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    faults = collectFaults(page);
    await page.goto(app.link);
    await page.getByRole('main').getByRole('button', { name: 'Add music folder' }).click();
    await page.getByRole('textbox', { name: 'Folder path' }).fill(music);
    await page.getByRole('button', { name: 'Choose this folder' }).click();
    await page.locator('[data-row="2"]').waitFor(patience);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    rmSync(disk, { recursive: true, force: true });
  });

  test('one recording in two formats is found, merged, and two again after undo', async () => {
    await sidebar(/^Duplicates/).click();
    await page.getByRole('button', { name: 'Find duplicates' }).click();
    const group = page.getByRole('grid', { name: 'Duplicates' }).getByRole('row');
    await group.first().waitFor(patience);
    expect(await group.count()).toBe(1);
    await group.getByText('The same recording').waitFor();
    expect(await group.getByRole('button', { pressed: true }).innerText()).toContain('FLAC');
    await expect.poll(() => sidebar(/^Duplicates/).innerText()).toMatch(/1$/);
    await page.getByRole('button', { name: 'Merge into the kept one' }).click();
    await page.getByText('No duplicates', { exact: true }).waitFor();
    await expect.poll(() => sidebar(/^All tracks/).innerText()).toMatch(/2$/);
    await page.keyboard.press('Control+z');
    await group.first().waitFor();
    await expect.poll(() => sidebar(/^All tracks/).innerText()).toMatch(/3$/);
  }, 120_000);

  test('a file that moved away is missing, and is found again by its sound', async () => {
    await sidebar(/^All tracks/).click();
    renameSync(join(disk, 'music', 'other.mp3'), join(disk, 'moved', 'another name.mp3'));
    await expect.poll(() => sidebar(/^Missing files/).innerText(), patience).toMatch(/1$/);
    await sidebar(/^Missing files/).click();
    await page.getByRole('button', { name: 'Find again…' }).click();
    await page.getByRole('button', { name: 'Add a folder…' }).click();
    await page.getByRole('textbox', { name: 'Folder path' }).fill(join(disk, 'moved'));
    await page.getByRole('button', { name: 'Choose this folder' }).click();
    await page.getByRole('button', { name: 'Look for the files' }).click();
    await page.getByText('The very same sound', { exact: true }).waitFor(patience);
    await page.getByRole('button', { name: 'Take 1 file' }).click();
    await page.getByText('1 track got the file back.').first().waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
    await page.getByText('Every file is in its place').waitFor();
    expect(faults).toEqual([]);
  }, 120_000);
});
