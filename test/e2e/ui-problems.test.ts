import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

describe('the status bar tells of files that could not be read', () => {
  test('and lists the last of many by their folders, with the number of all', async () => {
    ui = await openWindow({ unreadable: 73 });
    await ui.page.getByRole('button', { name: '73 unreadable' }).click();
    const dialog = ui.page.getByRole('dialog', { name: 'Files that could not be read' });
    await dialog.getByText('The last 50 of 73 are listed.').waitFor();
    expect(await dialog.getByText('collection/box 7/bad.mp3').count()).toBe(1);
    expect(await dialog.getByRole('row').count()).toBe(50);
  });

  test('and says nothing of leaving out where all are listed', async () => {
    ui = await openWindow({ unreadable: 2 });
    await ui.page.getByRole('button', { name: '2 unreadable' }).click();
    const dialog = ui.page.getByRole('dialog', { name: 'Files that could not be read' });
    await dialog.getByText('2 files. All others are in the library.').waitFor();
    expect(await dialog.getByText('are listed').count()).toBe(0);
  });
});

test('jobs that an earlier run of the analysis has given up are told, whatever the last run did', async () => {
  ui = await openWindow();
  const failed = ui.host.library().tracks.filter(({ analysis }) => analysis === 'failed').length;
  expect(failed).toBeGreaterThan(0);
  await ui.page.getByRole('button', { name: `${failed} not analysed` }).click();
  await ui.page.getByText(`${failed} tracks could not be analysed`).waitFor();
});
