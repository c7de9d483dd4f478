import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { closeSharedBrowser, focusPlace, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

beforeEach(async () => {
  ui = await openWindow({ trackCount: 60 });
});
afterEach(async () => {
  await ui.close();
});
afterAll(closeSharedBrowser);

const position = () => ui.page.getByRole('slider', { name: 'Position in the track' });
const seconds = async () => Number(await position().getAttribute('aria-valuenow'));

/** Loads a track that has a waveform and a file. */
async function loadTrack(): Promise<void> {
  const row = ui.page
    .locator('[data-row][data-missing="false"]', { has: ui.page.locator('[data-waveform-of]') })
    .first();
  await row.click();
  await ui.page.keyboard.press('Enter');
  await ui.page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
}

test('Enter loads and plays, time goes on, Space stops it', async () => {
  await loadTrack();
  await expect.poll(seconds).toBeGreaterThan(0);
  await ui.page.keyboard.press(' ');
  await ui.page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  expect(ui.faults).toEqual([]);
});

test('the deck is one line until a track is loaded, and the row with the keyboard stays in view when it opens', async () => {
  const deck = ui.page.getByRole('region', { name: 'Deck' });
  expect((await deck.boundingBox())?.height).toBeLessThan(50);
  const grid = ui.page.getByRole('grid', { name: 'Tracks' });
  const { y, height } = (await grid.boundingBox())!;
  await ui.page.mouse.click(700, y + height - 40);
  const row = Number(/\d+/.exec(await focusPlace(ui.page))?.[0]);
  await ui.page.keyboard.press('Enter');
  await expect.poll(async () => (await deck.boundingBox())?.height).toBeGreaterThan(150);
  await expect
    .poll(async () => {
      const [place, view] = [await ui.page.locator(`[data-row="${row}"]`).boundingBox(), await grid.boundingBox()];
      return place !== null && view !== null && place.y + place.height <= view.y + view.height;
    })
    .toBe(true);
  expect(ui.faults).toEqual([]);
});

test('the waveform is drawn with bands and beat lines under the strict style policy', async () => {
  await loadTrack();
  const colours = () =>
    ui.page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.deck-wave > canvas');
      const context = canvas?.getContext('2d');
      if (!canvas || !context) return 0;
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set<number>();
      for (let pixel = 0; pixel < data.length; pixel += 4)
        if (data[pixel + 3] === 255)
          seen.add(((data[pixel] ?? 0) << 16) | ((data[pixel + 1] ?? 0) << 8) | (data[pixel + 2] ?? 0));
      return [0x0055e1, 0xffa600, 0xffffff].filter((colour) => seen.has(colour)).length;
    });
  await expect.poll(colours).toBe(3);
  // One waveform: without a nonce for its style the library would draw it twice, one below the other.
  expect(
    await ui.page.evaluate(() => {
      const wave = document.querySelector('.deck-wave > div');
      return wave?.shadowRoot?.querySelector('.scroll')?.clientHeight === wave?.clientHeight;
    }),
  ).toBe(true);
  expect(ui.faults).toEqual([]);
});

test('a click on the overview drops the needle; Alt+arrows jump by beats', async () => {
  await loadTrack();
  await ui.page.keyboard.press(' ');
  const box = await position().boundingBox();
  if (!box) throw new Error('no overview');
  await ui.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const length = Number(await position().getAttribute('aria-valuemax'));
  await expect.poll(seconds).toBeGreaterThan(length / 2 - 3);
  const before = await seconds();
  await ui.page.keyboard.press('Alt+ArrowUp');
  // 16 beats between 60 and 200 BPM last 5 to 16 seconds.
  await expect.poll(async () => (await seconds()) - before).toBeGreaterThanOrEqual(4);
  expect(await seconds()).toBeLessThan(before + 17);
});

/** How high the energy stands in each pixel column of the overview. */
const energyHeights = () =>
  position().evaluate((slider) => {
    const canvas = slider.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return [];
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const isEnergy = (at: number) =>
      (data[at + 3] ?? 0) > 60 && [0x3f, 0xe0, 0xc0].every((value, i) => Math.abs((data[at + i] ?? 0) - value) < 6);
    return Array.from(
      { length: canvas.width },
      (_, x) =>
        Array.from({ length: canvas.height }, (__, y) => isEnergy(4 * (y * canvas.width + x))).filter(Boolean).length,
    );
  });

