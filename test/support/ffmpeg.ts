import { spawn } from 'node:child_process';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Found as the product finds it. Tests that need it are skipped where this is null. */
export const ffmpegPath: string | null = await locateFfmpeg({ env: process.env }).catch((error: unknown) => {
  if (error instanceof AppError && error.code === 'ffmpeg-missing') return null;
  throw error;
});

/** The ffmpeg of this machine, inside tests that are skipped without it. @throws {Error} Where there is none. */
export function needFfmpeg(): string {
  if (ffmpegPath === null) throw new Error('This needs ffmpeg: guard it with skipIf(ffmpegPath === null).');
  return ffmpegPath;
}

/** Runs ffmpeg to make a test file. @throws {Error} With ffmpeg's words if it fails. */
export function runFfmpeg(args: readonly string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(needFfmpeg(), ['-v', 'error', '-y', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.on('error', fail);
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(text || `ffmpeg ended with ${code}`))));
  });
}
