import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { writeError } from '#main/platform/atomic-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { COVER_SIZE } from './cover.ts';
import type { DemoTrack } from './demo-track.ts';
import { encoderArgs, metadataText } from './encoder-args.ts';

/** A track as synthesised: 16-bit samples, interleaved stereo at 44.1 kHz, and its cover as PNG. */
export interface RenderedTrack {
  readonly samples: Int16Array<ArrayBuffer>;
  readonly cover: Uint8Array<ArrayBuffer>;
}

export interface EncodeRequest {
  readonly track: DemoTrack;
  readonly rendered: RenderedTrack;
  /** An existing folder for passing files; the caller removes it. */
  readonly workFolder: string;
  /** Absolute path of the file to write. */
  readonly output: string;
}

/** @throws {AppError} `ffmpeg-missing`, `storage-full`, `unavailable`; `cancelled` when the signal aborts. */
export type EncodeTrack = (request: EncodeRequest, signal: AbortSignal) => Promise<void>;

const FULL_DISK = /No space left on device|Disk quota exceeded|not enough space on the disk/i;
const ERROR_TEXT_CHARS = 2000;

/** Samples as little-endian bytes, whatever the machine. */
function littleEndianBytes(samples: Int16Array<ArrayBuffer>): Buffer {
  const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
  return isLittleEndian ? bytes : Buffer.from(bytes).swap16();
}

function failure(title: string, errorText: string): AppError {
  if (FULL_DISK.test(errorText)) {
    return new AppError('storage-full', 'The disk is full: the demo library was not finished. Free some space.', {
      title,
    });
  }
  return new AppError(
    'unavailable',
    `ffmpeg could not write "${title}". Check that it can encode mp3, flac, aac and vorbis.`,
    { title, reason: errorText.trim().slice(-300) },
  );
}

async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text = (text + String(chunk)).slice(-ERROR_TEXT_CHARS);
  return text;
}

async function runEncoder(ffmpeg: string, args: readonly string[], input: Buffer, title: string, signal: AbortSignal) {
  const child = spawn(ffmpeg, args, {
    stdio: ['pipe', 'ignore', 'pipe'],
    windowsHide: true,
    signal,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  // When ffmpeg stops reading it has failed, and says why in its own words: the broken pipe says nothing more.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code, errorText] = await Promise.all([ended, textOf(child.stderr)]);
  if (code !== 0) throw failure(title, errorText);
}

function startError(error: unknown): unknown {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'syscall' in error;
  if (!isMissing) return error;
  return new AppError(
    'ffmpeg-missing',
    'ffmpeg is needed to make the demo library and was not found. Install it, or set its path in Settings.',
    {},
    error,
  );
}

/** Encodes tracks with ffmpeg, without a shell. @param ffmpegPath Gives the program to run; may throw `ffmpeg-missing`. */
export function createFfmpegEncoder(ffmpegPath: () => Promise<string>): EncodeTrack {
  return async ({ track, rendered, workFolder, output }, signal) => {
    const ffmpeg = await ffmpegPath();
    const cover = join(workFolder, `${track.id}.png`);
    const metadata = join(workFolder, `${track.id}.txt`);
    try {
      await writeFile(cover, rendered.cover);
      await writeFile(metadata, metadataText(track, rendered.cover, COVER_SIZE));
    } catch (error) {
      throw writeError(error, track.title);
    }
    try {
      const args = encoderArgs(track, { cover, metadata, output });
      await runEncoder(ffmpeg, args, littleEndianBytes(rendered.samples), track.title, signal);
    } catch (error) {
      if (signal.aborted) throw new AppError('cancelled', 'Making the demo library was stopped.', {}, error);
      throw startError(error);
    }
  };
}
