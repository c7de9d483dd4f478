import type { Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseTrackName } from '#shared/domain/artist-names-file.ts';
import { type AudioFormat, fileStem, mayBeAudio } from './audio-format.ts';
import { byteReader } from '#main/platform/byte-reader.ts';
import { type AudioContent, fullHash, locateContent, sampledHash } from './content-hash.ts';
import { type AudioHeaders, type AudioTags, readTags, type TagReading, UNREAD } from './read-tags.ts';
import { type SniffedAudio, sniffAudio } from './sniff-audio.ts';

/** One audio file, read. `tags` always has a title. */
export interface AudioFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly contentHash: string;
  readonly format: AudioFormat;
  readonly tags: AudioTags;
  readonly headers: AudioHeaders;
  /** The file is usable, but not all of it could be read: why, in words. */
  readonly warning: string | null;
}

export type FileReading =
  | { readonly kind: 'audio'; readonly file: AudioFile }
  /** `reason`: what is wrong and, where there is something, what to do. */
  | { readonly kind: 'problem'; readonly reason: string }
  /** Not a music file and not named like one: nobody expects it in the library. */
  | { readonly kind: 'ignored' };

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'No permission to read it. Change the permissions of the file and scan again.',
  EPERM: 'No permission to read it. Change the permissions of the file and scan again.',
  ENOENT: 'It was moved or deleted during the scan.',
  EIO: 'The drive reported an error while reading it. Check the drive.',
  EMFILE: 'Too many files are open. Close other programs and scan again.',
  EISDIR: 'It is a folder.',
};

/** Why a file could not be read, in words for the user. */
export function readFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? `It could not be read (${code || (error instanceof Error ? error.message : 'unknown')}).`;
}

/** Runs `use` on the content of an open file. */
async function withContent<Result>(
  path: string,
  use: (reader: ReturnType<typeof byteReader>, content: AudioContent | null) => Promise<Result>,
): Promise<Result> {
  const handle = await open(path, 'r');
  try {
    const reader = byteReader(handle, (await handle.stat()).size);
    const audio = reader.size === 0 ? null : await sniffAudio(reader);
    return await use(reader, audio === null ? null : await locateContent(reader, audio));
  } finally {
    await handle.close();
  }
}

/** What a file is by its bytes, and where it begins behind ID3 tags in front; null when it is no sound. */
export async function identifySound(path: string): Promise<SniffedAudio | null> {
  return await withContent(path, async (_reader, content) => content?.audio ?? null);
}

/** Hash of the whole sound, for telling two files with equal samples apart. @returns null when it cannot be read. */
export async function readFullHash(path: string): Promise<string | null> {
  try {
    return await withContent(path, async (reader, content) =>
      content === null ? null : await fullHash(reader, content),
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

function withTitle(tags: AudioTags, path: string): AudioTags {
  if (tags.title !== '') return tags;
  const named = parseTrackName(fileStem(basename(path)));
  return { ...tags, title: named.title, artist: tags.artist === '' ? named.artist : tags.artist };
}

async function readTagsOrWarn(path: string, format: AudioFormat): Promise<TagReading & { warning: string | null }> {
  try {
    return { ...(await readTags(path, format)), warning: null };
  } catch {
    // Whatever the parser stumbled over, the sound may be whole: the analysis will tell.
    return { ...UNREAD, warning: 'Its tags are damaged and were not read; title and artist come from the file name.' };
  }
}

/**
 * Reads what the library keeps of one file. Never throws for what a file holds: damaged and foreign files are results.
 */
export async function readAudioFile(path: string, stats: Pick<Stats, 'size' | 'mtimeMs'>): Promise<FileReading> {
  const isNamedAudio = mayBeAudio(basename(path)) === 'yes';
  if (stats.size === 0) {
    return isNamedAudio
      ? { kind: 'problem', reason: 'The file is empty. Copy it again from where it came.' }
      : { kind: 'ignored' };
  }
  try {
    const found = await withContent(path, async (reader, content) =>
      content === null || content.length === 0
        ? null
        : { format: content.audio.format, contentHash: await sampledHash(reader, content) },
    );
    if (found === null) return notAudio(isNamedAudio);
    const { tags, headers, hasAudio, warning } = await readTagsOrWarn(path, found.format);
    if (!hasAudio) return isNamedAudio ? { kind: 'problem', reason: 'There is no sound in it.' } : { kind: 'ignored' };
    const { size: sizeBytes, mtimeMs } = stats;
    const file = { path, sizeBytes, modifiedMs: Math.floor(mtimeMs), ...found, headers, warning };
    return { kind: 'audio', file: { ...file, tags: withTitle(tags, path) } };
  } catch (error) {
    return isNamedAudio ? { kind: 'problem', reason: readFailure(error) } : { kind: 'ignored' };
  }
}

function notAudio(isNamedAudio: boolean): FileReading {
  if (!isNamedAudio) return { kind: 'ignored' };
  return { kind: 'problem', reason: 'There is no audio in it, although its name says so.' };
}
