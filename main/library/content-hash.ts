import { createHash, type Hash } from 'node:crypto';
import type { ByteReader } from '#main/platform/byte-reader.ts';
import { contentExtents, type Extent } from './content-extents.ts';
import type { SniffedAudio } from './sniff-audio.ts';

/** Windows spread evenly over the content, the first and the last at its ends. */
const WINDOWS = 8;
const WINDOW_BYTES = 32 * 1024;
const FULL_BLOCK_BYTES = 1024 * 1024;
const HASH_HEX_DIGITS = 40;
/** Sequence number and checksum end here in a page header. */
const OGG_NUMBERS_END = 26;

/** The content of a file: where it is and what kind. */
export interface AudioContent {
  readonly audio: SniffedAudio;
  readonly extents: readonly Extent[];
  readonly length: number;
}

export async function locateContent(reader: ByteReader, audio: SniffedAudio): Promise<AudioContent> {
  const extents = await contentExtents(reader, audio);
  return { audio, extents, length: extents.reduce((sum, { start, end }) => sum + end - start, 0) };
}

/** Cuts [from, to) of the content, counted over all its extents, into stretches of the file. */
function stretches(extents: readonly Extent[], from: number, to: number): Extent[] {
  const result: Extent[] = [];
  let offset = 0;
  for (const { start, end } of extents) {
    const low = Math.max(from, offset);
    const high = Math.min(to, offset + end - start);
    if (high > low) result.push({ start: start + low - offset, end: start + high - offset });
    offset += end - start;
  }
  return result;
}

/**
 * A retag of an Ogg file may renumber every page, which also changes its checksum: both are blanked.
 * @source RFC 3533, 6: sequence number at byte 18, checksum at 22.
 */
function blankOggPageNumbers(bytes: Buffer): Buffer {
  for (let page = bytes.indexOf('OggS'); page >= 0; page = bytes.indexOf('OggS', page + 4)) {
    bytes.fill(0, Math.min(bytes.length, page + 18), Math.min(bytes.length, page + OGG_NUMBERS_END));
  }
  return bytes;
}

async function hashRange(hash: Hash, reader: ByteReader, content: AudioContent, range: Extent): Promise<void> {
  const isOgg = content.audio.format === 'ogg' || content.audio.format === 'opus';
  for (const { start, end } of stretches(content.extents, range.start, range.end)) {
    // A page header may begin just before the stretch: read it as well, so that its number is found.
    const lead = isOgg ? Math.min(OGG_NUMBERS_END, start) : 0;
    const bytes = await reader.read(start - lead, end - start + lead);
    hash.update(isOgg ? blankOggPageNumbers(bytes).subarray(lead) : bytes);
  }
}

function startHash(content: AudioContent): Hash {
  return createHash('sha256').update(`${content.audio.format}:${content.length}:`);
}

const finish = (hash: Hash): string => hash.digest('hex').slice(0, HASH_HEX_DIGITS);

/**
 * Hash of the sound without tags: its format, exact length and eight windows of 32 KiB (everything up to 256 KiB).
 * Two files with the same hash are the same recording unless they differ only between the windows; the scan therefore
 * compares whole contents before it takes two present files for copies (docs/decisions/0005-library.md).
 */
export async function sampledHash(reader: ByteReader, content: AudioContent): Promise<string> {
  const hash = startHash(content);
  const { length } = content;
  if (length <= WINDOWS * WINDOW_BYTES) {
    await hashRange(hash, reader, content, { start: 0, end: length });
    return finish(hash);
  }
  for (let index = 0; index < WINDOWS; index += 1) {
    const start = Math.floor(((length - WINDOW_BYTES) * index) / (WINDOWS - 1));
    await hashRange(hash, reader, content, { start, end: start + WINDOW_BYTES });
  }
  return finish(hash);
}

/** Hash of every byte of the sound. Slow (reads it all): only for telling copies from near copies. */
export async function fullHash(reader: ByteReader, content: AudioContent): Promise<string> {
  const hash = startHash(content);
  for (let start = 0; start < content.length; start += FULL_BLOCK_BYTES) {
    await hashRange(hash, reader, content, { start, end: Math.min(content.length, start + FULL_BLOCK_BYTES) });
  }
  return finish(hash);
}
