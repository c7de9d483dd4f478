import type { AudioFormat } from './audio-format.ts';
import type { ByteReader } from '#main/platform/byte-reader.ts';
import type { SniffedAudio } from './sniff-audio.ts';

/** A stretch of bytes of a file: [start, end). */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A file with more chunks than this is damaged; the rest counts as content. */
const MAX_CHUNKS = 10_000;

/** Where the sound of a file is stored, without tags, covers, cue lists and padding, so that a retag changes nothing. */
export async function contentExtents(reader: ByteReader, audio: SniffedAudio): Promise<readonly Extent[]> {
  const found = await (SPECIAL[audio.format]?.(reader, audio.start) ?? Promise.resolve([]));
  const inside = found
    .map(({ start, end }) => ({ start, end: Math.min(end, reader.size) }))
    .filter(({ start, end }) => end > start);
  // Unknown or damaged structure: everything between the tags at both ends.
  return inside.length > 0 ? inside : [{ start: audio.start, end: await endWithoutTags(reader, audio.start) }];
}

type FindExtents = (reader: ByteReader, start: number) => Promise<readonly Extent[]>;

const SPECIAL: Readonly<Partial<Record<AudioFormat, FindExtents>>> = {
  flac: flacFrames,
  m4a: mp4MediaData,
  wav: (reader, start) => chunks(reader, { start: start + 12, name: 'data', littleEndian: true }),
  aiff: (reader, start) => chunks(reader, { start: start + 12, name: 'SSND', littleEndian: false }),
  caf: cafData,
  ogg: oggPages,
  opus: oggPages,
  wma: async (reader, start) => {
    const header = await reader.read(start + 16, 8);
    return header.length < 8 ? [] : [{ start: start + Number(header.readBigUInt64LE()), end: reader.size }];
  },
  dsf: async (reader, start) => {
    const tagPointer = await reader.read(start + 20, 8);
    const tags = tagPointer.length < 8 ? 0 : Number(tagPointer.readBigUInt64LE());
    return [{ start: start + 28, end: tags > 0 ? tags : reader.size }];
  },
};

/** Behind ID3v1 ("TAG"), then behind APEv2 ("APETAGEX"), each at the end of what is left. */
async function endWithoutTags(reader: ByteReader, start: number): Promise<number> {
  let end = reader.size;
  // The "TAG" of an "APETAGEX" may happen to stand where an ID3v1 tag would begin.
  const id3v1 = (await reader.read(end - 131, 6)).toString('latin1');
  if (end - start > 131 && id3v1.endsWith('TAG') && id3v1 !== 'APETAG') end -= 128;
  const footer = end - start > 32 ? await reader.read(end - 32, 32) : Buffer.alloc(0);
  if (footer.length === 32 && footer.toString('latin1', 0, 8) === 'APETAGEX') {
    const hasHeader = (footer.readUInt32LE(20) & 0x8000_0000) !== 0;
    const length = footer.readUInt32LE(12) + (hasHeader ? 32 : 0);
    if (length < end - start) end -= length;
  }
  return end;
}

/** Metadata blocks carry their length; the last one has the top bit set. @source RFC 9639, 8.1. */
async function flacFrames(reader: ByteReader, start: number): Promise<readonly Extent[]> {
  let position = start + 4;
  for (let count = 0; count < MAX_CHUNKS; count += 1) {
    const head = await reader.read(position, 4);
    if (head.length < 4) return [];
    position += 4 + head.readUIntBE(1, 3);
    if (((head[0] ?? 0) & 0x80) !== 0) return [{ start: position, end: await endWithoutTags(reader, position) }];
  }
  return [];
}

/** Top-level "mdat" boxes; size 1 means 64 bits follow, 0 means to the end. @source ISO 14496-12, 4.2. */
async function mp4MediaData(reader: ByteReader, start: number): Promise<readonly Extent[]> {
  const extents: Extent[] = [];
  let position = start;
  for (let count = 0; count < MAX_CHUNKS && position < reader.size; count += 1) {
    const head = await reader.read(position, 16);
    if (head.length < 8) break;
    const short = head.readUInt32BE(0);
    const isLong = short === 1 && head.length === 16;
    const length = isLong ? Number(head.readBigUInt64BE(8)) : short === 0 ? reader.size - position : short;
    const headLength = isLong ? 16 : 8;
    if (length < headLength) break;
    if (head.toString('latin1', 4, 8) === 'mdat')
      extents.push({ start: position + headLength, end: position + length });
    position += length;
  }
  return extents;
}

interface ChunkSearch {
  readonly start: number;
  readonly name: string;
  readonly littleEndian: boolean;
}

/** IFF and RIFF: name, 32-bit length, data padded to an even length. RF64 and broken headers say 0xFFFFFFFF or 0. */
async function chunks(reader: ByteReader, { start, name, littleEndian }: ChunkSearch): Promise<readonly Extent[]> {
  let position = start;
  for (let count = 0; count < MAX_CHUNKS; count += 1) {
    const head = await reader.read(position, 8);
    if (head.length < 8) return [];
    const length = littleEndian ? head.readUInt32LE(4) : head.readUInt32BE(4);
    const isWanted = head.toString('latin1', 0, 4) === name;
    if (isWanted) {
      const isOpenEnded = length === 0xffff_ffff || length === 0;
      return [{ start: position + 8, end: isOpenEnded ? reader.size : position + 8 + length }];
    }
    position += 8 + length + (length % 2);
  }
  return [];
}

/** Name, 64-bit length (-1 = to the end). @source Core Audio Format specification 1.0. */
async function cafData(reader: ByteReader, start: number): Promise<readonly Extent[]> {
  let position = start + 8;
  for (let count = 0; count < MAX_CHUNKS; count += 1) {
    const head = await reader.read(position, 12);
    if (head.length < 12) return [];
    const length = Number(head.readBigInt64BE(4));
    if (head.toString('latin1', 0, 4) === 'data') {
      return [{ start: position + 12, end: length < 0 ? reader.size : position + 12 + length }];
    }
    if (length < 0) return [];
    position += 12 + length;
  }
  return [];
}

/** From the first page that ends a sample: the header pages before it, which hold the tags, are at position 0. */
async function oggPages(reader: ByteReader, start: number): Promise<readonly Extent[]> {
  let position = start;
  for (let count = 0; count < MAX_CHUNKS; count += 1) {
    const head = await reader.read(position, 27 + 255);
    if (head.length < 27 || head.toString('latin1', 0, 4) !== 'OggS') return [];
    if (head.readBigInt64LE(6) > 0n) return [{ start: position, end: reader.size }];
    const segments = head[26] ?? 0;
    position += 27 + segments + head.subarray(27, 27 + segments).reduce((sum, length) => sum + length, 0);
  }
  return [];
}
