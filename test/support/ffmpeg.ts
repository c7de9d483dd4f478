import { spawn } from 'node:child_process';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';

/** The ffmpeg of this machine; tests that need audio files make them with it. */
export const ffmpegPath = await locateFfmpeg({ env: process.env });

/** Runs ffmpeg to make a test file. @throws {Error} With ffmpeg's words if it fails. */
export function runFfmpeg(args: readonly string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(ffmpegPath, ['-v', 'error', '-y', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.on('error', fail);
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(text || `ffmpeg ended with ${code}`))));
  });
}
