import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CONNECT_HOST, HOST_PORT } from '#shared/shell/host-port.ts';
import type { ShellApi } from '#shared/shell/shell-api.ts';
import { SHELL_CHANNELS } from '#shared/shell/shell-channels.ts';

/** Hands on what the main process says under `channel`. @returns Ends the listening. */
function listen(channel: string, listener: (value: never) => void): () => void {
  const receive = (_event: unknown, value: unknown) => listener(value as never);
  ipcRenderer.on(channel, receive);
  return () => void ipcRenderer.off(channel, receive);
}

const shell: ShellApi = {
  kind: 'electron',
  hasDialogs: true,
  choose: (request) => ipcRenderer.invoke(SHELL_CHANNELS.choose, request),
  pathOfFile: (file) => webUtils.getPathForFile(file as File) || null,
  rememberFolder: (path) => ipcRenderer.send(SHELL_CHANNELS.rememberFolder, path),
  copyText: (text) => ipcRenderer.invoke(SHELL_CHANNELS.copyText, text),
  onCommand: (listener) => listen(SHELL_CHANNELS.command, listener),
  onHostRestart: (listener) => listen(SHELL_CHANNELS.hostRestart, listener),
};

// A port cannot cross contextBridge: it goes by postMessage, to this page's own origin only.
window.addEventListener('message', (event) => {
  if (event.source === window && event.data === CONNECT_HOST) ipcRenderer.send(SHELL_CHANNELS.connectHost);
});
ipcRenderer.on(SHELL_CHANNELS.hostPort, (event) => {
  window.postMessage(HOST_PORT, window.location.origin, [...event.ports]);
});

contextBridge.exposeInMainWorld('musicforge', shell);
