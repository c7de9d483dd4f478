import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { FakeHostOptions } from '#test/support/fake-host/fake-host.ts';
import { HEARD_GENRE, KNOWN_MODEL } from '#test/support/fake-host/fake-tagger.ts';
import { inventTrack } from '#test/support/fake-host/invented-tracks.ts';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const tagger = () => ui.page.getByRole('region', { name: 'Genre tagger' });
const button = (name: string) => tagger().getByRole('button', { name });
const status = () => tagger().getByRole('status').first();
const calls = () => ui.host.tagger().calls;
const focused = () => ui.page.evaluate(() => document.activeElement?.textContent);

async function openSettings(): Promise<void> {
  await ui.page.keyboard.press('Control+,');
  await ui.page.getByRole('tab', { name: 'Analysis and suggestions' }).click();
  await tagger().waitFor();
}
async function open(options: FakeHostOptions): Promise<void> {
  ui = await openWindow({ trackCount: 31, ...options });
  await openSettings();
}

describe('the genre tagger', () => {
  test('is off at first: a place for a model and nothing else', async () => {
    await open({});
    await tagger().getByLabel('Model file').waitFor();
    expect(await button('Read the model').isDisabled()).toBe(true);
    expect(await button('Tag the library').count()).toBe(0);
    expect(calls()).toEqual([]);
  });

  test('shows what a model is before it is used; the keyboard goes on with what comes next', async () => {
    await open({});
    await tagger().getByLabel('Model file').fill(KNOWN_MODEL.path);
    await ui.page.keyboard.press('Enter');
    await status().getByText('The model fits. Use it?').waitFor();
    for (const fact of ['Genre tagger, 400 labels, 17.5 MB', KNOWN_MODEL.path, KNOWN_MODEL.sha256]) {
      await tagger().getByText(fact, { exact: true }).waitFor();
    }
    expect(calls()).toEqual(['inspect']);
    await button('Use this model').press('Enter');
    await button('Tag the library').waitFor();
    await expect.poll(focused).toBe('Tag the library');
    expect(calls()).toEqual(['inspect', 'use']);
  });

  test('says why a model cannot be used, until another is named', async () => {
    await open({});
    const path = tagger().getByLabel('Model file');
    await path.fill('/home/dj/gone.onnx');
    await button('Read the model').click();
    await status()
      .getByText(/The model is not there: \/home\/dj\/gone.onnx/)
      .waitFor();
    await path.fill(KNOWN_MODEL.path);
    await expect.poll(() => status().innerText()).toBe('');
    await tagger().getByLabel('Expected SHA-256 (optional)').fill('0'.repeat(64));
    await button('Read the model').click();
    await status()
      .getByText(/The checksum of this file is .*, not the expected one/)
      .waitFor();
    expect(await button('Use this model').count()).toBe(0);
  });

  test('tags with progress here and in the status bar, and is cancelled with the same key', async () => {
    await open({ tagger: 'chosen' });
    await tagger().getByText('It has heard 0 of 31 analysed tracks').waitFor();
    await button('Tag the library').press('Enter');
    await tagger().getByText('12 of 31 tracks, about 2 min left').waitFor();
    expect(await tagger().getByRole('progressbar', { name: 'Tagging' }).getAttribute('aria-valuenow')).toBe('39');
    expect(await button('Remove the model').isDisabled()).toBe(true);
    await tagger().getByRole('status').getByText('Tagging 30 percent').waitFor();
    await ui.page.keyboard.press('Escape');
    const footer = ui.page.getByRole('contentinfo');
    await footer.getByText('Tagging 12 of 31').waitFor();
    await openSettings();
    await button('Cancel the tagging').press('Enter');
    await expect.poll(focused).toBe('Tag 19 more tracks');
    await ui.page.keyboard.press('Escape');
    await expect.poll(() => footer.getByText('Tagging 12 of 31').count()).toBe(0);
    expect(calls()).toEqual(['start', 'cancel']);
  });

  test('offers what it heard beside the genre of a track, to be used or left', async () => {
    await open({ tagger: 'chosen' });
    await button('Tag the library').click();
    await ui.page.keyboard.press('Escape');
    const { title, genre } = inventTrack(1);
    await ui.page.locator('[data-row]', { hasText: title }).first().click();
    await ui.page.getByRole('button', { name: 'All facts' }).click();
    const fact = ui.page.locator('dl > div', { has: ui.page.locator('dt:text-is("Genre")') });
    await fact.getByText(`tagger ${HEARD_GENRE} differs`).waitFor();
    expect(await fact.innerText()).toContain(genre);
    expect(await fact.getByLabel('Conflict:').count()).toBe(0);
    await fact.getByRole('button', { name: `Use this: genre ${HEARD_GENRE} (tagger)` }).click();
    await fact.getByText(/your choice/).waitFor();
  });

  test('that stopped says why, and which tracks it could not hear', async () => {
    await open({ tagger: 'failed' });
    await tagger()
      .getByRole('alert')
      .getByText(/another than the one you chose/)
      .waitFor();
    await tagger().getByText('2 tracks could not be heard. They are tried again the next time.').waitFor();
    const rows = tagger().getByRole('grid', { name: 'Could not be heard' }).getByRole('row');
    expect(await rows.count()).toBe(2);
    expect(await rows.first().innerText()).toContain('not audio that can be read');
  });

  test('is removed, and the place for a model gets the keyboard', async () => {
    await open({ tagger: 'chosen' });
    const words = 'Removed the tagger model and its suggestions. Its file stays.';
    // Exactly: the toast is said to screen readers with a word before it.
    const told = ui.page.getByText(words, { exact: true }).waitFor();
    await Promise.all([told, button('Remove the model and its suggestions').press('Enter')]);
    const path = tagger().getByLabel('Model file');
    await path.waitFor();
    await expect.poll(() => path.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(calls()).toEqual(['remove']);
  });
});
