import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { applyTags } from 'taglib-wasm/simple';
import { needFfmpeg } from './ffmpeg.ts';

/** A command that hangs is a mistake in the test. */
const LIMIT = { timeout: 20_000, killSignal: 'SIGKILL' } as const;

export interface AudioFileOptions {
  /** Of the sine; two frequencies are two recordings. */
  readonly hz?: number;
  readonly seconds?: number;
  readonly tags?: Readonly<Record<string, string>>;
  /** Further ffmpeg arguments for the output. */
  readonly output?: readonly string[];
}

/** Writes a short audio file; the format follows from the ending of `path`. */
export function makeAudioFile(
  path: string,
  { hz = 440, seconds = 1, tags = {}, output = [] }: AudioFileOptions = {},
): void {
  const metadata = Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]);
  const source = ['-f', 'lavfi', '-i', `sine=frequency=${hz}:duration=${seconds}`];
  execFileSync(
    needFfmpeg(),
    ['-v', 'error', '-nostdin', '-y', ...source, ...metadata, ...output, `file:${path}`],
    LIMIT,
  );
}

/** Copies a file with other tags, as a tag editor does: everything else stays byte for byte. */
export async function retagAudioFile(
  from: string,
  to: string,
  tags: { title?: string; artist?: string },
): Promise<void> {
  writeFileSync(to, await applyTags(new Uint8Array(readFileSync(from)), tags));
}
