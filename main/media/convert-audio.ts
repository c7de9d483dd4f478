import { resolve } from 'node:path';
import { runProcess } from '#main/platform/processes.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Convert } from './conversion-cache.ts';

const TIMEOUT_MS = 10 * 60_000;
/** Largest single piece of memory that ffmpeg may take for a file. */
const MAX_ALLOC_BYTES = 512 * 1024 * 1024;
/** The nearest of these is taken: DSD decodes to 352.8 kHz, which no browser plays. */
const SAMPLE_RATES = 'aformat=sample_rates=192000|176400|96000|88200|48000|44100|32000|22050|16000|11025|8000';

function ffmpegArguments(source: string, target: string): string[] {
  const log = ['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'error', '-y'];
  const limits = ['-protocol_whitelist', 'file,pipe', '-max_alloc', String(MAX_ALLOC_BYTES), '-threads', '1'];
  const input = ['-vn', '-sn', '-dn', '-i', `file:${resolve(source)}`, '-map', '0:a:0', '-map_metadata', '-1'];
  const output = ['-af', SAMPLE_RATES, '-c:a', 'flac', '-compression_level', '3', '-sample_fmt', 's16', '-f', 'flac'];
  return [...log, ...limits, ...input, ...output, `file:${resolve(target)}`];
}

/**
 * Converts a music file to 16-bit FLAC with ffmpeg as a child process.
 * @param findFfmpeg Path of ffmpeg. @throws {AppError} `ffmpeg-missing`
 * @param stop Aborts when the host stops: what runs is killed.
 */
export function audioConverter(findFfmpeg: () => Promise<string>, stop: AbortSignal): Convert {
  return async (source, target) => {
    const program = await findFfmpeg();
    const { code, errorText } = await runProcess(program, ffmpegArguments(source, target), {
      signal: stop,
      timeoutMs: TIMEOUT_MS,
    });
    if (code === 0) return;
    if (stop.aborted) throw new AppError('cancelled', 'MusicForge stops.');
    if (/No space left/i.test(errorText))
      throw new AppError('storage-full', 'The disk is full. Free some space to play this track.');
    throw new AppError(
      'unreadable-audio',
      'This file cannot be made playable: it is damaged or its extension is wrong.',
      {},
      new Error(errorText),
    );
  };
}
