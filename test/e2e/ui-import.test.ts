import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_RULES, type MergeRules } from '#shared/contract/interchange.ts';
import type { FakeHostOptions } from '#test/support/fake-host/fake-host.ts';
import { UNREADABLE } from '#test/support/fake-host/fake-interchange.ts';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const dialog = () => ui.page.getByRole('dialog', { name: 'Import from another program' });
const heading = (name: string) => dialog().getByRole('heading', { level: 3, name });
const button = (name: string | RegExp) => dialog().getByRole('button', { name });
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await ui.page.keyboard.press(key);
};
const focused = () => ui.page.evaluate(() => document.activeElement?.textContent);
const tabToText = async (text: string) => {
  for (let times = 0; times < 80 && (await focused()) !== text; times += 1) await press('Tab');
  expect(await focused()).toBe(text);
};
const footer = () => ui.page.getByRole('contentinfo');

async function open(importing: FakeHostOptions['importing'] = {}): Promise<void> {
  ui = await openWindow({ trackCount: 31, importing });
  await press('Control+Shift+O');
  await dialog().waitFor();
}

describe('an import by keyboard alone', () => {
  test('goes from the files over the preview and its rules to the result, and back by Undo', async () => {
    await open();
    const path = dialog().getByLabel('Path of a folder or file');
    await expect.poll(() => path.inputValue()).toBe('/home/dj');
    expect(await path.evaluate((field) => field === document.activeElement)).toBe(true);
    await tabToText('Up one folder');
    await press('End', 'Space', 'ArrowUp', 'ArrowUp', 'Space');
    const chosen = dialog().getByRole('grid', { name: 'Chosen files and folders' });
    expect(await chosen.getByRole('row').allTextContents()).toEqual(['warmup.m3u8', 'collection.xml']);
    await tabToText('Read and preview');
    await press('Enter');
    await heading('What the import would do').waitFor();
    expect(ui.host.interchange().previewed).toEqual([['/home/dj/warmup.m3u8', '/home/dj/collection.xml']]);
    // The step that comes has the keyboard, so that its heading is read; what would write is never under a finger.
    await expect.poll(focused).toBe('What the import would do');
    await press('Tab', 'ArrowRight');
    await dialog()
      .getByRole('tabpanel', { name: /Differences/ })
      .waitFor();
    await press('ArrowRight');
    await dialog().getByRole('tabpanel', { name: 'Rules' }).waitFor();
    const genre = dialog().getByRole('radiogroup', { name: 'Genre' });
    const fill = genre.getByRole('radio', { name: 'Fill empty' });
    for (let times = 0; times < 20 && !(await fill.evaluate((radio) => radio === document.activeElement)); times += 1)
      await press('Tab');
    await press('ArrowRight');
    expect(await genre.getByRole('radio', { name: 'Take theirs' }).isChecked()).toBe(true);
    await tabToText('Import 1,228 tracks');
    await press('Enter');
    await heading('The import is done').waitFor();
    expect(ui.host.interchange().applied).toEqual([{ ...DEFAULT_RULES, genre: 'theirs' } satisfies MergeRules]);
    await expect.poll(focused).toBe('The import is done');
    await expect.poll(() => button('Undo the import').isEnabled()).toBe(true);
    await tabToText('Undo the import');
    await press('Enter');
    await heading('The import was taken back').waitFor();
    await expect.poll(focused).toBe('The import was taken back');
    expect(ui.host.library().history()).toEqual({ undo: null, redo: 'Import "collection.xml"' });
    expect(await button('Undo the import').count()).toBe(0);
    await press('Escape');
    await expect.poll(() => dialog().count()).toBe(0);
    // Its end was seen: the next one begins anew.
    await press('Control+Shift+O');
    await heading('Choose what to import').waitFor();
    expect(await chosen.count()).toBe(0);
  });

  test('begins in the sidebar, in the palette and in the empty library', async () => {
    ui = await openWindow({ trackCount: 31 });
    await ui.page.getByRole('navigation').getByRole('button', { name: 'Import from another program' }).press('Enter');
    await dialog().waitFor();
    await press('Escape', 'Control+k');
    await ui.page.keyboard.type('import');
    await press('Enter');
    await heading('Choose what to import').waitFor();
    await ui.close();
    ui = await openWindow({ trackCount: 0 });
    await ui.page.getByRole('main').getByRole('button', { name: 'Import from another program' }).press('Enter');
    await heading('Choose what to import').waitFor();
  });
});