test('the energy stands under the overview, in words as well, until it is hidden for good', async () => {
  await loadTrack();
  const words = () =>
    position().evaluate((slider) => {
      const id = slider.getAttribute('aria-describedby');
      return id === null ? '' : (document.getElementById(id)?.textContent ?? '');
    });
  // The invented tracks begin with 0.45 and end with 0.5; their second drop has 0.8.
  const [, minutes, seconds] =
    /^Energy from 1 to 10: 5 at the start, highest 8 at (\d):(\d\d), 6 at the end\.$/.exec(await words()) ?? [];
  const length = Number(await position().getAttribute('aria-valuemax'));
  const heights = await energyHeights();
  const highest = heights[Math.round(((60 * Number(minutes) + Number(seconds) + 2) / length) * heights.length)] ?? 0;
  expect(highest).toBeGreaterThanOrEqual((heights[2] ?? 0) + 3);
  expect(heights[2]).toBeGreaterThan(2);
  const toggle = ui.page.getByRole('region', { name: 'Deck' }).getByRole('button', { name: 'Energy' });
  await toggle.press('Enter');
  expect(await toggle.getAttribute('aria-pressed')).toBe('false');
  await expect.poll(async () => Math.max(...(await energyHeights()))).toBe(0);
  expect(await words()).toBe('');
  await ui.page.reload();
  await loadTrack();
  expect(await toggle.getAttribute('aria-pressed')).toBe('false');
  expect(Math.max(...(await energyHeights()))).toBe(0);
  expect(ui.faults).toEqual([]);
});

test('a click on the waveform, as low as it goes, drops the needle there', async () => {
  await loadTrack();
  await ui.page.keyboard.press(' ');
  const box = await ui.page.locator('.deck-wave').boundingBox();
  if (!box) throw new Error('no waveform');
  const before = await seconds();
  await ui.page.mouse.click(box.x + box.width * 0.75, box.y + box.height - 4);
  await expect.poll(async () => (await seconds()) - before).toBeGreaterThan(2);
});

test('the volume goes down by keys, and off and on by its button', async () => {
  // The deck's player is in no document: it is caught when it plays.
  await ui.page.evaluate(() => {
    const play = Reflect.get(HTMLMediaElement.prototype, 'play');
    HTMLMediaElement.prototype.play = function () {
      Object.assign(window, { player: this });
      return play.call(this);
    };
  });
  await loadTrack();
  const volume = () =>
    ui.page.evaluate(() => (window as unknown as { player?: HTMLMediaElement }).player?.volume ?? Number.NaN);
  const before = await volume();
  await ui.page.getByRole('slider', { name: 'Volume' }).press('ArrowLeft');
  await expect.poll(volume).toBeCloseTo(before - 0.02, 3);
  await ui.page.getByRole('button', { name: 'Mute' }).click();
  await expect.poll(volume).toBe(0);
  await ui.page.getByRole('button', { name: 'Sound on' }).click();
  await expect.poll(volume).toBeCloseTo(0.8, 3);
});

test('zooming shows less of the track', async () => {
  await loadTrack();
  const width = () =>
    ui.page.evaluate(
      () => document.querySelector('.deck-wave > div')?.shadowRoot?.querySelector('.wrapper')?.clientWidth ?? 0,
    );
  const before = await width();
  await ui.page.keyboard.press('+');
  await expect.poll(width).toBeGreaterThan(before * 1.4);
});

test('a missing file is said in words', async () => {
  await ui.page.getByRole('button', { name: /^Missing files/ }).click();
  await ui.page.getByRole('heading', { level: 1, name: 'Missing files' }).waitFor();
  await ui.page.locator('[data-row="0"]').dblclick();
  await ui.page.getByRole('region', { name: 'Deck' }).getByRole('alert').waitFor();
  expect(await ui.page.getByRole('region', { name: 'Deck' }).getByRole('alert').textContent()).toContain(
    'not there any more',
  );
});
