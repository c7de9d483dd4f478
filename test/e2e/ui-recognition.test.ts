import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { FakeHostOptions } from '#test/support/fake-host/fake-host.ts';
import { FOUND, KNOWN_TOKEN } from '#test/support/fake-host/fake-recognition.ts';
import { inventTrack } from '#test/support/fake-host/invented-tracks.ts';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

async function open(options: FakeHostOptions): Promise<void> {
  ui = await openWindow({ trackCount: 31, ...options });
}
const button = (name: string) => ui.page.getByRole('button', { name });
const status = () => ui.page.getByRole('region', { name: 'AudD API token' }).getByRole('status');
const selectRow = (row: number) => ui.page.locator(`[data-row="${row}"]`).click();
const menuItem = () => ui.page.getByRole('menuitem', { name: 'Recognise this track' });

async function openSettings(): Promise<void> {
  await ui.page.keyboard.press('Control+,');
  await ui.page.getByRole('tab', { name: 'Recognition' }).click();
}

const SWITCHED_ON = { settings: { recogniseWithAudd: true }, hasToken: true } as const;

describe('recognition', () => {
  test('is off at first: no button, no menu item, no question to anybody', async () => {
    await open({ hasToken: true });
    await selectRow(0);
    await button('All facts').waitFor();
    expect(await button('Recognise this track').count()).toBe(0);
    await ui.page.locator('[data-row="0"]').click({ button: 'right' });
    await ui.page.getByRole('menuitem', { name: 'Analyse again' }).waitFor();
    expect(await menuItem().count()).toBe(0);
    await ui.page.keyboard.press('Escape');
    await openSettings();
    const on = ui.page.getByRole('switch', { name: /Recognise tracks with AudD \(sends 12 s of audio to audd.io\)/ });
    expect(await on.getAttribute('aria-checked')).toBe('false');
    expect(await button('Test the token').count()).toBe(0);
    expect(ui.host.recognition().calls).toEqual([]);
  });

  test('is switched on in the settings; the token goes in and is not shown again', async () => {
    await open({});
    await openSettings();
    await ui.page.getByRole('switch').click();
    const input = ui.page.locator('input[type="password"]');
    await input.fill('mistyped');
    await button('Keep').click();
    await status().getByText('The token is kept in the keyring.').waitFor();
    expect(await input.inputValue()).toBe('');
    await button('Test the token').click();
    await status()
      .getByText(/AudD does not know this API token/)
      .waitFor();
    await input.fill(KNOWN_TOKEN);
    await input.press('Enter');
    await status().getByText('The token is kept in the keyring.').waitFor();
    await button('Test the token').click();
    await status().getByText('AudD knows this token.').waitFor();
    expect(await ui.page.content()).not.toContain(KNOWN_TOKEN);
    await button('Remove the token').click();
    await ui.page.getByText('There is no token yet.').waitFor();
    expect(ui.host.recognition().calls).toEqual(['set', 'test', 'set', 'test', 'remove']);
  });

  test('without a keyring takes no token and says what is left', async () => {
    await open({ settings: { recogniseWithAudd: true }, noKeyring: true });
    await openSettings();
    await ui.page.getByText(/There is no keyring.*AUDD_API_TOKEN/s).waitFor();
    expect(await ui.page.locator('input[type="password"]').count()).toBe(0);
  });

  test('gives a suggestion, which changes nothing until it is taken, and undo gives back', async () => {
    await open(SWITCHED_ON);
    await selectRow(0);
    const heading = ui.page.getByRole('region', { name: 'Track', exact: true }).getByRole('heading', { level: 2 });
    const before = await heading.innerText();
    await button('Recognise this track').click();
    await ui.page.getByText(`AudD heard ${FOUND.artist} – ${FOUND.title}.`, { exact: true }).waitFor();
    const offer = ui.page.getByRole('region', { name: 'AudD recognised something else' });
    await offer.getByText(FOUND.label).waitFor();
    expect(await heading.innerText()).toBe(before);
    await offer.getByRole('button', { name: `Use this: title ${FOUND.title} (AudD)` }).click();
    await heading.getByText(FOUND.title).waitFor();
    await offer.getByRole('button', { name: 'Use all of it' }).click();
    await expect.poll(() => offer.count()).toBe(0);
    await ui.page.getByRole('button', { name: /^Undo/ }).first().click();
    await offer.waitFor();
  });

  test('that takes long can be cancelled', async () => {
    await open(SWITCHED_ON);
    ui.host.recognition().listenForEver();
    await selectRow(0);
    await button('Recognise this track').click();
    await button('Cancel the recognition').click();
    await expect.poll(() => ui.host.recognition().calls).toEqual(['recognise', 'cancelled']);
    await button('Recognise this track').waitFor();
  });

  test('from the menu: a track that nobody knows is said to be unknown', async () => {
    await open(SWITCHED_ON);
    await ui.page
      .locator('[data-row]', { hasText: inventTrack(1).title })
      .first()
      .click({ button: 'right' });
    await menuItem().click();
    await ui.page.getByText('AudD knows no track that sounds like this.', { exact: true }).waitFor();
  });
});
