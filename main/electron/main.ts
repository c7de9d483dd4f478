import { join } from 'node:path';
import { app, BrowserWindow, dialog, Menu, safeStorage } from 'electron';
import { writeFileAtomic } from '#main/platform/atomic-file.ts';
import { parseLaunchOptions } from '#main/platform/launch-options.ts';
import { createLogger, type Logger } from '#main/platform/logger.ts';
import { unpackedPath } from '#main/platform/unpacked-path.ts';
import { SHELL_CHANNELS } from '#shared/shell/shell-channels.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { PAGE_URL } from './app-url.ts';
import { HostProcess } from './host-process.ts';
import { denyPermissions, keepOnPage } from './lock-down.ts';
import { menuTemplate } from './menu-template.ts';
import { readRecentFolders, withRecentFolder } from '#main/platform/recent-folders.ts';
import { safeStorageCipher } from './safe-storage-cipher.ts';
import { answerShellCalls } from './shell-calls.ts';
import { windowOptions } from './window-options.ts';

/** dist/, or app.asar/dist: this file is built to dist/electron/main.js. */
const DIST = join(import.meta.dirname, '..');
const args = process.argv.slice(app.isPackaged ? 1 : 2);
const options = parseLaunchOptions(args);
// Two libraries are two programs: each has its own lock, window state and cookies.
if (options.dataFolder !== null) app.setPath('userData', join(options.dataFolder, 'window'));

function giveUp(message: string): void {
  dialog.showErrorBox('MusicForge cannot run', message);
  app.exit(1);
}

function showMenu(window: BrowserWindow, recentFolders: readonly string[]): void {
  const template = menuTemplate({
    isMac: process.platform === 'darwin',
    isPackaged: app.isPackaged,
    recentFolders,
    run: (command) => window.webContents.send(SHELL_CHANNELS.command, command),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function openWindow(host: HostProcess, log: Logger): BrowserWindow {
  const window = new BrowserWindow(windowOptions(join(DIST, 'preload', 'preload.cjs'), app.isPackaged));
  keepOnPage(window.webContents);
  window.once('ready-to-show', () => window.show());
  const recentFile = join(app.getPath('userData'), 'recent-folders.json');
  let recentFolders = readRecentFolders(recentFile);
  showMenu(window, recentFolders);
  answerShellCalls(window, {
    connectHost: () => host.connect(window.webContents),
    folderAdded: (folder) => {
      recentFolders = withRecentFolder(recentFolders, folder);
      app.addRecentDocument(folder);
      showMenu(window, recentFolders);
      // The list is a convenience: a full disk must not stop the folder from being added.
      writeFileAtomic(recentFile, JSON.stringify(recentFolders)).catch((error: unknown) =>
        log.warn('recent folders not written', { error }),
      );
    },
  });
  void window.loadURL(PAGE_URL);
  return window;
}

/** Quits when the host has ended: its jobs are back in the queue and its database is closed. */
function stopHostBeforeQuit(host: HostProcess): void {
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void host.stop().finally(() => {
      stopped = true;
      app.quit();
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
}

async function run(): Promise<void> {
  let window: BrowserWindow | null = null;
  const log = createLogger(join(app.getPath('userData'), 'logs', 'window.log'));
  const cipher = safeStorageCipher(safeStorage, process.platform);
  const host = new HostProcess(unpackedPath(join(DIST, 'host', 'utility-entry.js')), args, cipher, {
    ended: (code) => log.error('host ended', { code }),
    restarted: (message) => window?.webContents.send(SHELL_CHANNELS.hostRestart, message),
    failed: giveUp,
  });
  await app.whenReady();
  denyPermissions();
  serveApp(join(DIST, 'renderer'), host.media, app.isPackaged ? null : options.devPage);
  host.start();
  stopHostBeforeQuit(host);
  window = openWindow(host, log);
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
}

if (app.requestSingleInstanceLock()) {
  registerAppScheme();
  run().catch((error: unknown) => giveUp(error instanceof Error ? error.message : String(error)));
} else {
  app.quit();
}
