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

/** Inside a folder of Playwright's cache: the names of its newer browsers, then those of the older ones. */
const PLAYWRIGHT_PROGRAMS = [
  'chrome-linux64/chrome',
  'chrome-linux/chrome',
  'chrome-win64/chrome.exe',
  'chrome-win/chrome.exe',
  ...['chrome-mac-arm64', 'chrome-mac-x64', 'chrome-mac'].flatMap((folder) => [
    `${folder}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
    `${folder}/Chromium.app/Contents/MacOS/Chromium`,
  ]),
  ...['linux64', 'linux-arm64', 'mac-arm64', 'mac-x64'].map(
    (platform) => `chrome-headless-shell-${platform}/chrome-headless-shell`,
  ),
  'chrome-headless-shell-win64/chrome-headless-shell.exe',
  'chrome-linux/headless_shell',
  'chrome-mac/headless_shell',
  'chrome-win/headless_shell.exe',
];

/** Whole browsers before headless shells, then by build: 1200 comes before 999. */
function newestFirst(a: string, b: string): number {
  const build = (name: string) => Number(name.split('-')[1]);
  return Number(b.startsWith('chromium-')) - Number(a.startsWith('chromium-')) || build(b) - build(a);
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
      .filter((name) => name.startsWith('chromium-') || name.startsWith('chromium_headless_shell-'))
      .sort(newestFirst)
      .flatMap((name) => PLAYWRIGHT_PROGRAMS.map((program) => join(root, name, ...program.split('/'))));
  });
}

function onPath(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const ending = process.platform === 'win32' ? '.exe' : '';
  return COMMANDS.flatMap((command) => folders.map((folder) => join(folder, `${command}${ending}`)));
}

/** The Chromium for browser tests: CHROMIUM_PATH, the system's, or Playwright's. null where there is none. */
export function findChromium(): string | null {
  const asked = process.env['CHROMIUM_PATH'];
  const candidates = [...(asked ? [asked] : []), ...onPath(), ...usualPlaces(), ...playwrightCache()];
  return candidates.find((candidate) => existsSync(candidate)) ?? null;
}

/**
 * Headless, without the browser's own traffic, playing without a click. Pages are drawn on the processor: a graphics card
 * in software takes seven times as long for them, and is there for WebGL alone.
 */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--enable-unsafe-swiftshader',
  '--autoplay-policy=no-user-gesture-required',
];