describe('the preview', () => {
  test('says what is new, known, doubled, missing and unreadable', async () => {
    await open({ phase: 'ready' });
    const facts = dialog().getByLabel('What the import would do');
    for (const fact of ['800', '428', '301 by path, 87 by content, 40 by artist and title', '134'])
      await facts.getByText(fact, { exact: true }).waitFor();
    const files = dialog().getByRole('table', { name: 'What was read' });
    expect(await files.getByRole('row', { name: /collection.xml/ }).innerText()).toMatch(/rekordbox\s+1,186\s+4,712/);
    expect(await files.getByRole('row').last().innerText()).toMatch(/Together\s+1,240/);
    await dialog()
      .getByText(/^The files of 41 tracks are not on this machine/)
      .waitFor();
    await dialog()
      .getByText(/^12 entries are tracks that another entry is already/)
      .waitFor();
    await dialog()
      .getByRole('tab', { name: /Problems/ })
      .click();
    await dialog().getByRole('heading', { name: '1,034 places could not be read as they stand' }).waitFor();
    await dialog().getByText('The first 40 of 1,034 are listed.').waitFor();
    const unknown = dialog().getByRole('table', { name: 'Not known here' });
    expect(await unknown.getByRole('row', { name: /TRACK.Mood/ }).innerText()).toMatch(/212/);
  });

  test('says of each difference whose value stands after it, as the rules are now', async () => {
    await open({ phase: 'ready' });
    await dialog()
      .getByRole('tab', { name: /Differences/ })
      .click();
    const table = dialog().getByRole('table', { name: 'Differences' });
    const lasts = () => table.locator('tbody tr td:last-child').allTextContents();
    expect((await lasts()).slice(0, 3)).toEqual([
      'yours',
      'theirs, unless you set yours',
      'theirs, unless you set yours',
    ]);
    await dialog().getByText('The first 120 of 197 are listed.').waitFor();
    await dialog().getByRole('combobox', { name: 'Field' }).press('Enter');
    await ui.page.getByRole('option', { name: 'Genre (84)' }).click();
    await expect.poll(async () => new Set(await lasts())).toEqual(new Set(['yours']));
    await dialog().getByRole('tab', { name: 'Rules' }).click();
    await dialog().getByRole('group', { name: 'Set all fields' }).getByRole('button', { name: 'Take theirs' }).click();
    await dialog()
      .getByRole('tab', { name: /Differences/ })
      .click();
    await expect.poll(async () => new Set(await lasts())).toEqual(new Set(['theirs']));
    await dialog().getByRole('tab', { name: 'Overview' }).click();
    await dialog().getByText('The import writes over your values, except what is locked.').waitFor();
  });

  test('is left for other files, and those chosen are still there', async () => {
    await open();
    await dialog().getByRole('checkbox', { name: 'collection.xml' }).click();
    await button('Read and preview').click();
    await button('Choose other files').press('Enter');
    await heading('Choose what to import').waitFor();
    expect(await dialog().getByRole('checkbox', { name: 'collection.xml' }).isChecked()).toBe(true);
  });
});

