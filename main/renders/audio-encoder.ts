import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { DECODED_SAMPLE_RATE } from '#main/platform/decode.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { RenderFormat } from './render-messages.ts';

/** What is written: CD quality, or the best that players of every age read. */
const CODECS: Readonly<Record<RenderFormat, readonly string[]>> = {
  wav: ['-c:a', 'pcm_s16le', '-f', 'wav'],
  mp3: ['-c:a', 'libmp3lame', '-b:a', '320k', '-f', 'mp3'],
};
const FULL_DISK = /No space left on device|Disk quota exceeded|not enough space on the disk/i;
const ERROR_TEXT_CHARS = 2000;

function encoderArguments(format: RenderFormat, output: string): string[] {
  const log = ['-hide_banner', '-nostats', '-loglevel', 'error', '-y'];
  const input = ['-f', 'f32le', '-ar', String(DECODED_SAMPLE_RATE), '-ac', '2', '-i', 'pipe:0'];
  return [...log, ...input, ...CODECS[format], `file:${output}`];
}

function failure(errorText: string): AppError {
  if (FULL_DISK.test(errorText)) {
    return new AppError('storage-full', 'The disk is full: nothing was rendered. Free some space.');
  }
  const reason = errorText.trim().slice(-300);
  return new AppError('unavailable', 'ffmpeg could not write the audio. Check that it can encode it.', { reason });
}

/** Writes samples to an audio file with ffmpeg, without a shell; waits while ffmpeg is busy. */
export class AudioEncoder {
  private readonly child: ChildProcessByStdio<Writable, null, Readable>;
  private readonly ended: Promise<number | null>;
  private errorText = '';

  /** @param output Written over. */
  constructor(ffmpegPath: string, format: RenderFormat, output: string) {
    this.child = spawn(ffmpegPath, encoderArguments(format, output), {
      stdio: ['pipe', 'ignore', 'pipe'],
      windowsHide: true,
    });
    // When ffmpeg stops reading it has failed, and says why in its own words: the broken pipe says nothing more.
    this.child.stdin.on('error', () => undefined);
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.errorText = (this.errorText + text).slice(-ERROR_TEXT_CHARS);
    });
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code) => resolve(code));
    });
    // Told where it is waited for.
    this.ended.catch(() => undefined);
  }

  /** @param samples Interleaved stereo, full scale 1; may be used again afterwards. @throws {AppError} When ffmpeg has ended. */
  async write(samples: Float32Array): Promise<void> {
    if (this.child.exitCode !== null) throw failure(this.errorText);
    const bytes = Buffer.from(Uint8Array.from(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)));
    if (this.child.stdin.write(bytes)) return;
    await Promise.race([once(this.child.stdin, 'drain'), this.ended]);
  }

  /** @throws {AppError} `storage-full`, `unavailable`, `ffmpeg-missing` */
  async finish(): Promise<void> {
    this.child.stdin.end();
    let code: number | null;
    try {
      code = await this.ended;
    } catch (error) {
      throw new AppError('ffmpeg-missing', 'ffmpeg could not be started. Check its path in Settings.', {}, error);
    }
    if (code !== 0) throw failure(this.errorText);
  }

  /** Ends it, and what it has written is of no use. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended.catch(() => null);
  }
}
