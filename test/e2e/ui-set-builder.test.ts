import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SetDetail } from '#shared/contract/set-builder.ts';
import { FakeSetBuilder } from '#test/support/fake-host/fake-set-builder.ts';
import { closeSharedBrowser, columnTexts, openWindow, type UiWindow } from '#test/support/ui-window.ts';

const RULES = { keyRule: 'strict', keyLock: true, tempoRangePercent: 6, halfDoubleTime: true } as const;
/** The set called "Rooftop closing". */
const ROOFTOP = 1;

let ui: UiWindow;

beforeEach(async () => {
  ui = await openWindow({ trackCount: 60 });
  await openSet(/^Rooftop closing/);
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const toolbar = () => ui.page.getByRole('group', { name: 'Set tools' });
const dialog = () => ui.page.getByRole('dialog');
const row = (index: number) => ui.page.locator(`[data-row="${index}"]`);
const titles = () => columnTexts(ui.page, 'Title');
const planned = () => ui.page.getByRole('region', { name: 'In this set' });
const checks = () => ui.page.getByRole('grid', { name: 'Checks of the set' });

async function openSet(name: RegExp): Promise<void> {
  await ui.page.getByRole('navigation').getByRole('button', { name }).first().click();
  await toolbar().waitFor();
}

function set(): SetDetail {
  const library = ui.host.library();
  const id = library.sets[ROOFTOP]?.id;
  if (id === undefined) throw new Error('The set is gone');
  return new FakeSetBuilder(library).read(id, RULES);
}

async function plan(): Promise<void> {
  await toolbar().getByRole('button', { name: 'Plan…' }).click();
  await dialog().getByLabel('Venue').fill('Panorama Bar');
  await dialog().getByLabel('Starts').fill('2026-11-28T22:00');
  await dialog().getByRole('textbox', { name: 'Length that is meant' }).fill('90');
}

describe('the plan of a set', () => {
  test('tells clock times, what is left to fill and the venue, and is one step for undo', async () => {
    const [first, second] = set().entries;
    await plan();
    await dialog().getByRole('button', { name: 'Save' }).click();
    await toolbar()
      .getByText(/^22:00 – 23:\d\d · of 1 h 30 min, \d+ min (to fill|too long) · Panorama Bar$/)
      .waitFor();
    expect((await columnTexts(ui.page, 'Starts'))[0]).toBe('22:00');
    const minute = 22 * 60 + Math.floor((first?.durationSeconds ?? 0) / 60);
    const clock = `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
    await expect.poll(async () => (await columnTexts(ui.page, 'Starts'))[1]).toBe(clock);
    expect(second?.startSeconds).toBe(first?.durationSeconds);
    await ui.page.keyboard.press('Control+z');
    await expect.poll(() => set().venue).toBe('');
  });

  test('an arc is drawn by the pointer and by the arrow keys', async () => {
    await toolbar().getByRole('button', { name: 'Plan…' }).click();
    await dialog().getByRole('combobox', { name: 'Energy arc' }).click();
    await ui.page.getByRole('option', { name: 'Drawn by hand' }).click();
    const start = dialog().getByRole('slider', { name: 'Energy at 0 %' });
    const before = Number(await start.getAttribute('aria-valuenow'));
    await start.focus();
    await ui.page.keyboard.press('ArrowUp');
    await ui.page.keyboard.press('ArrowUp');
    expect(Number(await start.getAttribute('aria-valuenow'))).toBe(before + 2);
    const drawing = dialog().getByRole('group', { name: 'Energy along the set' });
    const box = await drawing.boundingBox();
    if (box === null) throw new Error('There is nothing to draw on');
    await drawing.click({ position: { x: box.width - 12, y: 12 } });
    expect(await dialog().getByRole('slider', { name: 'Energy at 100 %' }).getAttribute('aria-valuenow')).toBe('10');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => set().arc?.kind).toBe('drawn');
  });
});

describe('tracks of a set', () => {
  test('have a phase, a lock and a note, set in the inspector and shown in their row', async () => {
    await row(0).click();
    await planned().getByRole('combobox', { name: 'Phase' }).click();
    await ui.page.getByRole('option', { name: 'Opener' }).click();
    await row(0).getByText('Opener').waitFor();
    await planned().getByRole('switch', { name: 'Stays in its place' }).click();
    await row(0).getByRole('img', { name: 'Stays in its place' }).or(row(0).getByLabel('Stays in its place')).waitFor();
    await planned().getByLabel('Note').fill('loop the intro');
    await row(1).click();
    await expect.poll(() => set().entries[0]).toMatchObject({ phase: 'opener', locked: true, notes: 'loop the intro' });
  });

  test('several get a phase at once from the menu, by keys', async () => {
    await row(0).click();
    await row(2).click({ modifiers: ['Shift'] });
    await ui.page.keyboard.press('Shift+F10');
    await ui.page.getByRole('menuitem', { name: 'Phase' }).press('ArrowRight');
    await ui.page.getByRole('menuitemradio', { name: 'Peak', exact: true }).press('Enter');
    await expect
      .poll(() =>
        set()
          .entries.slice(0, 4)
          .map(({ phase }) => phase),
      )
      .toEqual(['peak', 'peak', 'peak', null]);
  });

  test('one is parked beside the track before, swapped in, and undo puts all back', async () => {
    const before = await titles();
    await row(1).click();
    await row(1).click({ button: 'right' });
    await ui.page.getByRole('menuitem', { name: `Park beside "${before[0]}"` }).click();
    await expect.poll(titles).toEqual([before[0], ...before.slice(2)]);
    await row(0).click();
    await planned()
      .getByRole('button', { name: `Play ${before[1]} instead` })
      .click();
    await expect.poll(titles).toEqual(before.slice(1));
    await ui.page.keyboard.press('Control+z');
    await ui.page.keyboard.press('Control+z');
    await expect.poll(titles).toEqual(before);
  });
});

describe('checks', () => {
  test('are listed with their explanation, and a move mends one', async () => {
    const { checks: told } = set();
    await toolbar()
      .getByRole('button', { name: /warning/ })
      .click();
    await expect.poll(() => checks().getByRole('row').count()).toBe(told.length);
    const clash = told.find(({ mends }) => mends.some(({ kind }) => kind === 'move'));
    const line = checks()
      .getByRole('row')
      .filter({ hasText: clash?.text ?? 'none' })
      .first();
    await line.getByRole('button', { name: /^Move to \d+$/ }).click();
    await expect.poll(() => set().checks.length).toBeLessThan(told.length);
  });

  test('lead to the track, and to suggestions for the place before it', async () => {
    await toolbar()
      .getByRole('button', { name: /warning/ })
      .click();
    const line = checks().getByRole('row').first();
    // One that is fine as it is counts apart, and is taken back where it was, by keys alone.
    const fine = line.getByRole('button', { name: 'Fine as it is', exact: true });
    await fine.focus();
    await ui.page.keyboard.press('Enter');
    await toolbar()
      .getByRole('button', { name: /1 fine as it is$/ })
      .waitFor();
    expect(await line.getByRole('button', { name: 'Find one between' }).count()).toBe(0);
    expect(await fine.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(set().checks.filter(({ accepted }) => accepted)).toHaveLength(1);
    await ui.page.keyboard.press('Enter');
    await expect.poll(() => fine.getAttribute('aria-pressed')).toBe('false');
    await line.getByRole('button', { name: 'Find one between' }).click();
    await ui.page
      .getByRole('complementary', { name: 'Inspector' })
      .getByText(/^Between "/)
      .waitFor();
  });

  test('there are none in an empty set', async () => {
    await openSet(/^Empty so far/);
    await ui.page.getByText('This set is empty').waitFor();
    expect(
      await toolbar()
        .getByText(/warning/i)
        .count(),
    ).toBe(0);
  });
});

test('the chart says in words what it shows, and can be hidden', async () => {
  const chart = ui.page.getByRole('img', { name: /^Energy of 16 tracks: .*Tempo from [\d.]+ to [\d.]+ BPM/ });
  await chart.waitFor();
  await toolbar().getByRole('button', { name: 'Chart' }).click();
  await chart.waitFor({ state: 'detached' });
});

test('a version is saved, gone back to and deleted', async () => {
  const before = await titles();
  await toolbar().getByRole('button', { name: 'Versions…' }).click();
  await dialog().getByLabel('Name of the version').fill('before Jo');
  await dialog().getByLabel('Name of the version').press('Enter');
  await dialog().getByText('before Jo', { exact: true }).waitFor();
  await ui.page.keyboard.press('Escape');
  await row(0).click();
  await ui.page.keyboard.press('Delete');
  await expect.poll(titles).toEqual(before.slice(1));
  await toolbar().getByRole('button', { name: 'Versions…' }).click();
  await dialog().getByRole('button', { name: 'Go back to it: before Jo' }).click();
  await expect.poll(() => set().entries.map(({ title }) => title)).toEqual(before);
  await dialog().getByRole('button', { name: 'Delete before Jo' }).click();
  await dialog().getByText('None yet.').waitFor();
});

test('a set is marked as played, and that is taken back', async () => {
  await toolbar().getByRole('button', { name: 'Played…' }).click();
  await dialog().getByLabel('Started').fill('2026-11-20T22:00');
  await dialog().getByRole('button', { name: 'Mark as played' }).click();
  await toolbar()
    .getByText(/played/)
    .waitFor();
  expect(set().playedAt).not.toBeNull();
  await toolbar().getByRole('button', { name: 'Played…' }).click();
  await dialog().getByRole('button', { name: 'Mark as not played' }).click();
  await expect.poll(() => set().playedAt).toBeNull();
});
