import { createByteReader, createByteWriter, encodeUtf8, joinBytes } from '#main/interchange/bytes.ts';

/**
 * The structure of Serato's library files: four characters, a length, a body. The first character tells the kind of body:
 * o and r hold chunks, t and p text, u and s numbers, b a truth value.
 */
export interface Chunk {
  readonly tag: string;
  readonly body: Uint8Array;
  /** Where it starts. */
  readonly offset: number;
  /** Whether the whole body is there; the last of a cut file is not. */
  readonly isWhole: boolean;
}

const HEADER_BYTES = 8;
const utf16 = new TextDecoder('utf-16be');

/** @returns All chunks; a rest too short for a header is one with the tag ''. */
export function readChunks(bytes: Uint8Array): Chunk[] {
  const reader = createByteReader(bytes, 'Serato file');
  const chunks: Chunk[] = [];
  while (reader.left >= HEADER_BYTES) {
    const offset = reader.offset;
    const tag = String.fromCharCode(...reader.take(4));
    const length = reader.u32();
    chunks.push({
      tag,
      body: reader.take(Math.min(length, reader.left)),
      offset,
      isWhole: length <= bytes.length - offset - 8,
    });
  }
  if (reader.left > 0) chunks.push({ tag: '', body: reader.take(reader.left), offset: reader.offset, isWhole: false });
  return chunks;
}

export function formatChunk(tag: string, ...bodies: readonly Uint8Array[]): Uint8Array {
  const body = joinBytes(bodies);
  return createByteWriter().bytes(encodeUtf8(tag)).u32(body.length).bytes(body).finish();
}

/** Text of a t or p chunk; a zero at the end, which some versions write, does not count. */
export const readChunkText = (body: Uint8Array): string => utf16.decode(body).replace(/\0+$/, '');

export const encodeChunkText = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

/** The number of a u, s or b chunk; null if it has another size. */
export function readChunkNumber(body: Uint8Array): number | null {
  const reader = createByteReader(body, 'Serato file');
  if (body.length === 1) return reader.u8();
  if (body.length === 2) return reader.u16();
  return body.length === 4 ? reader.u32() : null;
}
