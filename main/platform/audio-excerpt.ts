import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { CONTAINERS } from './decode.ts';

const TIMEOUT_MS = 60_000;
/** Largest single piece of memory that ffmpeg may take for a file. */
const MAX_ALLOC_BYTES = 256 * 1024 * 1024;
/** Far more than 12 seconds can be; a program that gives more is not the ffmpeg it should be. */
const MAX_BYTES = 8 * 1024 * 1024;

export interface Excerpt {
  /** Absolute. */
  readonly path: string;
  readonly startSeconds: number;
  readonly seconds: number;
}

function ffmpegArguments({ path, startSeconds, seconds }: Excerpt): string[] {
  const log = ['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'error'];
  const limits = ['-protocol_whitelist', 'file,pipe', '-max_alloc', String(MAX_ALLOC_BYTES), '-threads', '1'];
  const part = ['-ss', startSeconds.toFixed(3), '-t', String(seconds)];
  const input = ['-format_whitelist', CONTAINERS, '-vn', '-sn', '-dn', ...part, '-i', `file:${resolve(path)}`];
  const output = ['-map', '0:a:0', '-map_metadata', '-1', '-ac', '1', '-ar', '44100', '-c:a', 'flac'];
  return [...log, ...limits, ...input, ...output, '-sample_fmt', 's16', '-f', 'flac', 'pipe:1'];
}

/**
 * A part of a music file as FLAC, one channel at 44.1 kHz and without tags, made by ffmpeg as a child process.
 * @throws {AppError} `unreadable-audio`, `ffmpeg-missing`, or `cancelled` by the signal.
 */
export async function readExcerpt(ffmpegPath: string, excerpt: Excerpt, signal: AbortSignal): Promise<Uint8Array> {
  const stop = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const child = spawn(ffmpegPath, ffmpegArguments(excerpt), { stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
  const kill = () => child.kill('SIGKILL');
  stop.addEventListener('abort', kill, { once: true });
  if (stop.aborted) kill();
  const chunks: Buffer[] = [];
  let size = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_BYTES) kill();
    else chunks.push(chunk);
  });
  try {
    const code = await new Promise<number | null>((done, fail) => {
      child.once('error', fail);
      child.once('close', done);
    });
    if (signal.aborted) throw new AppError('cancelled', 'The recognition was cancelled.');
    if (code === 0 && size > 0) return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('ffmpeg-missing', 'ffmpeg could not be started. Check its path in Settings.', {}, error);
  } finally {
    stop.removeEventListener('abort', kill);
  }
  throw new AppError('unreadable-audio', 'No part of this file could be read: it is damaged or not there.');
}
