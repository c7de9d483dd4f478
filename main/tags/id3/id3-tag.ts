import { crc32 } from 'node:zlib';
import { damaged, refusal } from '#main/tags/tag-document.ts';
import { MAX_SYNC_SAFE, readSyncSafe, resynchronise, syncSafe, unsynchronise } from './id3-bytes.ts';
import { type FrameLayout, type Id3Frame, readFrames } from './id3-frames.ts';
import type { Id3Version } from './id3-text.ts';

const HEAD = 10;
const UNSYNCHRONISED = 0x80;
const EXTENDED = 0x40;
const FOOTER = 0x10;
/** Room that a tag gets when it has to grow, so that the next change fits. */
const ROOM = 2048;

/** An ID3v2 tag, taken apart. */
export interface Id3Tag {
  readonly layout: FrameLayout;
  readonly frames: readonly Id3Frame[];
  /** Version, revision and flags as they stand in the header. */
  readonly marks: Buffer;
  /** The extended header, its own size included; empty where there is none. */
  readonly extended: Buffer;
  /** In the file, header, padding and footer included. */
  readonly length: number;
}

/** The tag that a file gets that has none: v2.3, which every program reads. */
export const NEW_ID3: Id3Tag = {
  layout: { version: 3, unsynchronised: false, plainSizes: false },
  frames: [],
  marks: Buffer.from([3, 0, 0]),
  extended: Buffer.alloc(0),
  length: 0,
};

/** Length of the tag that starts these bytes, header and footer included; 0 when there is none. @param head 10 bytes. */
export function id3Length(head: Buffer): number {
  if (head.length < HEAD || head.toString('latin1', 0, 3) !== 'ID3') return 0;
  return HEAD + readSyncSafe(head, 6) + (((head[5] ?? 0) & FOOTER) !== 0 ? HEAD : 0);
}

function extendedLength(body: Buffer, version: Id3Version): number {
  if (body.length < 6) throw damaged('Its ID3 tag');
  // v2.3 counts what follows the size, v2.4 all of it.
  const length = version === 3 ? 4 + body.readUInt32BE(0) : readSyncSafe(body, 0);
  if (length < (version === 3 ? 10 : 6) || length > body.length) throw damaged('Its ID3 tag');
  return length;
}

/** The body with unsynchronisation taken out, where that is a matter of the whole tag. */
function plainBody(body: Buffer): Buffer {
  const plain = resynchronise(body);
  // Only what is written back byte for byte may be taken apart.
  if (!unsynchronise(plain).equals(body)) throw damaged('Its ID3 tag');
  return plain;
}

function readMarks(bytes: Buffer): { version: Id3Version; flags: number } {
  const version = bytes[3] ?? 0;
  const flags = bytes[5] ?? 0;
  if (version !== 2 && version !== 3 && version !== 4) throw refusal('Its ID3 tag is of a version that is not known.');
  if (version === 2 && (flags & EXTENDED) !== 0) throw refusal('Its ID3 tag is compressed in a way that nobody reads.');
  return { version, flags };
}

/**
 * @param bytes The whole tag.
 * @throws {AppError} When it cannot be written back exactly.
 */
export function parseId3(bytes: Buffer): Id3Tag {
  const { version, flags } = readMarks(bytes);
  const isUnsynchronised = (flags & UNSYNCHRONISED) !== 0;
  const end = bytes.length - (version === 4 && (flags & FOOTER) !== 0 ? HEAD : 0);
  const stored = bytes.subarray(HEAD, end);
  const body = isUnsynchronised && version !== 4 ? plainBody(stored) : stored;
  const hasExtended = version !== 2 && (flags & EXTENDED) !== 0;
  const extended = Buffer.from(body.subarray(0, hasExtended ? extendedLength(body, version) : 0));
  if (version === 4 && hasExtended && ((extended[5] ?? 0) & 0x10) !== 0)
    throw refusal('Its ID3 tag limits what may be written into it.');
  const { frames, layout } = readFrames(body.subarray(extended.length), version, isUnsynchronised);
  return { layout, frames, marks: Buffer.from(bytes.subarray(3, 6)), extended, length: bytes.length };
}

/** The extended header with its checksum and, in v2.3, the size of the padding brought up to date. */
function renderExtended(extended: Buffer, version: Id3Version, frames: Buffer, padding: number): Buffer {
  if (extended.length === 0) return extended;
  const out = Buffer.from(extended);
  if (version === 3) {
    out.writeUInt32BE(padding, 6);
    if (out.length >= 14 && ((out[4] ?? 0) & 0x80) !== 0) out.writeUInt32BE(crc32(frames), 10);
    return out;
  }
  const flags = out[5] ?? 0;
  if ((flags & 0x20) === 0) return out;
  // Behind the flags stands, for each that is set, a length and its data; "update" has none.
  const at = 6 + ((flags & 0x40) !== 0 ? 1 : 0);
  const sum = crc32(Buffer.alloc(padding), crc32(frames));
  if (out[at] !== 5 || out.length < at + 6) throw damaged('Its ID3 tag');
  out[at + 1] = Math.floor(sum / 2 ** 28);
  syncSafe(sum % 2 ** 28).copy(out, at + 2);
  return out;
}

function renderBody(tag: Id3Tag, frames: Buffer, padding: number): Buffer {
  const { version, unsynchronised } = tag.layout;
  const extended = renderExtended(tag.extended, version, frames, padding);
  const body = Buffer.concat([extended, frames, Buffer.alloc(padding)]);
  return unsynchronised && version !== 4 ? unsynchronise(body) : body;
}

/**
 * The tag with other frames.
 * @param wanted The length that it should have if it fits; else it grows, with room for the next change.
 * @returns Nothing for a tag without frames that should have no length.
 * @throws {AppError} When it would be larger than a tag may be.
 */
export function renderId3(tag: Id3Tag, list: readonly Id3Frame[], wanted: number): Buffer {
  if (list.length === 0 && wanted === 0) return Buffer.alloc(0);
  const hasFooter = ((tag.marks[2] ?? 0) & FOOTER) !== 0;
  const frames = Buffer.concat(list.map(({ raw }) => raw));
  const ends = hasFooter ? 2 * HEAD : HEAD;
  const tight = ends + renderBody(tag, frames, 0).length;
  const target = hasFooter ? tight : wanted >= tight ? wanted : tight + ROOM;
  const body = bodyOfLength(tag, frames, target - ends) ?? renderBody(tag, frames, hasFooter ? 0 : ROOM);
  if (body.length > MAX_SYNC_SAFE) throw refusal('Its ID3 tag is full.');
  const rest = Buffer.concat([tag.marks, syncSafe(body.length)]);
  const footer = hasFooter ? [Buffer.from('3DI'), rest] : [];
  return Buffer.concat([Buffer.from('ID3'), rest, body, ...footer]);
}

/** Unsynchronisation may add a byte between frames and padding; null where no padding gives this length. */
function bodyOfLength(tag: Id3Tag, frames: Buffer, length: number): Buffer | null {
  const padding = length - renderBody(tag, frames, 0).length;
  for (const guess of [padding, padding - 1, padding + 1]) {
    if (guess < 0) continue;
    const body = renderBody(tag, frames, guess);
    if (body.length === length) return body;
  }
  return null;
}
