import type { BrowserWindowConstructorOptions } from 'electron';

/**
 * @param preload Absolute path of the preload script.
 * @param isPackaged Whether this is the installed program: then there are no developer tools.
 */
export function windowOptions(preload: string, isPackaged: boolean): BrowserWindowConstructorOptions {
  return {
    title: 'MusicForge',
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    // The page's dark ground: no white flash before it has drawn.
    backgroundColor: '#14161a',
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: !isPackaged,
      // Playback and its display go on while another window is in front.
      backgroundThrottling: false,
    },
  };
}
