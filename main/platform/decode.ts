import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '#shared/errors/app-error.ts';
import { type AudioSourceInfo, createFfmpegLog, type FfmpegLog } from './ffmpeg-log.ts';

export const DECODED_SAMPLE_RATE = 44_100;
const BYTES_PER_FRAME = 8;
/** Longest audio that is read; a file that gives more is damaged or made to harm. */
const DEFAULT_MAX_SECONDS = 12 * 3600;
const DEFAULT_TIMEOUT_MS = 30 * 60_000;
/** ffmpeg gives up when it delivers nothing for this long (a dead network drive, a file made to hang). */
const STALL_MS = 60_000;
const WATCH_INTERVAL_MS = 1_000;
/** Largest single piece of memory that ffmpeg may take for a file. */
export const MAX_ALLOC_BYTES = 512 * 1024 * 1024;

/** ffmpeg spreads one channel over two at -3 dB each; it is brought back to its own level. */
const MONO_GAIN = Math.SQRT2;
/** Containers of music. Playlists and scripts, which name other files and addresses, are not among them. */
export const CONTAINERS = [
  'aac,ac3,aiff,amr,ape,asf,au,avi,caf,dsf,dts,eac3,flac,flv,iff,latm,loas,matroska,mov,mp3,mpc,mpc8,mpeg,mpegts',
  'oga,ogg,oma,rm,rso,tak,truehd,tta,voc,w64,wav,wsd,wv,xwma',
].join(',');

export interface DecodeOptions {
  readonly ffmpegPath: string;
  readonly signal?: AbortSignal;
  /** Wall-clock limit of the whole decode. */
  readonly timeoutMs?: number;
  readonly maxSeconds?: number;
  /** Of what the sink gets; 44.1 kHz where nothing is said. */
  readonly sampleRate?: number;
  /** Only this part of the file; less where the file ends before. */
  readonly part?: { readonly startSeconds: number; readonly seconds: number };
}

export interface DecodeSink {
  /** Called once, before the first samples. */
  start(info: AudioSourceInfo): void;
  /** @param samples Interleaved stereo at the sample rate, full scale 1, whole frames. Valid during the call only. */
  samples(samples: Float32Array): void;
  /** Where it is there, nothing more is read before it is done: for sinks that hand on what they get. */
  taken?(): Promise<void>;
}

export interface DecodeResult {
  readonly frames: number;
  /** ffmpeg gave up in the middle: what could be decoded was given to the sink. */
  readonly brokenOff: boolean;
}

interface Wanted {
  readonly maxSeconds: number;
  readonly sampleRate: number;
  readonly part: DecodeOptions['part'];
}

function ffmpegArguments(path: string, { maxSeconds, sampleRate, part }: Wanted): string[] {
  const log = ['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'level+info'];
  const limits = ['-protocol_whitelist', 'file,pipe', '-max_alloc', String(MAX_ALLOC_BYTES), '-threads', '1'];
  const only = part ? ['-ss', part.startSeconds.toFixed(3), '-t', String(part.seconds)] : [];
  const input = ['-format_whitelist', CONTAINERS, '-vn', '-sn', '-dn', ...only, '-i', `file:${resolve(path)}`];
  const output = ['-map', '0:a:0', '-t', String(maxSeconds + 1), '-ac', '2', '-ar', String(sampleRate)];
  // Whole blocks go through the pipe and not each packet: a third of the writes.
  return [...log, ...limits, ...input, ...output, '-flush_packets', '0', '-f', 'f32le', 'pipe:1'];
}

/** What stands in the way of opening a file, in words. */
function openingError(cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return gone(cause);
  if (code === 'EACCES' || code === 'EPERM') return forbidden(cause);
  return new AppError('unreadable-audio', `The file cannot be opened (${code}). Check the drive.`, {}, cause);
}

/** Says why a file cannot even be opened, before ffmpeg does so less clearly. */
async function checkReadable(path: string): Promise<void> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) throw new AppError('unreadable-audio', 'This is not a file.');
    await access(path, constants.R_OK);
    if (facts.size === 0) throw new AppError('unreadable-audio', 'The file is empty (0 bytes).');
  } catch (error) {
    throw error instanceof AppError ? error : openingError(error);
  }
}

const gone = (cause?: unknown): AppError =>
  new AppError('not-found', 'The file is not there any more. Rescan its folder.', {}, cause);
const forbidden = (cause?: unknown): AppError =>
  new AppError('permission-denied', 'The file may not be read. Change its permissions.', {}, cause);

function unreadable(log: FfmpegLog): AppError {
  const errors = log.errors();
  const last = errors.at(-1) ?? '';
  const text = errors.join('\n');
  if (/does not contain any stream|matches no streams|Output file .*no stream/i.test(text)) {
    return new AppError('unreadable-audio', 'The file holds no audio.', { ffmpeg: last });
  }
  if (/Permission denied/.test(text)) return forbidden();
  if (/No such file/.test(text)) return gone();
  return new AppError(
    'unreadable-audio',
    'The file is not audio that can be read: it is damaged or its extension is wrong.',
    { ffmpeg: last.slice(0, 300) },
  );
}

