import { afterAll, afterEach, describe, expect, test } from 'vitest';
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

async function open(): Promise<void> {
  ui = await openWindow({ trackCount: 31 });
  await press('Control+Shift+O');
  await dialog().waitFor();
}

describe('what to import', () => {
  test('is a folder with its plus, or a path that is typed; each can be left out again', async () => {
    await open();
    const path = dialog().getByLabel('Path of a folder or file');
    await path.fill('/home/dj/Music');
    await press('Enter');
    await button('Choose the folder _Serato_').click();
    await path.fill('/media/usb/PIONEER/collection.xml');
    await button('Choose this file').waitFor();
    await press('Enter');
    const chosen = dialog().getByRole('grid', { name: 'Chosen files and folders' });
    expect(await chosen.getByRole('row').allTextContents()).toEqual(['_Serato_', 'collection.xml']);
    // The keyboard is where the path was typed, and the folder is on show again.
    expect(await path.inputValue()).toBe('/home/dj/Music');
    await button('Leave out _Serato_').press('Enter');
    expect(await chosen.getByRole('row').allTextContents()).toEqual(['collection.xml']);
  });

  test('a folder that may not be read says so, and the way back stays', async () => {
    await open();
    await button(/^private$/).click();
    await dialog().getByRole('alert').getByText('This folder cannot be read. Change its permissions.').waitFor();
    await button(/^Music$/).click();
    await button(/^Engine Library$/).waitFor();
    expect(await dialog().getByRole('alert').count()).toBe(0);
  });

  test('a long folder is cut, with a count', async () => {
    await open();
    await button(/^Desktop$/).click();
    await dialog().getByText('And 340 more that are not listed: type the path.').waitFor();
  });

  test('a browser does not tell where a dropped file is, and stays here', async () => {
    ui = await openWindow({ trackCount: 31 });
    await ui.page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['<DJ_PLAYLISTS/>'], 'collection.xml'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await ui.page
      .getByText(/A browser does not tell where a dropped file is/)
      .first()
      .waitFor();
    expect(await dialog().count()).toBe(0);
  });
});

describe('in the desktop window', () => {
  /** A shell with what the desktop has more than a browser; the line to the host stays. */
  async function openWithShell(): Promise<void> {
    ui = await openWindow({ trackCount: 31 });
    await ui.page.addInitScript(() => {
      const nothing = () => () => undefined;
      const commands = new Set<(command: object) => void>();
      const shell = {
        kind: 'browser',
        hasDialogs: true,
        choose: ({ kind }: { kind: string }) =>
          Promise.resolve(
            kind === 'folder'
              ? ['/home/dj/Music/_Serato_']
              : kind === 'save'
                ? ['/home/dj/Music/Mine.xml']
                : ['/home/dj/a.nml', '/home/dj/b.mp3'],
          ),
        pathOfFile: (file: File) => `/home/dj/${file.name}`,
        onCommand: (listener: (command: object) => void) => {
          commands.add(listener);
          return () => commands.delete(listener);
        },
        onHostRestart: nothing,
      };
      Object.assign(window, { musicforge: shell, commands });
    });
    await ui.page.reload();
    await ui.page.locator('[data-row="0"] .title-text').waitFor();
  }
  const chosen = () =>
    dialog().getByRole('grid', { name: 'Chosen files and folders' }).getByRole('row').allTextContents();

  test('files dropped onto the window are chosen', async () => {
    await openWithShell();
    await ui.page.evaluate(() => {
      const data = new DataTransfer();
      for (const name of ['collection.xml', 'warmup.m3u8']) data.items.add(new File(['.'], name));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await heading('Choose what to import').waitFor();
    expect(await chosen()).toEqual(['collection.xml', 'warmup.m3u8']);
    expect(ui.host.interchange().previewed).toEqual([]);
  });

  test('a folder is chosen by the dialog of the system', async () => {
    await openWithShell();
    await press('Control+Shift+O');
    await button('Folder…').press('Enter');
    await expect.poll(chosen).toEqual(['_Serato_']);
    await button('Files…').press('Enter');
    await expect.poll(chosen).toEqual(['_Serato_', 'a.nml', 'b.mp3']);
  });

  test('the place of an export is chosen by the dialog of the system', async () => {
    await openWithShell();
    await ui.page.getByRole('navigation').getByRole('button', { name: 'Export to another program' }).press('Enter');
    const exporting = ui.page.getByRole('dialog', { name: 'Export to another program' });
    await expect.poll(() => exporting.getByLabel('Folder to write to').inputValue()).toBe('/home/dj');
    await exporting.getByRole('button', { name: 'Save as…' }).press('Enter');
    await expect.poll(() => exporting.getByLabel('File name').inputValue()).toBe('Mine.xml');
    await expect.poll(() => exporting.getByLabel('Folder to write to').inputValue()).toBe('/home/dj/Music');
  });

  test('the menu opens the dialogs of import, export and archives', async () => {
    await openWithShell();
    for (const [name, title] of [
      ['import', 'Import from another program'],
      ['export', 'Export to another program'],
      ['open-archive', 'Open library archive'],
    ] as const) {
      await ui.page.evaluate((command) => {
        const { commands } = window as unknown as { commands: Set<(command: object) => void> };
        for (const listener of commands) listener({ name: command });
      }, name);
      const opened = ui.page.getByRole('dialog', { name: title });
      await opened.waitFor();
      await ui.page.keyboard.press('Escape');
      await opened.waitFor({ state: 'detached' });
      // It was the menu that opened it: nothing to go back to.
      expect(await ui.page.getByRole('dialog').count()).toBe(0);
    }
  });
});
