import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { keepMixNodes, kicksApart, peakOfLastMix, renderDeck } from '#test/support/mix-recording.ts';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

const dialog = () => ui.page.getByRole('dialog', { name: 'Transitions' });
const shift = () => dialog().getByRole('slider', { name: 'Shift of the next track in beats' });
const shifted = () => shift().getAttribute('aria-valuetext');
const button = (name: string) => dialog().getByRole('button', { name });

async function openSet(name: RegExp): Promise<void> {
  await ui.page.getByRole('navigation').getByRole('button', { name }).first().click();
  await ui.page.getByRole('group', { name: 'Set tools' }).waitFor();
}

beforeEach(async () => {
  ui = await openWindow({ trackCount: 60 });
  await keepMixNodes(ui.page);
  await ui.page.reload();
  await openSet(/^Saturday warm-up/);
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

test('a transition is heard, with the beats of both tracks within 10 ms of each other', async () => {
  await ui.page.getByRole('button', { name: 'Transitions…' }).click();
  await shift().waitFor();
  // Two tracks of different tempo, of which one has to be stretched.
  while ((await dialog().getByText('is pitched by').or(dialog().getByText('the next is pitched')).count()) === 0) {
    await button('Next transition').click();
    await shift().waitFor();
  }
  await button('Play the transition').click();
  await expect.poll(() => peakOfLastMix(ui.page), { timeout: 20_000 }).toBeGreaterThan(0.05);
  await button('Stop').click();
  await button('Play the transition').waitFor();
  const from = await renderDeck(ui.page, 'from');
  const to = await renderDeck(ui.page, 'to');
  expect(Math.min(from.peak, to.peak)).toBeGreaterThan(0.05);
  expect(Math.abs(kicksApart(from, to))).toBeLessThanOrEqual(0.01);
});

test('it is shifted with the keyboard and by dragging, and taken back to the proposal', async () => {
  await ui.page.locator('[data-row="1"] .title-text').click({ button: 'right' });
  await ui.page.getByRole('menuitem', { name: 'Mix into the next track…' }).click();
  await dialog()
    .getByText(/: 2 of /)
    .waitFor();
  await shift().focus();
  await ui.page.keyboard.press('ArrowRight');
  await expect.poll(shifted).toBe('1 beat later');
  await ui.page.keyboard.press('PageUp');
  await expect.poll(shifted).toBe('5 beats later');
  const box = await shift().boundingBox();
  if (box === null) throw new Error('The waveform is not on show');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await ui.page.mouse.move(middle.x, middle.y);
  await ui.page.mouse.down();
  await ui.page.mouse.move(middle.x - box.width / 4, middle.y);
  await expect.poll(() => shift().innerText()).toMatch(/beats earlier$/);
  await ui.page.mouse.up();
  await expect.poll(shifted).toMatch(/beats earlier$/);
  await button('Use the proposal').click();
  await expect.poll(shifted).toBe('as proposed');
});

test('a transition and a set are rendered, and what is there already is asked about', async () => {
  await ui.page
    .getByRole('navigation')
    .getByRole('button', { name: 'Actions for the set Saturday warm-up', exact: true })
    .click();
  await ui.page.getByRole('menuitem', { name: 'Render to an audio file…' }).click();
  const rendering = ui.page.getByRole('dialog', { name: 'Render to an audio file' });
  const name = rendering.getByLabel('File name');
  await expect.poll(() => rendering.getByLabel('Folder to write to').inputValue()).toBe('/home/dj');
  expect(await name.inputValue()).toBe('Saturday warm-up.mp3');
  await name.fill('there.mp3');
  await rendering.getByRole('button', { name: 'Render', exact: true }).click();
  await rendering.getByRole('alert').getByText('It is there already').waitFor();
  await rendering.getByRole('button', { name: 'Replace it' }).click();
  await ui.page.getByRole('progressbar', { name: 'Rendering audio' }).waitFor();
  expect(ui.host.renders().started.at(-1)).toMatchObject({ path: '/home/dj/there.mp3', replace: true });
  ui.host.renders().end();
  await ui.page.getByText('Audio rendered', { exact: true }).waitFor();
  await ui.page.getByRole('button', { name: 'Put it away' }).click();
  await ui.page.getByRole('button', { name: 'Transitions…' }).click();
  await button('Render…').click();
  await rendering.getByRole('button', { name: 'Render', exact: true }).click();
  await expect.poll(() => ui.host.renders().started.at(-1)?.scope.kind).toBe('transition');
});

test('the list of the set says what is to be said of its transitions, and leads to them by pointer and by keyboard', async () => {
  const sign = () => ui.page.getByRole('button', { name: /^Mix of .* into the next track: / });
  await sign().first().waitFor();
  const row = Number(await sign().first().locator('xpath=ancestor::*[@data-row]').getAttribute('data-row'));
  const where = new RegExp(`: ${row + 1} of `);
  await sign().first().hover();
  await ui.page.getByRole('tooltip').getByText('Into the next track:').waitFor();
  await sign().first().click();
  await dialog().getByText(where).waitFor();
  await dialog().getByRole('list', { name: 'Warnings' }).waitFor();
  await ui.page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await ui.page.locator(`[data-row="${row}"] .title-text`).click();
  const cell = () => ui.page.locator(`[data-row="${row}"] > [data-column]:focus button`);
  for (let step = 0; step < 8 && (await cell().count()) === 0; step += 1) await ui.page.keyboard.press('ArrowRight');
  await ui.page.getByRole('tooltip').getByText('Into the next track:').waitFor();
  await ui.page.keyboard.press('Enter');
  await dialog().getByText(where).waitFor();
});

test('who presses before the music is there is told so, and it plays by itself', async () => {
  const held = Promise.withResolvers<void>();
  await ui.page.route(/\/excerpt/, async (route) => {
    await held.promise;
    await route.continue();
  });
  await ui.page.getByRole('button', { name: 'Transitions…' }).click();
  await button('Play the transition').click();
  await dialog().getByText('Reading the music… It plays by itself.').waitFor();
  expect(await peakOfLastMix(ui.page)).toBe(0);
  held.resolve();
  await expect.poll(() => peakOfLastMix(ui.page), { timeout: 20_000 }).toBeGreaterThan(0.05);
  await dialog().getByText('Reading the music…').waitFor({ state: 'detached' });
});