describe('an import that runs', () => {
  test('goes on when the dialog is closed: the status bar tells of it, and leads back', async () => {
    await open({ hold: 'writing' });
    await dialog().getByRole('checkbox', { name: 'collection.xml' }).click();
    await button('Read and preview').click();
    await press('Escape');
    await footer().getByRole('button', { name: 'Import: preview ready' }).press('Enter');
    await button('Import 1,228 tracks').press('Enter');
    await heading('Importing').waitFor();
    await dialog().getByRole('status').getByText('Importing, 10 percent').waitFor();
    await press('Escape');
    // The button that opened it is gone: the keyboard is in the table.
    await expect.poll(() => ui.page.evaluate(() => document.activeElement?.matches('[data-row]'))).toBe(true);
    // Coming back by Enter does not land on the button that cancels.
    await footer().getByRole('button', { name: 'Importing 17 %' }).press('Enter');
    await expect.poll(focused).toBe('Importing');
    await press('Escape');
    await footer().getByText('Importing 17 %').waitFor();
    ui.host.interchange().release();
    await footer().getByRole('button', { name: 'Import done' }).press('Enter');
    await heading('The import is done').waitFor();
  });

  test('is cancelled while it reads, and nothing was changed', async () => {
    await open({ hold: 'reading' });
    await dialog().getByRole('checkbox', { name: 'collection.xml' }).click();
    await button('Read and preview').click();
    await heading('Reading what you chose').waitFor();
    await button('Cancel').press('Enter');
    await heading('Choose what to import').waitFor();
    await dialog().getByText('Cancelled. Nothing was changed.').waitFor();
    expect(ui.host.library().history().undo).toBeNull();
  });

  test('is cancelled while it writes; what was written is said, and can be taken back', async () => {
    await open({ phase: 'writing' });
    await button('Cancel the import').press('Enter');
    await heading('The import was cancelled').waitFor();
    await dialog().getByLabel('What was imported').getByText('350', { exact: true }).waitFor();
    await button('Undo the import').click();
    await heading('The import was taken back').waitFor();
  });

  test('that a later edit follows is not undone in its place', async () => {
    await open({ phase: 'done' });
    ui.host.library().change('Edit 1 track', {});
    await dialog().getByText('Edits came after it: undo those first, in the library.').waitFor();
    expect(await button('Undo the import').isDisabled()).toBe(true);
  });
});

describe('an import that fails', () => {
  test('while it reads says why in the words of the host, and leads to other files', async () => {
    await open({ fails: 'reading' });
    await dialog().getByRole('checkbox', { name: 'collection.xml' }).click();
    await button('Read and preview').click();
    await heading('The import failed').waitFor();
    await dialog().getByRole('alert').getByText(UNREADABLE).waitFor();
    await button('Try again').press('Enter');
    await expect.poll(() => ui.host.interchange().previewed.length).toBe(2);
    await heading('The import failed').waitFor();
    await button('Choose other files').press('Enter');
    await heading('Choose what to import').waitFor();
    expect(await dialog().getByRole('checkbox', { name: 'collection.xml' }).isChecked()).toBe(true);
  });

  test('while it writes says why', async () => {
    await open({ fails: 'writing', phase: 'ready' });
    await button(/^Import 1,228/).click();
    await dialog().getByRole('alert').getByText('The disk is full: the library was not written.').waitFor();
    await press('Escape');
    await expect.poll(() => footer().getByText('Import failed').count()).toBe(0);
  });

  test('because another window imports says so where it was asked for', async () => {
    await open();
    await dialog().getByRole('checkbox', { name: 'collection.xml' }).click();
    ui.host.interchange().refuse('An import is running. Wait until it is done, or cancel it first.');
    await button('Read and preview').click();
    await dialog().getByRole('alert').getByText('An import is running.').waitFor();
    // The button keeps the keyboard, for another try.
    expect(await focused()).toBe('Read and preview');
    expect(await heading('Choose what to import').count()).toBe(1);
  });
});

test('the result leads to the tracks of the import, and to no others', async () => {
  await open({ phase: 'done' });
  await button('Show these tracks').press('Enter');
  const list = ui.page.getByRole('main', { name: 'Imported tracks' });
  // Every third track of the fake library.
  await list.getByText(/^11 tracks,/).waitFor();
  const entry = ui.page.getByRole('navigation').getByRole('button', { name: 'Imported tracks' });
  expect(await entry.getAttribute('aria-current')).toBe('page');
  await ui.page
    .getByRole('navigation')
    .getByRole('button', { name: /^All tracks/ })
    .click();
  await entry.waitFor({ state: 'detached' });
});
