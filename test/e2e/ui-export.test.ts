import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

beforeEach(async () => {
  ui = await openWindow({ trackCount: 31 });
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const dialog = () => ui.page.getByRole('dialog', { name: 'Export to another program' });
const button = (name: string) => dialog().getByRole('button', { name, exact: true });
const exported = () => ui.host.interchange().exported;
const name = () => dialog().getByLabel('File name');

/** The folder on show is part of the path. */
async function ready(): Promise<void> {
  await expect.poll(() => dialog().getByLabel('Folder to write to').inputValue()).toBe('/home/dj');
}

async function openExport(): Promise<void> {
  await ui.page.getByRole('navigation').getByRole('button', { name: 'Export to another program' }).press('Enter');
  await ready();
}

/** A folder that is typed is where it goes from the moment of Enter on, listed or not. */
async function typeFolder(): Promise<void> {
  const field = dialog().getByLabel('Folder to write to');
  await field.fill('/home/dj/Music');
  const shown = await field.evaluate(async (input: HTMLInputElement) => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await Promise.resolve();
    return input.value;
  });
  expect(shown).toBe('/home/dj/Music');
  await field.fill('/home/dj');
  await field.press('Enter');
  await ready();
}

/** The print dialog gets the sheet with its style, in no window of its own. */
async function printSheet(): Promise<void> {
  await ui.page.addInitScript(() => {
    window.print = () => {
      const [first, key] = [document.querySelector('h2'), document.querySelector('dd.key')];
      const { borderColor } = getComputedStyle(key ?? document.body);
      const { backgroundColor } = getComputedStyle(document.body);
      console.info('printed', document.title, first?.textContent, backgroundColor, borderColor);
    };
  });
  const printed: string[] = [];
  ui.page.on('console', (message) => message.type() === 'info' && printed.push(message.text()));
  await dialog().getByRole('radio', { name: 'Set sheet (HTML)' }).check();
  await button('Print…').press('Enter');
  await expect.poll(() => printed.length).toBe(1);
  const [set] = ui.host.library().sets;
  const title = ui.host.library().find(set!.trackIds[0]!).title;
  expect(printed[0]).toContain(`printed Saturday warm-up ${title} rgb(0, 0, 0) `);
  expect(printed[0]).not.toContain('rgb(51, 51, 58)');
  await dialog().getByRole('radio', { name: 'rekordbox XML' }).check();
  expect(await button('Print…').count()).toBe(0);
}

test('a folder typed into the field that the first listing has just arrived in takes its place', async () => {
  const { promise: listed, resolve: list } = Promise.withResolvers<void>();
  const slow = await openWindow({ trackCount: 31, importing: { listsAfter: listed } });
  await slow.page.getByRole('navigation').getByRole('button', { name: 'Export to another program' }).press('Enter');
  const folder = slow.page.getByLabel('Folder to write to');
  await folder.focus();
  list();
  await expect.poll(() => folder.inputValue()).toBe('/home/dj');
  await slow.page.keyboard.type('/mnt/usb');
  expect(await folder.inputValue()).toBe('/mnt/usb');
  await slow.close();
});

describe('an export', () => {
  test('of a set, from its menu, by keyboard alone: written, with what was left out in words', async () => {
    await ui.page.getByRole('button', { name: 'Actions for the set Saturday warm-up' }).press('Enter');
    await ui.page.getByRole('menuitem', { name: 'Export…' }).press('Enter');
    await ready();
    expect(await name().inputValue()).toBe('Saturday warm-up.xml');
    await typeFolder();
    await printSheet();
    await dialog().getByRole('radio', { name: 'rekordbox XML' }).focus();
    await ui.page.keyboard.press('ArrowDown');
    expect(await name().inputValue()).toBe('Saturday warm-up.nml');
    await ui.page.keyboard.press('ArrowUp');
    await button('Export').press('Enter');
    await dialog().getByRole('heading', { level: 3, name: 'The export is written' }).waitFor();
    // The step that comes has the keyboard.
    await expect.poll(() => ui.page.evaluate(() => document.activeElement?.textContent)).toBe('The export is written');
    expect(exported()).toEqual([
      {
        format: 'rekordbox-xml',
        scope: { kind: 'set', id: ui.host.library().sets[0]?.id },
        path: '/home/dj/Saturday warm-up.xml',
        replace: false,
      },
    ]);
    const left = dialog().getByRole('region', { name: 'What the format has no place for' });
    expect(await left.getByRole('listitem').allTextContents()).toEqual([
      'Energy of 48 tracks',
      '31 plays of the history',
      'Exact shade of the colour of 12 tracks',
      '7 fade-in points',
    ]);
    await ui.page.keyboard.press('Escape');
    await expect.poll(() => dialog().count()).toBe(0);
  });

  test('asks before it takes the place of a file', async () => {
    await openExport();
    await button('Export').click();
    await button('Export something else…').press('Enter');
    await ready();
    await button('Export').click();
    await dialog().getByRole('alert').getByText('"MusicForge.xml" is there already.').waitFor();
    expect(exported()).toHaveLength(2);
    await button('Replace it').press('Enter');
    await dialog().getByText('The export is written').waitFor();
    expect(exported().map(({ replace }) => replace)).toEqual([false, false, true]);
  });

  test('to a name of one’s own, in a folder of one’s own; another format changes only the ending', async () => {
    await openExport();
    await name().fill('Vol. 2.xml');
    await button('Music').click();
    await expect.poll(() => dialog().getByLabel('Folder to write to').inputValue()).toBe('/home/dj/Music');
    await dialog().getByRole('radio', { name: 'Table (CSV)' }).check();
    await button('Export').click();
    await dialog().getByText('Nothing was left out').waitFor();
    expect(exported()[0]?.path).toBe('/home/dj/Music/Vol. 2.csv');
  });

  test('for Serato goes into a folder of its name, which is not typed', async () => {
    await openExport();
    await dialog().getByRole('radio', { name: 'Serato crates' }).check();
    expect(await name().count()).toBe(0);
    await dialog().getByText('Choose the drive or folder in which the folder _Serato_ belongs.').waitFor();
    await button('Export').click();
    await dialog().getByText('The export is written').waitFor();
    expect(exported()[0]?.path).toBe('/home/dj');
  });

  test('for Serato goes on to the music files where that was asked for, and shows first what would change', async () => {
    await openExport();
    await dialog().getByRole('radio', { name: 'Serato crates' }).check();
    const box = dialog().getByRole('checkbox', { name: 'Then write cues, loops and grid into the music files' });
    expect(await box.getAttribute('aria-checked')).toBe('false');
    await box.press('Space');
    await button('Export').click();
    await button('Go on to the music files…').press('Enter');
    const tags = ui.page.getByRole('dialog', { name: 'Write 31 tracks to file tags' });
    await tags
      .getByRole('region', { name: 'What would change' })
      .getByText(/grid \d+\.\d\d BPM/)
      .first()
      .waitFor();
    expect(await tags.getByRole('checkbox', { name: 'Serato cues, loops and grid' }).isChecked()).toBe(true);
    expect(ui.host.fileTags().calls).toEqual(['preview serato musical']);
  });

  test('of a crate or a folder of crates is chosen in the dialog, named with what it lies in', async () => {
    await openExport();
    await dialog().getByRole('combobox', { name: 'What' }).press('Enter');
    const option = ui.page.getByRole('option', { name: /^Crate: .+ \/ / }).first();
    const words = await option.innerText();
    await option.click();
    expect(await name().inputValue()).toBe(`${words.split(' / ').at(-1)}.xml`);
    await button('Export').click();
    await dialog().getByText('The export is written').waitFor();
    expect(exported()[0]?.scope.kind).toBe('crate');
  });

  test('of a crate is reached from its menu', async () => {
    await ui.page.getByRole('treeitem', { name: /^To sort/ }).click({ button: 'right' });
    await ui.page.getByRole('menuitem', { name: 'Export…' }).click();
    await ready();
    expect(await dialog().getByRole('combobox', { name: 'What' }).innerText()).toBe('Crate: To sort');
    expect(await name().inputValue()).toBe('To sort.xml');
  });

  test('of another set is chosen in the dialog', async () => {
    await openExport();
    await dialog().getByRole('combobox', { name: 'What' }).press('Enter');
    await ui.page.getByRole('option', { name: 'Set: Rooftop closing' }).click();
    expect(await name().inputValue()).toBe('Rooftop closing.xml');
  });

  test('that fails says why in the words of the host, and can be mended there', async () => {
    await openExport();
    await dialog().getByLabel('Folder to write to').fill('/home/dj/private');
    await button('Export').click();
    await dialog().getByRole('alert').getByText('/home/dj/private/MusicForge.xml may not be written.').waitFor();
    expect(await button('Replace it').count()).toBe(0);
    // The button keeps the keyboard, for another try.
    expect(await ui.page.evaluate(() => document.activeElement?.textContent)).toBe('Export');
    await name().fill('Mine.xml');
    expect(await dialog().getByRole('alert').count()).toBe(0);
  });
});

describe('copying files', () => {
  const copying = () => ui.page.getByRole('dialog', { name: 'Copy files to a folder' });
  const press = (label: string) => copying().getByRole('button', { name: label, exact: true }).press('Enter');

  test('of a set: what it takes is said first, a place without room is refused, and the end is told', async () => {
    await ui.page.getByRole('button', { name: 'Actions for the set Saturday warm-up' }).press('Enter');
    await ui.page.getByRole('menuitem', { name: 'Copy files to a folder…' }).press('Enter');
    const plan = copying().getByRole('region', { name: 'What is copied' });
    await plan.getByText('/home/dj/Saturday warm-up').waitFor();
    expect(await plan.getByRole('listitem').allTextContents()).toEqual([
      'Aisha Varga - Tidal: Its file is missing. Locate it, then press Resume.',
    ]);
    await press('Music');
    await plan.getByRole('alert').getByText('1.12 GB more are needed').waitFor();
    expect(await copying().getByRole('button', { name: 'Copy', exact: true }).isDisabled()).toBe(true);
    await press('Up one folder');
    await plan.getByText('/home/dj/Saturday warm-up').waitFor();
    await press('Copy');
    await copying().getByRole('heading', { level: 3, name: 'Copied, but for 1 file' }).waitFor();
    expect(ui.host.copies().calls).toEqual(['start set /home/dj']);
    await press('Done');
    await expect.poll(() => ui.host.copies().calls.at(-1)).toBe('cancel');
  });

  test('whose stick was pulled out waits in the status bar and goes on', async () => {
    ui.host.restart({ trackCount: 31, copies: 'pulled-out' });
    await ui.page.getByRole('contentinfo').getByRole('button', { name: 'Copying stopped' }).press('Enter');
    await copying().getByRole('alert').getByText('put it back in and press Resume').waitFor();
    await press('Resume');
    await copying().getByRole('heading', { level: 3, name: 'Copied, but for 1 file' }).waitFor();
    expect(ui.host.copies().calls).toEqual(['resume']);
  });
});
