import { type BrowserWindow, clipboard, dialog, ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { openOptions, saveOptions } from '#main/platform/dialog-options.ts';
import { DialogRequest } from '#shared/shell/dialog-request.ts';
import { SHELL_CHANNELS } from '#shared/shell/shell-channels.ts';
import { isAppUrl } from './app-url.ts';

const Text = z.string().max(1_000_000);
const FolderPath = z.string().min(1).max(4096);

/** Only the page itself may ask; a frame of another origin never exists, and would be refused. */
function isFromPage(window: BrowserWindow, event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return event.sender === window.webContents && isAppUrl(event.senderFrame?.url ?? '');
}

export interface ShellCallHandlers {
  /** A music folder was added. */
  folderAdded(folder: string): void;
  connectHost(): void;
}

/** Answers what the preload script may ask (shared/shell/shell-channels.ts). */
export function answerShellCalls(window: BrowserWindow, handlers: ShellCallHandlers): void {
  ipcMain.handle(SHELL_CHANNELS.choose, async (event, asked: unknown) => {
    if (!isFromPage(window, event)) return [];
    const request = DialogRequest.parse(asked);
    if (request.kind !== 'save') return (await dialog.showOpenDialog(window, openOptions(request))).filePaths;
    const { filePath } = await dialog.showSaveDialog(window, saveOptions(request));
    return filePath === '' ? [] : [filePath];
  });
  ipcMain.handle(SHELL_CHANNELS.copyText, async (event, text: unknown) => {
    if (isFromPage(window, event)) await clipboard.writeText(Text.parse(text));
  });
  ipcMain.on(SHELL_CHANNELS.rememberFolder, (event, folder: unknown) => {
    if (isFromPage(window, event)) handlers.folderAdded(FolderPath.parse(folder));
  });
  ipcMain.on(SHELL_CHANNELS.connectHost, (event) => {
    if (isFromPage(window, event)) handlers.connectHost();
  });
}