/** Turns chunks of bytes of any length into whole, aligned frames, and lifts them by `gain`. */
export function createFrameReader(gain: number, onSamples: (samples: Float32Array) => void): (chunk: Buffer) => number {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const whole = bytes.length - (bytes.length % BYTES_PER_FRAME);
    rest = Buffer.from(bytes.subarray(whole));
    bytes = bytes.subarray(0, whole);
    if (whole === 0) return 0;
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
    const samples = new Float32Array(aligned.buffer, aligned.byteOffset, whole / 4);
    if (gain !== 1) for (let i = 0; i < samples.length; i += 1) samples[i] = (samples[i] ?? 0) * gain;
    onSamples(samples);
    return whole / BYTES_PER_FRAME;
  };
}

type FfmpegProcess = ChildProcessByStdio<null, Readable, Readable>;

/** Resolves when ffmpeg has described its input (or ended), so that the sink starts with the facts. */
function inputDescribed(child: FfmpegProcess, log: FfmpegLog): Promise<void> {
  return new Promise((done) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log.append(text);
      if (log.inputDescribed) done();
    });
    child.stderr.on('close', done);
  });
}

interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

function exitOf(child: FfmpegProcess): Promise<ProcessExit> {
  return new Promise((done, fail) => {
    child.on('error', (cause) => {
      fail(new AppError('ffmpeg-missing', 'ffmpeg could not be started. Check its path in Settings.', {}, cause));
    });
    child.on('close', (code, signal) => done({ code, signal }));
  });
}

/** Kills the process when the caller cancels, time is up, or nothing has come for a minute. */
interface Watchdog {
  /** Something came. */
  feed(): void;
  /** @throws {AppError} If the process was killed, with the reason. */
  throwIfKilled(): void;
  stop(): void;
}

function watch(child: FfmpegProcess, signal: AbortSignal | undefined, timeoutMs: number): Watchdog {
  let reason: AppError | null = null;
  let lastFed = performance.now();
  const started = lastFed;
  const kill = (why: AppError): void => {
    reason ??= why;
    child.kill('SIGKILL');
  };
  const onAbort = (): void => kill(cancelled());
  const timer = setInterval(() => {
    const now = performance.now();
    if (now - started > timeoutMs) kill(new AppError('unavailable', 'Reading took too long and was stopped.'));
    if (now - lastFed > STALL_MS) kill(new AppError('unavailable', 'Reading stopped: no data came for a minute.'));
  }, WATCH_INTERVAL_MS);
  signal?.addEventListener('abort', onAbort);
  // Aborted while the file was being looked at: that event has been.
  if (signal?.aborted === true) onAbort();
  return {
    feed: () => {
      lastFed = performance.now();
    },
    throwIfKilled: () => {
      if (reason) throw reason;
    },
    stop: () => {
      clearInterval(timer);
      signal?.removeEventListener('abort', onAbort);
      child.kill('SIGKILL');
    },
  };
}

interface PumpLimits {
  readonly gain: number;
  readonly maxSeconds: number;
  readonly sampleRate: number;
}

/** Feeds the sink until the audio ends. Reading by `for await` gives back-pressure: ffmpeg waits for the analysers. */
async function pump(child: FfmpegProcess, watchdog: Watchdog, sink: DecodeSink, limits: PumpLimits): Promise<number> {
  let frames = 0;
  const { gain, maxSeconds, sampleRate } = limits;
  const read = createFrameReader(gain, (samples) => sink.samples(samples));
  for await (const chunk of child.stdout) {
    watchdog.feed();
    frames += read(chunk as Buffer);
    if (sink.taken !== undefined) await sink.taken();
    if (frames > maxSeconds * sampleRate) {
      const hours = Math.round(maxSeconds / 360) / 10;
      throw new AppError('unsupported', `The audio is longer than ${hours} hours. Cut it into parts.`);
    }
  }
  return frames;
}

/**
 * Decodes a file to stereo at one sample rate with ffmpeg as a child process: a hostile file can only harm that process.
 * One channel comes as two equal ones at full level; more than two are mixed down by ffmpeg.
 * @throws {AppError} not-found, permission-denied, unreadable-audio (with the reason), unsupported (too long),
 *   cancelled (the signal), ffmpeg-missing; unavailable when ffmpeg crashed or no data came, which may pass.
 */
export async function decode(path: string, options: DecodeOptions, sink: DecodeSink): Promise<DecodeResult> {
  if (options.signal?.aborted) throw cancelled();
  await checkReadable(path);
  const { maxSeconds = DEFAULT_MAX_SECONDS, sampleRate = DECODED_SAMPLE_RATE, part } = options;
  const child = spawn(options.ffmpegPath, ffmpegArguments(path, { maxSeconds, sampleRate, part }), {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const log = createFfmpegLog();
  const exit = exitOf(child);
  exit.catch(() => {}); // awaited below; a failed start must not be an unhandled rejection before that
  const watchdog = watch(child, options.signal, options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  try {
    await Promise.race([inputDescribed(child, log), exit]);
    const info = log.info();
    sink.start(info);
    const frames = await pump(child, watchdog, sink, { gain: info.mono ? MONO_GAIN : 1, maxSeconds, sampleRate });
    const { code, signal } = await exit;
    watchdog.throwIfKilled();
    if (signal) throw new AppError('unavailable', 'ffmpeg was stopped by the system. Try again.', { signal });
    if (frames === 0) throw unreadable(log);
    return { frames, brokenOff: code !== 0 };
  } finally {
    watchdog.stop();
    await exit.catch(() => null); // nothing of this task may be left running when it ends
  }
}

const cancelled = (): AppError => new AppError('cancelled', 'The analysis was cancelled.');
