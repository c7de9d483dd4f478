import type { ByteReader } from '#main/platform/byte-reader.ts';
import { damaged } from '#main/tags/tag-document.ts';

/** A page of an Ogg file. @source RFC 3533, 6. */
export interface OggPage {
  readonly start: number;
  readonly bytes: Buffer;
  readonly serial: number;
  readonly sequence: number;
  readonly flags: number;
  /** Lengths of its segments; one of less than 255 ends a packet. */
  readonly lacing: Buffer;
  readonly body: Buffer;
}

export const FIRST_PAGE = 0x02;
export const LAST_PAGE = 0x04;
const CONTINUED = 0x01;
const HEAD = 27;
const SEQUENCE = 18;
const CHECKSUM = 22;
const MOST_SEGMENTS = 255;

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let sum = index << 24;
  for (let bit = 0; bit < 8; bit += 1) sum = (sum & 0x8000_0000) !== 0 ? (sum << 1) ^ 0x04c1_1db7 : sum << 1;
  return sum >>> 0;
});

/** Of a page whose checksum is zero. */
function checksum(page: Buffer): number {
  let sum = 0;
  for (const byte of page) sum = ((sum << 8) ^ (TABLE[((sum >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0;
  return sum;
}

/** @throws {AppError} When there is no whole page. */
export async function readPage(reader: ByteReader, start: number): Promise<OggPage> {
  const head = await reader.read(start, HEAD + MOST_SEGMENTS);
  const count = head[26] ?? 0;
  if (head.length < HEAD + count || head.toString('latin1', 0, 4) !== 'OggS') throw damaged('This Ogg file');
  const lacing = head.subarray(HEAD, HEAD + count);
  const length = lacing.reduce((sum, segment) => sum + segment, HEAD + count);
  const bytes = await reader.read(start, length);
  if (bytes.length < length) throw damaged('This Ogg file');
  return {
    start,
    bytes,
    serial: head.readUInt32LE(14),
    sequence: head.readUInt32LE(SEQUENCE),
    flags: head[5] ?? 0,
    lacing,
    body: bytes.subarray(HEAD + count),
  };
}

/** Number and checksum of a page that has moved by `by` pages: the eight bytes at `start` of it. */
export function renumbered(page: OggPage, by: number): { readonly start: number; readonly bytes: Buffer } {
  const bytes = Buffer.from(page.bytes);
  bytes.writeUInt32LE((page.sequence + by) >>> 0, SEQUENCE);
  bytes.writeUInt32LE(0, CHECKSUM);
  bytes.writeUInt32LE(checksum(bytes), CHECKSUM);
  return { start: page.start + SEQUENCE, bytes: bytes.subarray(SEQUENCE, CHECKSUM + 4) };
}

interface Segment {
  readonly bytes: Buffer;
  readonly isPacketStart: boolean;
}

function segmentsOf(packet: Buffer): Segment[] {
  const count = Math.floor(packet.length / 255) + 1;
  return Array.from({ length: count }, (_, index) => ({
    bytes: packet.subarray(index * 255, (index + 1) * 255),
    isPacketStart: index === 0,
  }));
}

/** Pages of header packets, as many segments a page as fit; `sequence` is the number of the first. */
export function pagesOf(packets: readonly Buffer[], serial: number, sequence: number): Buffer[] {
  const segments = packets.flatMap(segmentsOf);
  const pages: Buffer[] = [];
  for (let at = 0; at < segments.length; at += MOST_SEGMENTS) {
    const held = segments.slice(at, at + MOST_SEGMENTS);
    const head = Buffer.alloc(HEAD);
    head.write('OggS', 'latin1');
    head[5] = held[0]?.isPacketStart === true ? 0 : CONTINUED;
    // No sample ends in headers: position 0, or -1 on a page where no packet ends either.
    head.writeBigInt64LE(held.some(({ bytes }) => bytes.length < 255) ? 0n : -1n, 6);
    head.writeUInt32LE(serial, 14);
    head.writeUInt32LE(sequence + pages.length, SEQUENCE);
    head[26] = held.length;
    const page = Buffer.concat([
      head,
      Buffer.from(held.map(({ bytes }) => bytes.length)),
      ...held.map(({ bytes }) => bytes),
    ]);
    page.writeUInt32LE(checksum(page), CHECKSUM);
    pages.push(page);
  }
  return pages;
}
