import type { ShellApi } from '#shared/shell/shell-api.ts';

/** What a page can do by itself: the substitute for the window's shell in a browser. */
export function createBrowserShell(): ShellApi {
  return {
    kind: 'browser',
    hasDialogs: false,
    choose: async () => [],
    pathOfFile: () => null,
    rememberFolder: () => undefined,
    copyText: (text) => navigator.clipboard.writeText(text),
    onCommand: () => () => undefined,
    onHostRestart: () => () => undefined,
  };
}
