import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

beforeEach(async () => {
  ui = await openWindow({ trackCount: 60 });
  await ui.page.locator('[data-row="0"]').click();
  await ui.page.keyboard.press('Enter');
  await ui.page.getByRole('toolbar', { name: 'Sections' }).waitFor();
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const position = () =>
  ui.page.getByRole('slider', { name: 'Position in the track' }).evaluate((slider) => Number(slider.ariaValueNow));

test('the sections stand under the overview; arrow keys go over them and Enter goes to a start', async () => {
  const sections = ui.page.getByRole('toolbar', { name: 'Sections' }).getByRole('button');
  expect(await sections.first().innerText()).toBe('Intro');
  const names = await sections.allInnerTexts();
  const drop = names.indexOf('Drop');
  expect(drop).toBeGreaterThan(0);
  await sections.first().focus();
  for (let index = 1; index <= drop; index += 1) {
    await ui.page.keyboard.press('ArrowRight');
    // The focus moves a task after the key: the next key would start from the section before.
    await expect.poll(() => sections.nth(index).evaluate((button) => button === document.activeElement)).toBe(true);
  }
  await ui.page.keyboard.press('Enter');
  await expect.poll(position).toBeGreaterThan(20);
});

test('proposed cue points are kept as memory cues, by keys alone; what is kept is proposed no more', async () => {
  await ui.page.getByRole('button', { name: /^List of cue points/ }).click();
  const proposed = ui.page.getByRole('grid', { name: 'Proposed cue points' });
  const count = await proposed.getByRole('row').count();
  expect(count).toBeGreaterThan(1);
  const before = await ui.page.getByRole('grid', { name: 'Cue points', exact: true }).getByRole('row').count();
  await proposed.getByRole('button').first().focus();
  const name = ((await proposed.getByRole('row').first().innerText()) ?? '').split('\n')[0] ?? '';
  await ui.page.keyboard.press('ArrowRight');
  await ui.page.keyboard.press('Enter');
  await expect.poll(() => proposed.getByRole('row').count()).toBe(count - 1);
  const kept = ui.page.getByRole('grid', { name: 'Cue points', exact: true });
  await kept.getByText(name, { exact: true }).first().waitFor();
  await ui.page.getByRole('button', { name: 'Keep all' }).click();
  await expect.poll(() => proposed.count()).toBe(0);
  expect(await kept.getByRole('row').count()).toBe(before + count);
  // All of them are one step back.
  await ui.page.keyboard.press('Control+z');
  await expect.poll(() => kept.getByRole('row').count()).toBe(before + 1);
});

test('what sounds alike stands beside what mixes well, and loads on Enter', async () => {
  await ui.page.getByRole('radio', { name: 'Sounds alike' }).click();
  const list = ui.page.getByRole('grid', { name: 'Sounds like it' });
  const title = (await list.getByRole('row').nth(1).locator('p').first().innerText()).trim();
  await list.getByRole('row').nth(1).focus();
  await ui.page.keyboard.press('Enter');
  await ui.page.getByRole('region', { name: 'Deck' }).getByText(title, { exact: true }).waitFor();
});

test('the waveform is drawn in the style of the settings', async () => {
  const picture = () =>
    ui.page.evaluate(() =>
      document.querySelector<HTMLCanvasElement>('[aria-label="Position in the track"] canvas')?.toDataURL(),
    );
  const bands = await picture();
  await ui.page.keyboard.press('Control+,');
  await ui.page.getByRole('radio', { name: 'RGB' }).click();
  await expect.poll(async () => (await picture()) !== bands).toBe(true);
  const rgb = await picture();
  await ui.page.getByRole('radio', { name: 'Mono' }).click();
  await expect.poll(async () => (await picture()) !== rgb).toBe(true);
});

test('genres are learned on demand, and what was learned is said', async () => {
  await ui.page.keyboard.press('Control+,');
  await ui.page.getByRole('tab', { name: 'Analysis and suggestions' }).click();
  await ui.page.getByRole('button', { name: 'Learn from my tags' }).click();
  await ui.page.getByText(/found the genre of 81 %/).waitFor();
  await ui.page.getByRole('button', { name: 'Learn again' }).waitFor();
});
