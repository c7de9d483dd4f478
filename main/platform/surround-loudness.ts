import { resolve } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { CONTAINERS, MAX_ALLOC_BYTES } from './decode.ts';
import { runProcess } from './processes.ts';

export interface SurroundLoudness {
  /** EBU R128 integrated loudness; null for silence. */
  readonly lufs: number | null;
  /** EBU Tech 3342; null for silence. */
  readonly rangeLu: number | null;
}

const TIMEOUT_MS = 30 * 60_000;
/** What the meter says where no block is above the gate. */
const SILENCE_LUFS = -70;

function meterArguments(path: string): string[] {
  const limits = ['-protocol_whitelist', 'file,pipe', '-max_alloc', String(MAX_ALLOC_BYTES), '-threads', '1'];
  const input = ['-format_whitelist', CONTAINERS, '-vn', '-sn', '-dn', '-i', `file:${resolve(path)}`];
  const meter = ['-map', '0:a:0', '-af', 'ebur128=framelog=verbose', '-f', 'null', '-'];
  return ['-hide_banner', '-nostdin', '-nostats', ...limits, ...input, ...meter];
}

/**
 * Loudness of a file of more than two channels. The surround channels weigh 1.41 and the low-frequency one nothing, which a mix
 * to stereo no longer tells, so ffmpeg's meter hears the channels themselves, in a second decode: such files are rare.
 * @throws {AppError} `unavailable` when ffmpeg breaks off; `cancelled` by the signal.
 * @source ITU-R BS.1770-4, annex 1.
 */
export async function measureSurround(
  path: string,
  { ffmpegPath, signal = new AbortController().signal }: { readonly ffmpegPath: string; readonly signal?: AbortSignal },
): Promise<SurroundLoudness> {
  const { code, errorText } = await runProcess(ffmpegPath, meterArguments(path), { signal, timeoutMs: TIMEOUT_MS });
  if (signal.aborted) throw new AppError('cancelled', 'The analysis was cancelled.');
  const lufs = Number(/Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/.exec(errorText)?.[1] ?? Number.NaN);
  const rangeLu = Number(/Loudness range:\s+LRA:\s+(-?[\d.]+) LU/.exec(errorText)?.[1] ?? Number.NaN);
  if (code !== 0 || Number.isNaN(lufs) || Number.isNaN(rangeLu)) {
    throw new AppError('unavailable', 'The loudness of the surround channels could not be measured. Try again.');
  }
  return lufs <= SILENCE_LUFS ? { lufs: null, rangeLu: null } : { lufs, rangeLu };
}
