import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { trackId } from '#test/support/fake-host/invented-tracks.ts';
import { closeSharedBrowser, focusPlace, openWindow, tabTo, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;
let loaded = trackId(0);

/** The track on the deck as the host has it. */
const stored = (): TrackDetail => ui.host.library().find(loaded);
const start = () => stored().grid?.segments[0]?.startSeconds ?? Number.NaN;
const deck = () => ui.page.getByRole('region', { name: 'Deck' });
const pads = () => deck().getByRole('toolbar', { name: 'Hot cues' });
const gridTools = () => deck().getByRole('toolbar', { name: 'Beat grid' });
const tool = (name: string | RegExp) => gridTools().getByRole('button', { name });
const position = () => ui.page.getByRole('slider', { name: 'Position in the track' });
const at = async () => Number(await position().getAttribute('aria-valuenow'));

/** Puts a track with a waveform and a file on the deck, at rest. */
async function loadTrack(): Promise<void> {
  const row = ui.page
    .locator('[data-row][data-missing="false"]', { has: ui.page.locator('[data-waveform-of]') })
    .first();
  const title = (await row.locator('.title-text').textContent()) ?? '';
  await row.click();
  await ui.page.keyboard.press('Enter');
  await ui.page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await ui.page.keyboard.press(' ');
  await ui.page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  loaded = ui.host.library().tracks.find((track) => track.title === title && !track.missing)?.id ?? loaded;
}

/** Puts the playhead at a share of the track. */
async function seek(share: number): Promise<void> {
  const box = await position().boundingBox();
  if (!box) throw new Error('no overview');
  await ui.page.mouse.click(box.x + box.width * share, box.y + box.height / 2);
  await expect.poll(at).toBeGreaterThan((stored().durationSeconds ?? 0) * share - 3);
}

/** Opens the grid tools. */
async function openGrid(): Promise<void> {
  await ui.page.keyboard.press('Alt+g');
  await gridTools().waitFor();
}

/** The window's clock stands still meanwhile, so that a burst is one however slow the machine is. */
async function withoutTime(run: () => Promise<void>): Promise<void> {
  await ui.page.clock.install();
  await ui.page.clock.pauseAt(Date.now() + 3_600_000);
  await run();
  await ui.page.clock.resume();
}

beforeEach(async () => {
  ui = await openWindow({ trackCount: 60 });
  await loadTrack();
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

describe('the beat grid', () => {
  test('is shifted in a burst that is one step, which undo takes back even before it was saved', async () => {
    await openGrid();
    const before = start();
    await withoutTime(async () => {
      for (let times = 0; times < 3; times += 1) await tool('Shift the grid 10 ms later').click();
    });
    await expect.poll(start).toBeCloseTo(before + 0.03, 6);
    await ui.page.clock.pauseAt(Date.now() + 7_200_000);
    for (let times = 0; times < 5; times += 1) await ui.page.keyboard.press('Alt+Shift+ArrowLeft');
    await ui.page.keyboard.press('Control+z');
    await ui.page.clock.resume();
    await ui.page.getByText('Undone: Grid shift').first().waitFor();
    expect(start()).toBeCloseTo(before + 0.03, 6);
    await ui.page.keyboard.press('Control+z');
    await expect.poll(start).toBeCloseTo(before, 6);
  });

  test('that the window left unsaved in the middle of a burst is saved by the next one', async () => {
    await openGrid();
    const before = start();
    await ui.page.clock.install();
    await ui.page.clock.pauseAt(Date.now() + 3_600_000);
    await tool('Shift the grid 10 ms later').click();
    expect(start()).toBe(before);
    await ui.page.goto('about:blank');
    await ui.page.goBack();
    await ui.page.clock.resume();
    await expect.poll(start).toBeCloseTo(before + 0.01, 6);
    await expect.poll(() => ui.page.evaluate(() => localStorage.getItem('musicforge.unsaved-grid'))).toBeNull();
  });

  test('takes a typed tempo, half and double, and goes back to that of the analysis', async () => {
    await openGrid();
    const analysed = stored().bpm;
    const field = gridTools().getByRole('textbox', { name: 'Tempo at the playhead in BPM' });
    await field.fill('97,5');
    await field.press('Enter');
    await expect.poll(() => stored().bpm).toBe(97.5);
    await tool(/^×2: /).click();
    await expect.poll(() => stored().bpm).toBe(195);
    expect(stored().gridSource).toBe('user');
    await tool(/^Use the analysis again/).click();
    await expect.poll(() => stored().bpm).toBe(analysed);
    await tool(/^Use the analysis again/).waitFor({ state: 'detached' });
  });

  test('takes a tapped tempo by key, but not while the user types', async () => {
    await ui.page.keyboard.press('t');
    await openGrid();
    await withoutTime(async () => {
      for (let taps = 0; taps < 5; taps += 1) {
        await ui.page.keyboard.press('t');
        await ui.page.clock.runFor(600);
      }
    });
    await expect.poll(() => stored().bpm).toBe(100);
    await gridTools().getByRole('textbox', { name: 'Tempo at the playhead in BPM' }).focus();
    for (let taps = 0; taps < 5; taps += 1) await ui.page.keyboard.press('t');
    // Longer than a draft rests before it is saved.
    await ui.page.waitForTimeout(1200);
    expect(stored().bpm).toBe(100);
  });

  test('gets segments: one from the playhead on, listed, and taken away again', async () => {
    await openGrid();
    await seek(0.5);
    await tool(/^Split/).click();
    await expect.poll(() => stored().grid?.segments.length).toBe(2);
    await gridTools().getByRole('button', { name: '2 segments' }).click();
    await ui.page.getByRole('grid', { name: 'Segments' }).waitFor();
    await ui.page.getByRole('button', { name: 'Take away segment 2' }).click();
    await expect.poll(() => stored().grid?.segments.length).toBe(1);
  });

  test('that is locked cannot be edited, and outlives a new analysis', async () => {
    await openGrid();
    await tool('Shift the grid 10 ms later').click();
    await tool(/^Lock the grid/).click();
    await expect.poll(() => stored().gridLocked).toBe(true);
    const locked = start();
    await expect.poll(() => tool('Shift the grid 10 ms later').isDisabled()).toBe(true);
    await ui.page.keyboard.press('Alt+b');
    ui.host.analysis().enqueue([loaded], { force: true });
    ui.host.analysis().finishActive();
    await expect.poll(() => stored().analysis).toBe('done');
    expect(start()).toBe(locked);
    await deck().getByLabel('Locked', { exact: true }).waitFor();
  });

  test('moves its bars to the playhead by key', async () => {
    await openGrid();
    await seek(0.3);
    const numberBefore = stored().grid?.segments[0]?.firstBeatNumber;
    await tool('Bars one beat later').click();
    await expect.poll(() => stored().grid?.segments[0]?.firstBeatNumber).toBe(4);
    expect(numberBefore).toBe(1);
    await ui.page.keyboard.press('Alt+b');
    await expect.poll(() => ui.host.library().history().undo).toMatch(/^Grid downbeat/);
  });
});

describe('hot cues', () => {
  test('are set, found, named and deleted with the keyboard alone', async () => {
    await seek(0.25);
    const place = await at();
    await ui.page.keyboard.press('Alt+3');
    await expect.poll(() => stored().cues.length).toBe(1);
    expect(stored().cues[0]).toMatchObject({ kind: 'hot', slot: 2, colour: '#e8c638' });
    // The window knows of it a moment after the host does.
    await pads()
      .getByRole('button', { name: /^Hot cue 3, \d/ })
      .waitFor();
    await seek(0.7);
    await ui.page.keyboard.press('Alt+3');
    await expect.poll(async () => Math.abs((await at()) - place)).toBeLessThanOrEqual(1);
    expect(stored().cues).toHaveLength(1);

    await tabTo(ui.page, 'Hot cue 1, empty. Set it at the playhead');
    await ui.page.keyboard.press('ArrowRight');
    await expect.poll(() => focusPlace(ui.page)).toMatch(/^Hot cue 2/);
    await ui.page.keyboard.press('ArrowRight');
    await expect.poll(() => focusPlace(ui.page)).toMatch(/^Hot cue 3/);
    await ui.page.keyboard.press('F2');
    await ui.page.getByRole('dialog', { name: 'Hot cue 3' }).getByLabel('Name').fill('Drop');
    await ui.page.keyboard.press('Enter');
    await pads()
      .getByRole('button', { name: /^Hot cue 3, Drop, / })
      .waitFor();

    await pads()
      .getByRole('button', { name: /^Hot cue 3/ })
      .focus();
    await ui.page.keyboard.press('Delete');
    await pads().getByRole('button', { name: 'Hot cue 3, empty. Set it at the playhead' }).waitFor();
    await ui.page.keyboard.press('Control+z');
    await pads()
      .getByRole('button', { name: /^Hot cue 3, Drop/ })
      .waitFor();
  });

  test('lie on the beat unless quantising is off', async () => {
    await seek(0.41);
    await ui.page.keyboard.press('Alt+1');
    await expect.poll(() => stored().cues.length).toBe(1);
    const { startSeconds = 0, bpm = 0 } = stored().grid?.segments[0] ?? {};
    const beats = ((stored().cues[0]?.startSeconds ?? 0) - startSeconds) / (60 / bpm);
    expect(Math.abs(beats - Math.round(beats))).toBeLessThan(1e-6);
  });

  test('go with Shift and click, and change pads in their dialog', async () => {
    await seek(0.2);
    await ui.page.keyboard.press('Alt+1');
    await seek(0.4);
    await ui.page.keyboard.press('Alt+2');
    await expect.poll(() => stored().cues.map(({ slot }) => slot)).toEqual([0, 1]);
    await pads()
      .getByRole('button', { name: /^Hot cue 1/ })
      .click({ button: 'right' });
    await ui.page.getByRole('menuitem', { name: /^Name, colour, pad/ }).click();
    await ui.page.getByRole('dialog').getByRole('combobox', { name: 'Pad' }).click();
    await ui.page.getByRole('option', { name: 'Pad 2' }).click();
    await ui.page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => stored().cues.map(({ slot }) => slot)).toEqual([1, 0]);
    await pads()
      .getByRole('button', { name: /^Hot cue 2/ })
      .click({ modifiers: ['Shift'] });
    await expect.poll(() => stored().cues.map(({ slot }) => slot)).toEqual([0]);
  });
});

describe('memory cues and loops', () => {
  test('are set by key, listed, and reached with the arrow keys', async () => {
    await seek(0.3);
    await ui.page.keyboard.press('Alt+m');
    await expect.poll(() => stored().cues.map(({ kind }) => kind)).toEqual(['memory']);
    await seek(0.5);
    await ui.page.keyboard.press('Alt+i');
    await ui.page.keyboard.press('Alt+ArrowUp');
    await ui.page.keyboard.press('Alt+o');
    await ui.page.keyboard.press('Alt+m');
    await expect.poll(() => stored().cues.map(({ kind }) => kind)).toEqual(['memory', 'loop']);
    const loop = stored().cues[1];
    // 16 beats.
    expect((loop?.endSeconds ?? 0) - (loop?.startSeconds ?? 0)).toBeCloseTo((16 * 60) / (stored().bpm ?? 0), 4);
    await deck().getByRole('button', { name: 'List of cue points' }).click();
    const list = deck().getByRole('grid', { name: 'Cue points' });
    await list.getByRole('button', { name: /^Memory cue/ }).focus();
    await ui.page.keyboard.press('ArrowDown');
    await ui.page.keyboard.press('Enter');
    await expect.poll(async () => Math.abs((await at()) - (loop?.startSeconds ?? 0))).toBeLessThanOrEqual(1);
    await ui.page.keyboard.press('ArrowRight');
    await ui.page.keyboard.press('ArrowRight');
    await ui.page.keyboard.press('Enter');
    await expect.poll(() => stored().cues.map(({ kind }) => kind)).toEqual(['memory']);
  });

  test('a loop plays over and over until it is switched off', async () => {
    await seek(0.5);
    await ui.page.keyboard.press('Alt+i');
    await ui.page.keyboard.press('Alt+ArrowRight');
    await ui.page.keyboard.press('Alt+o');
    const from = await at();
    await ui.page.keyboard.press(' ');
    // A beat lasts half a second: without the loop the playhead would be three seconds on.
    await ui.page.waitForTimeout(3000);
    expect((await at()) - from).toBeLessThanOrEqual(1);
    await ui.page.keyboard.press('Alt+l');
    await expect.poll(async () => (await at()) - from).toBeGreaterThanOrEqual(2);
  });
});

describe('the key', () => {
  test('is corrected and locked in the inspector', async () => {
    const giveBack = ui.page.getByText('Use the analysis');
    const choose = async (index: number) => {
      await ui.page.getByRole('combobox', { name: 'Key' }).click();
      await ui.page.locator(`[role="option"] >> nth=${index + 1}`).click();
      await expect.poll(() => stored().keyIndex).toBe(index);
    };
    await ui.page.getByRole('button', { name: /^Key: / }).click();
    await choose(14);
    await ui.page.getByText(/^The analysis found/).waitFor();
    await ui.page.getByRole('button', { name: 'Lock', exact: true }).click();
    await expect.poll(() => stored().keyLocked).toBe(true);
    await expect.poll(() => giveBack.isDisabled()).toBe(true);
    await ui.page.getByRole('button', { name: 'Locked', exact: true }).click();
    await giveBack.click();
    await expect.poll(() => stored().keyIndex).toBe(stored().analysisKeyIndex);
    await giveBack.waitFor({ state: 'detached' });
    // A key of the user's that is what the analysis found is still theirs.
    for (const index of [14, stored().analysisKeyIndex ?? 0]) await choose(index);
    await giveBack.click();
    await expect.poll(() => stored().keySource).toBe('analysis');
  });
});
