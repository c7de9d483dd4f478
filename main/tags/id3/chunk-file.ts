import type { ByteReader } from '#main/platform/byte-reader.ts';
import { damaged, refusal, type TagDocument } from '#main/tags/tag-document.ts';
import type { Splice } from '#main/tags/splice.ts';
import { id3Document } from './id3-document.ts';
import { id3Length } from './id3-tag.ts';

/** A file with more is damaged. */
const MAX_CHUNKS = 10_000;
const CHUNK_HEAD = 8;
const FILE_HEAD = 12;
const MAX_SIZE = 0xffff_ffff;

interface Chunk {
  readonly name: string;
  readonly start: number;
  readonly length: number;
}

interface ChunkList {
  readonly chunks: readonly Chunk[];
  /** Where the outer chunk says that it ends. */
  readonly end: number;
}

/** WAV is RIFF (little-endian), AIFF is IFF (big-endian); both hold named chunks padded to an even length. */
interface ChunkStyle {
  readonly name: string;
  readonly littleEndian: boolean;
  /** Under which name a new tag goes in. */
  readonly tagName: string;
}

const STYLES: Readonly<Record<string, ChunkStyle>> = {
  RIFF: { name: 'WAV', littleEndian: true, tagName: 'id3 ' },
  FORM: { name: 'AIFF', littleEndian: false, tagName: 'ID3 ' },
};

const even = (length: number): number => length + (length % 2);

const readSize = (bytes: Buffer, at: number, { littleEndian }: ChunkStyle): number =>
  littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);

function sizeBytes(size: number, { littleEndian, name }: ChunkStyle): Buffer {
  if (size > MAX_SIZE) throw refusal(`A ${name} file cannot be larger.`);
  const bytes = Buffer.alloc(4);
  if (littleEndian) bytes.writeUInt32LE(size);
  else bytes.writeUInt32BE(size);
  return bytes;
}

async function listChunks(reader: ByteReader, style: ChunkStyle): Promise<ChunkList> {
  const head = await reader.read(0, FILE_HEAD);
  const end = CHUNK_HEAD + readSize(head, 4, style);
  // The length of recordings that were never finished is 0 or the largest number.
  if (end > reader.size || end < FILE_HEAD) throw damaged(`Its ${style.name} structure`);
  const chunks: Chunk[] = [];
  for (let start = FILE_HEAD; start + CHUNK_HEAD <= end; ) {
    const bytes = await reader.read(start, CHUNK_HEAD);
    const length = readSize(bytes, 4, style);
    chunks.push({ name: bytes.toString('latin1', 0, 4), start, length });
    start += CHUNK_HEAD + even(length);
    // Some programs leave out the padding of the last chunk.
    if (start > end + 1 || chunks.length > MAX_CHUNKS) throw damaged(`Its ${style.name} structure`);
  }
  return { chunks, end };
}

/** What stands in the tag's chunk; its rest behind the tag is padding of the chunk. */
async function readTag(reader: ByteReader, chunk: Chunk, { name }: ChunkStyle): Promise<Buffer | null> {
  if (chunk.length === 0) return null;
  const bytes = await reader.read(chunk.start + CHUNK_HEAD, chunk.length);
  const length = id3Length(bytes);
  if (length === 0 || length > bytes.length || bytes.subarray(length).some((byte) => byte !== 0))
    throw damaged(`The ID3 tag of this ${name} file`);
  // Filled up to the chunk, so that the tag's own padding can take the rest.
  return bytes.subarray(0, length);
}

/** A WAV or AIFF file: its ID3 tag is a chunk of its own, and all other chunks stay as they are. */
export async function openChunkFile(reader: ByteReader): Promise<TagDocument> {
  const outer = (await reader.read(0, 4)).toString('latin1');
  const style = STYLES[outer];
  if (style === undefined) throw refusal('WAV files of more than 4 GB cannot be written.');
  const { chunks, end } = await listChunks(reader, style);
  const tags = chunks.filter(({ name }) => name.toLowerCase() === 'id3 ');
  if (tags.length > 1) throw refusal('It has several ID3 tags. Let a tag editor make one of them.');
  const [chunk] = tags;
  const start = chunk?.start ?? end;
  const stop = chunk === undefined ? end : Math.min(end, start + CHUNK_HEAD + even(chunk.length));

  function place(tag: Buffer): readonly Splice[] {
    const name = chunk?.name ?? style?.tagName ?? '';
    if (style === undefined) return [];
    const lead = chunk === undefined && end % 2 === 1 ? Buffer.alloc(1) : Buffer.alloc(0);
    const padding = Buffer.alloc(tag.length % 2);
    const whole = [lead, Buffer.from(name, 'latin1'), sizeBytes(tag.length, style), tag, padding];
    const bytes = tag.length === 0 ? Buffer.alloc(0) : Buffer.concat(whole);
    const size = end - CHUNK_HEAD - (stop - start) + bytes.length;
    return [
      { start: 4, end: CHUNK_HEAD, bytes: sizeBytes(size, style) },
      { start, end: stop, bytes },
    ];
  }

  return id3Document({ bytes: chunk === undefined ? null : await readTag(reader, chunk, style), place });
}
