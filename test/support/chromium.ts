import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Where a browser stands that is not on the PATH. */
function usualPlaces(): string[] {
  const programFiles = [process.env['ProgramFiles'], process.env['ProgramFiles(x86)'], process.env['LOCALAPPDATA']];
  return [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...programFiles.flatMap((folder) =>
      folder === undefined ? [] : [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')],
    ),
  ];
}

function playwrightCache(): string[] {
  const roots = [
    process.env['PLAYWRIGHT_BROWSERS_PATH'],
    join(homedir(), '.cache', 'ms-playwright'),
    join(homedir(), 'Library', 'Caches', 'ms-playwright'),
    join(homedir(), 'AppData', 'Local', 'ms-playwright'),
  ];
  return roots.flatMap((root) => {
    if (root === undefined || !existsSync(root)) return [];
    return readdirSync(root)
      .filter((name) => name.startsWith('chromium-'))
      .sort()
      .reverse()
      .flatMap((name) => [
        join(root, name, 'chrome-linux', 'chrome'),
        join(root, name, 'chrome-win', 'chrome.exe'),
        join(root, name, 'chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'),
      ]);
  });
}

function onPath(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
}

/** The Chromium for browser tests: CHROMIUM_PATH, the system's, or Playwright's. null where there is none. */
export function findChromium(): string | null {
  const asked = process.env['CHROMIUM_PATH'];
  const candidates = [...(asked ? [asked] : []), ...onPath(), ...usualPlaces(), ...playwrightCache()];
  return candidates.find((candidate) => existsSync(candidate)) ?? null;
}

/** Headless, without the browser's own traffic, drawing in software, playing without a click. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--autoplay-policy=no-user-gesture-required',
];
