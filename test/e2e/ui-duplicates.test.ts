import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { expectAccessible } from '#test/support/accessible-screens.ts';
import type { FakeHostOptions } from '#test/support/fake-host/fake-host.ts';
import { inventTrack } from '#test/support/fake-host/invented-tracks.ts';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const main = () => ui.page.getByRole('main', { name: 'Duplicates' });
const sidebar = () => ui.page.getByRole('navigation').getByRole('button', { name: /^Duplicates/ });
const groups = () => main().getByRole('grid', { name: 'Duplicates' }).getByRole('row');
const calls = () => ui.host.duplicates().calls;
const focused = () => ui.page.evaluate(() => document.activeElement?.textContent ?? '');

async function open(options: FakeHostOptions): Promise<void> {
  ui = await openWindow({ trackCount: 31, ...options });
  await sidebar().click();
  await main().waitFor();
}

describe('duplicates', () => {
  test('before the first search the screen says what it does, and starts on one key', async () => {
    await open({});
    await main().getByText('Is anything here twice?').waitFor();
    await main().getByText('31 tracks not heard yet').waitFor();
    await main().getByRole('button', { name: 'Find duplicates' }).press('Enter');
    await main().getByText('Listening 12 of 31, about 2 min left').waitFor();
    expect(await main().getByRole('progressbar', { name: 'Finding duplicates' }).getAttribute('aria-valuenow')).toBe(
      '39',
    );
    await ui.page.getByRole('status').getByText('Listening for duplicates 30 percent').waitFor();
    // It goes on, and is told, wherever the user is.
    await ui.page.getByRole('button', { name: /^All tracks/ }).click();
    await ui.page.getByRole('contentinfo').getByText('Listening 12 of 31').waitFor();
    ui.host.duplicates().finish();
    await expect.poll(() => sidebar().innerText()).toMatch(/3$/);
    expect(calls()).toEqual(['search']);
  });

  test('a search is cancelled, and what could not be heard is told', async () => {
    await open({ duplicates: 'running' });
    await main().getByRole('button', { name: 'Cancel the search' }).press('Enter');
    await main().getByRole('button', { name: 'Find duplicates' }).waitFor();
    ui.host.duplicates().finish();
    await main().getByText('1 file could not be heard').waitFor();
    expect(calls()).toEqual(['search', 'cancel']);
  });

  test('groups stand side by side with what tells the files apart, and the best proposed with why', async () => {
    await open({ duplicates: 'found' });
    await expect.poll(() => groups().count()).toBe(3);
    const second = groups().nth(1);
    for (const text of ['FLAC, 912 kbit/s', 'MP3, 320 kbit/s', '16.0 kHz', '4 cues, 1 crate, 2 sets, 7 plays']) {
      await second.getByText(text, { exact: true }).first().waitFor();
    }
    await second.getByText('It is lossless; the other ends at 16.0 kHz: it was made from a compressed file.').waitFor();
    await groups()
      .nth(2)
      .getByText(/^Same artist, title and length/)
      .first()
      .waitFor();
    expect(await second.getByRole('button', { name: /^(Keep this one|Is kept)/ }).count()).toBe(3);
    expect(await second.getByRole('button', { pressed: true }).innerText()).toContain('Is kept');
  });

  test('merges into the chosen one, and undo brings the group back', async () => {
    await open({ duplicates: 'found' });
    const { title } = inventTrack(0);
    await groups().first().getByRole('button', { name: /MP3/ }).click();
    expect(
      await groups()
        .first()
        .getByText(/^Proposed:/)
        .count(),
    ).toBe(0);
    await groups().first().getByRole('button', { name: 'Merge into the kept one' }).click();
    await expect.poll(() => groups().count()).toBe(2);
    await ui.page.getByText('Merged 2 tracks into one. All files stay on the disk.', { exact: true }).waitFor();
    await ui.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => groups().count()).toBe(3);
    await groups().first().getByText(title, { exact: true }).first().waitFor();
    expect(calls()).toEqual(['merge 1']);
  });

  test('is decided with the keyboard alone: arrows go over the groups and their buttons', async () => {
    await open({ duplicates: 'found' });
    await groups().first().getByRole('button', { name: 'Merge into the kept one' }).focus();
    await ui.page.keyboard.press('ArrowDown');
    await ui.page.keyboard.press('ArrowRight');
    await expect.poll(focused).toBe('Versions of one song');
    await ui.page.keyboard.press('Enter');
    await expect.poll(() => groups().count()).toBe(2);
    // The keyboard stays in the list, on what stands in the place of what is gone.
    await expect.poll(focused).toBe('Versions of one song');
    await ui.page.keyboard.press('Home');
    await ui.page.keyboard.press('ArrowRight');
    await expect.poll(focused).toBe('Not duplicates');
    await ui.page.keyboard.press('Enter');
    await expect.poll(() => groups().count()).toBe(1);
    expect(calls()).toEqual(['decide version', 'decide different']);
  });

  test('says when there are none, and why a search failed', async () => {
    await open({ duplicates: 'clean' });
    await main().getByText('No duplicates', { exact: true }).waitFor();
    await ui.close();
    await open({ duplicates: 'failed' });
    await main()
      .getByRole('alert')
      .getByText(/ffmpeg could not be started/)
      .waitFor();
    expect(await main().getByRole('button', { name: 'Find duplicates' }).isEnabled()).toBe(true);
  });

  test('other versions stand in the inspector and in the menu of a track', async () => {
    ui = await openWindow({ trackCount: 31 });
    const { title } = inventTrack(0);
    const row = ui.page.locator('[data-row]', { hasText: title }).first();
    await row.click();
    const versions = ui.page.getByRole('grid', { name: 'Other versions' });
    await versions.getByText('Extended Mix', { exact: true }).waitFor();
    expect(await versions.getByRole('row').count()).toBe(2);
    await row.click({ button: 'right' });
    await ui.page.getByRole('menuitem', { name: 'Other versions' }).hover();
    await ui.page.getByRole('menuitem', { name: `${title} (Extended Mix)` }).click();
    await expect
      .poll(() => ui.page.getByRole('complementary').getByRole('heading', { level: 2 }).innerText())
      .toBe(inventTrack(1).title);
  });

  test('is accessible, in both themes', async () => {
    ui = await openWindow({ trackCount: 31 });
    const reach = async ({ page }: UiWindow) => {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /^Duplicates/ })
        .click();
      await page.getByRole('main', { name: 'Duplicates' }).waitFor();
    };
    for (const duplicates of ['none', 'found', 'running'] as const) {
      await expectAccessible({ name: duplicates, host: { duplicates }, reach });
    }
  });
});
