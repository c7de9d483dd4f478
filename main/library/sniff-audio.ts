import type { AudioFormat } from './audio-format.ts';
import type { ByteReader } from '#main/platform/byte-reader.ts';
import { findAudioFrames } from './mpeg-frame.ts';

export interface SniffedAudio {
  readonly format: AudioFormat;
  /** First byte behind the ID3v2 tags in front. */
  readonly start: number;
}

/** Damaged tags may leave rubbish in front of the first frame. */
const FRAME_SEARCH_BYTES = 256 * 1024;
const MAX_ID3_TAGS = 8;
const ASF_HEADER = '3026b2758e66cf11a6d900aa0062ce6c';

/**
 * Length of the ID3v2 tag that starts the bytes, or 0.
 * @param head At least 10 bytes.
 * @source id3.org, ID3v2.4.0 structure, 3.1: four bytes of seven bits; a footer adds ten.
 */
function id3v2Length(head: Buffer): number {
  if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return 0;
  const size = head.subarray(6, 10).reduce((sum, byte) => (sum << 7) | (byte & 0x7f), 0);
  const hasFooter = ((head[5] ?? 0) & 0x10) !== 0;
  return 10 + size + (hasFooter ? 10 : 0);
}

/** First byte behind all ID3v2 tags in front; damaged programs write several. */
async function skipId3v2(reader: ByteReader): Promise<number> {
  let start = 0;
  for (let count = 0; count < MAX_ID3_TAGS; count += 1) {
    const length = id3v2Length(await reader.read(start, 10));
    if (length === 0 || start + length > reader.size) return start;
    start += length;
  }
  return start;
}

const MAGIC: readonly (readonly [string, AudioFormat])[] = [
  ['fLaC', 'flac'],
  ['MAC ', 'ape'],
  ['wvpk', 'wv'],
  ['MPCK', 'mpc'],
  ['MP+', 'mpc'],
  ['TTA1', 'tta'],
  ['TTA2', 'tta'],
  ['DSD ', 'dsf'],
  ['FRM8', 'dff'],
  ['caff', 'caf'],
  ['\x0b\x77', 'ac3'],
  ['\x1aE\xdf\xa3', 'mka'],
];

const CONTAINERS: readonly (readonly [string, string, AudioFormat])[] = [
  ['RIFF', 'WAVE', 'wav'],
  ['RF64', 'WAVE', 'wav'],
  ['FORM', 'AIFF', 'aiff'],
  ['FORM', 'AIFC', 'aiff'],
];

function formatOfHead(head: Buffer): AudioFormat | null {
  const text = head.toString('latin1');
  if (text.startsWith('OggS')) return text.includes('OpusHead') ? 'opus' : 'ogg';
  if (text.slice(4, 8) === 'ftyp') return 'm4a';
  if (head.toString('hex', 0, 16) === ASF_HEADER) return 'wma';
  const container = CONTAINERS.find(([outer, inner]) => text.startsWith(outer) && text.slice(8, 12) === inner);
  if (container) return container[2];
  return MAGIC.find(([magic]) => text.startsWith(magic))?.[1] ?? null;
}

/**
 * Finds out by the bytes what kind of audio a file is.
 * @returns null when it is none that is known.
 */
export async function sniffAudio(reader: ByteReader): Promise<SniffedAudio | null> {
  const start = await skipId3v2(reader);
  const format = formatOfHead(await reader.read(start, 64));
  if (format !== null) return { format, start };
  const frames = findAudioFrames(await reader.read(start, FRAME_SEARCH_BYTES));
  if (frames !== null) return { format: frames.format, start: start + frames.offset };
  // A tag whose length lies may reach over the audio: look from the front once more.
  const again = start > 0 ? findAudioFrames(await reader.read(10, FRAME_SEARCH_BYTES)) : null;
  return again === null ? null : { format: again.format, start: 10 + again.offset };
}
