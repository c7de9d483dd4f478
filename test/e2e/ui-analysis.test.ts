import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { FakeHostOptions } from '#test/support/fake-host/fake-host.ts';
import { trackId } from '#test/support/fake-host/invented-tracks.ts';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

async function open(options: FakeHostOptions = {}): Promise<void> {
  ui = await openWindow({ trackCount: 60, ...options });
}

afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const bar = () => ui.page.getByRole('contentinfo');
const dialog = () => ui.page.getByRole('dialog', { name: 'Analysis' });
const heard = () => ui.host.analysis().calls;
/** Ids of the tracks that could not be analysed, as the library begins. */
const FAILED = [7, 30, 53].map(trackId);

async function openDialog(): Promise<void> {
  await bar()
    .getByRole('button', { name: /^Analys|not analysed$/ })
    .click();
  await dialog().waitFor();
}

async function runCommand(name: string): Promise<void> {
  await ui.page.keyboard.press('Control+k');
  await ui.page.keyboard.type(name);
  await ui.page.getByRole('option', { name }).waitFor();
  await ui.page.keyboard.press('Enter');
}

/** The menu of a row of the table. @param row Number of the row. */
async function chooseFromMenu(row: number, item: string): Promise<void> {
  await ui.page.locator(`[data-row="${row}"] .title-text`).click({ button: 'right' });
  await ui.page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('one running job is cancelled by itself, by keys alone, and the keyboard stays in the list', async () => {
  await open({ busy: true });
  await openDialog();
  const jobs = dialog().getByRole('grid', { name: 'Being analysed now' });
  const cancel = jobs.getByRole('button').first();
  const name = (await cancel.getAttribute('aria-label')) ?? '';
  await cancel.focus();
  await ui.page.keyboard.press('Enter');
  await jobs.getByRole('button', { name, exact: true }).waitFor({ state: 'detached' });
  expect(heard()).toEqual([{ call: 'cancel', trackIds: [expect.any(String)] }]);
  expect(
    await jobs
      .getByRole('button')
      .first()
      .evaluate((button) => button === document.activeElement),
  ).toBe(true);
});

describe('the status bar', () => {
  test('pauses the analysis and goes on with it', async () => {
    await open({ busy: true });
    await bar().getByText('Analysing 190 of 502', { exact: true }).waitFor();
    await bar().getByText('about 21 min left').waitFor();
    await bar().getByRole('button', { name: 'Pause the analysis' }).click();
    await bar().getByText('Analysis paused 190 of 502', { exact: true }).waitFor();
    expect(await bar().getByText('about 21 min left').count()).toBe(0);
    await bar().getByRole('button', { name: 'Go on with the analysis' }).click();
    await bar().getByText('Analysing 190 of 502', { exact: true }).waitFor();
    await bar().getByRole('button', { name: 'Pause the analysis' }).waitFor();
    expect(heard()).toEqual([{ call: 'pause' }, { call: 'resume' }]);
  });

  test('cancels all of it: the progress goes, what failed is still told', async () => {
    await open({ busy: true });
    await bar().getByRole('button', { name: 'Cancel the analysis' }).click();
    await bar().getByRole('button', { name: '3 not analysed' }).waitFor();
    expect(await bar().getByRole('progressbar', { name: 'Analysis' }).count()).toBe(0);
    expect(heard()).toEqual([{ call: 'cancel', trackIds: undefined }]);
  });

  test('counts on as jobs end, and is silent when the last one has', async () => {
    await open();
    await chooseFromMenu(1, 'Analyse again');
    await bar().getByText('Analysing 0 of 1', { exact: true }).waitFor();
    ui.host.analysis().finishActive();
    await expect
      .poll(() =>
        bar()
          .getByText(/^Analysing/)
          .count(),
      )
      .toBe(0);
  });
});

describe('the Analysis dialog', () => {
  test('pauses and goes on, and says how far it is', async () => {
    await open({ busy: true });
    await openDialog();
    await dialog().getByText('190 of 502 tracks, about 21 min left').waitFor();
    await dialog().getByRole('button', { name: 'Pause', exact: true }).click();
    await dialog().getByText('190 of 502 tracks', { exact: true }).waitFor();
    await dialog().getByRole('button', { name: 'Go on', exact: true }).click();
    await dialog().getByText('190 of 502 tracks, about 21 min left').waitFor();
    await dialog().getByRole('button', { name: 'Pause', exact: true }).waitFor();
    expect(heard()).toEqual([{ call: 'pause' }, { call: 'resume' }]);
  });

  test('cancels all', async () => {
    await open({ busy: true });
    await openDialog();
    await dialog().getByRole('button', { name: 'Cancel all' }).click();
    await dialog().getByText('Nothing is being analysed at the moment.').waitFor();
    expect(await dialog().getByRole('progressbar').count()).toBe(0);
    expect(heard()).toEqual([{ call: 'cancel', trackIds: undefined }]);
  });

  test('tries one track again: it leaves the problems and is analysed', async () => {
    await open({ busy: true });
    await openDialog();
    const problems = dialog().getByRole('region', { name: 'Problems' });
    await problems.getByRole('heading', { name: '3 tracks could not be analysed' }).waitFor();
    await problems
      .getByRole('button', { name: /^Try again:/ })
      .first()
      .click();
    await problems.getByRole('heading', { name: '2 tracks could not be analysed' }).waitFor();
    await dialog()
      .getByText(/^190 of 503 tracks/)
      .waitFor();
    expect(heard()).toEqual([{ call: 'enqueue', trackIds: [FAILED[0]], force: true, outdated: false }]);
  });

  test('tries all again: no problem is left, in the dialog and in the sidebar', async () => {
    await open({ busy: true });
    await openDialog();
    await dialog().getByRole('button', { name: 'Try all again' }).click();
    await dialog().getByRole('region', { name: 'Problems' }).waitFor({ state: 'detached' });
    await dialog()
      .getByText(/^190 of 505 tracks/)
      .waitFor();
    expect(heard()).toEqual([{ call: 'enqueue', trackIds: FAILED, force: true, outdated: false }]);
    await ui.page.keyboard.press('Escape');
    await ui.page.getByRole('button', { name: 'Analysis problems', exact: true }).waitFor();
  });
});

describe('analyse again', () => {
  test('from the menu of a row: its one track, although it has a result', async () => {
    await open();
    const [, row] = ui.host
      .library()
      .query({ source: { kind: 'all' }, search: '', sort: [{ field: 'artist', direction: 'ascending' }] });
    await chooseFromMenu(1, 'Analyse again');
    await expect.poll(heard).toEqual([{ call: 'enqueue', trackIds: [row?.id], force: true, outdated: false }]);
    await openDialog();
    await dialog()
      .getByRole('progressbar', { name: `Analysis of ${row?.title}` })
      .waitFor();
  });

  test('from the menu of several rows: all that are selected', async () => {
    await open();
    await ui.page.locator('[data-row="0"]').click();
    await ui.page.locator('[data-row="2"]').click({ modifiers: ['Shift'] });
    await chooseFromMenu(1, 'Analyse 3 tracks again');
    await bar().getByText('Analysing 0 of 3', { exact: true }).waitFor();
    const [call] = heard();
    expect(call).toMatchObject({ call: 'enqueue', force: true });
    expect(new Set(call?.call === 'enqueue' ? call.trackIds : []).size).toBe(3);
  });

  test('from the inspector of a track that failed: the failure goes, and its tempo comes', async () => {
    await open();
    await ui.page.getByRole('button', { name: /^Analysis problems/ }).click();
    await ui.page.getByRole('heading', { level: 1, name: 'Analysis problems' }).waitFor();
    await ui.page.locator('[data-row="0"]').click();
    const inspector = ui.page.getByRole('complementary', { name: 'Inspector' });
    await inspector.getByRole('button', { name: 'Try again' }).click();
    await inspector.getByText('Being analysed now.').waitFor();
    ui.host.analysis().finishActive();
    await inspector.getByRole('grid', { name: 'Suggestions' }).getByRole('row').first().waitFor();
    expect(heard()).toMatchObject([{ call: 'enqueue', force: true, outdated: false }]);
  });
});

test('what an older version analysed is offered once, and analysed again when the user wants it', async () => {
  await open({ outdated: 12 });
  await bar().getByRole('button', { name: '12 analysed by an older version' }).click();
  const offer = dialog().getByRole('region', { name: 'Older analysis' });
  await offer.getByText('12 tracks were analysed by an older version', { exact: true }).waitFor();
  await offer.getByRole('button', { name: 'Analyse again' }).click();
  await offer.waitFor({ state: 'detached' });
  expect(heard()).toEqual([{ call: 'enqueue', trackIds: undefined, force: false, outdated: true }]);
  await ui.page.keyboard.press('Escape');
  await ui.page.getByRole('button', { name: /^Older analysis/ }).click();
  await ui.page.getByRole('heading', { name: 'Older analysis' }).waitFor();
  while (ui.host.library().tracks.some(({ analysis }) => analysis === 'running')) ui.host.analysis().finishActive();
  await ui.page.getByText('Every analysis is of this version', { exact: true }).waitFor();
  expect(
    await bar()
      .getByRole('button', { name: /older version/ })
      .count(),
  ).toBe(0);
});

test('the palette analyses what is left, and pauses and goes on', async () => {
  await open();
  const left = ui.host.library().tracks.filter((track) => track.bpm === null).length;
  await runCommand('Analyse what is not analysed yet');
  await bar().getByText(`Analysing 0 of ${left}`, { exact: true }).waitFor();
  await runCommand('Pause the analysis');
  await bar().getByText(`Analysis paused 0 of ${left}`, { exact: true }).waitFor();
  await runCommand('Go on with the analysis');
  await bar().getByText(`Analysing 0 of ${left}`, { exact: true }).waitFor();
  expect(heard()).toEqual([
    { call: 'enqueue', trackIds: undefined, force: false, outdated: false },
    { call: 'pause' },
    { call: 'resume' },
  ]);
});
