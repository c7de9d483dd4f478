import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { breakWindow, signOut } from '#test/support/ui-trouble.ts';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

afterEach(async () => {
  await ui.close();
});
afterAll(closeSharedBrowser);

describe('a host of another version', () => {
  test('takes the place of the whole window, says which is older and offers to load again', async () => {
    ui = await openWindow({ incompatible: true });
    const main = ui.page.getByRole('main');
    await main.getByRole('heading', { level: 1, name: 'This window is of another version than its host' }).waitFor();
    await main.getByText('(the window is older). Reload the page').waitFor();
    expect(await ui.page.getByRole('grid').count()).toBe(0);
    expect(ui.faults).toEqual([]);
    ui.host.restart({});
    await ui.page.getByRole('button', { name: 'Load again' }).click();
    await ui.page.locator('[data-row="0"] .title-text').waitFor();
  });

  test('is told when it comes in place of the one before', async () => {
    ui = await openWindow();
    ui.host.restart({ incompatible: true });
    await ui.page.getByRole('alert').filter({ hasText: 'This window is of another version' }).waitFor();
    expect(await ui.page.getByRole('grid').count()).toBe(0);
  });
});

test('a browser that the host does not know any more is told so, and goes on when it was signed in anew', async () => {
  ui = await openWindow();
  await signOut(ui);
  expect(await ui.page.locator('[data-row]').count()).toBeGreaterThan(10);
  const tab = await ui.page.context().newPage();
  await tab.goto(ui.host.server.createLink());
  await ui.page.getByRole('button', { name: 'Connect now' }).click();
  await ui.page.getByText('Ready', { exact: true }).waitFor();
});

test('a fault of the window is said in its place, and loading again mends it', async () => {
  ui = await openWindow();
  await breakWindow(ui);
  await ui.page.getByRole('alert').getByText('The theme cannot be read.').waitFor();
  await ui.page.getByRole('button', { name: 'Load again' }).click();
  await ui.page.locator('[data-row="0"] .title-text').waitFor();
});

test('a list in a dialog that is longer than the dialog is scrolled by keys', async () => {
  ui = await openWindow({ unreadable: 50 });
  await ui.page.getByRole('button', { name: '50 unreadable' }).click();
  const list = ui.page.getByRole('grid', { name: 'Files that could not be read' });
  const last = list.getByText('box 49/bad.mp3');
  const isInView = () => last.evaluate((line) => line.getBoundingClientRect().bottom < innerHeight);
  await last.waitFor();
  expect(await isInView()).toBe(false);
  await list.getByRole('row').first().focus();
  await ui.page.keyboard.press('End');
  await expect.poll(isInView).toBe(true);
});

test('a change that failed is said and stays until it is dismissed', async () => {
  ui = await openWindow();
  await ui.page.getByRole('button', { name: 'Actions for the set Saturday warm-up' }).click();
  await ui.page.getByRole('menuitem', { name: 'Rename…' }).click();
  ui.host.library().change('Delete the sets', { sets: [] });
  await ui.page.getByRole('textbox', { name: 'Name' }).fill('Sunday');
  await ui.page.keyboard.press('Enter');
  await ui.page.getByText('This set is not there any more.').first().waitFor();
  await ui.page.getByRole('button', { name: 'Dismiss' }).click();
  await expect.poll(() => ui.page.getByText('This set is not there any more.').count()).toBe(0);
});
