import { inflateSync } from 'node:zlib';
import { damaged } from '#main/tags/tag-document.ts';
import { MAX_SYNC_SAFE, readSyncSafe, resynchronise, syncSafe, unsynchronise } from './id3-bytes.ts';
import type { Id3Version } from './id3-text.ts';

/** How frames are laid out in one tag. */
export interface FrameLayout {
  readonly version: Id3Version;
  /** v2.4: every frame is unsynchronised by itself. */
  readonly unsynchronised: boolean;
  /** Some programs write sizes of v2.4 as those of v2.3. */
  readonly plainSizes: boolean;
}

export interface Id3Frame {
  readonly id: string;
  /** With its header. */
  readonly raw: Buffer;
}

export interface FrameList {
  readonly frames: readonly Id3Frame[];
  /** Where the padding begins. */
  readonly end: number;
}

/** More than this is damage or abuse. */
const MAX_FRAMES = 10_000;
/** Decompressed values that are longer are not looked at. */
const MAX_INFLATED = 64 * 1024;

const headLength = (version: Id3Version): number => (version === 2 ? 6 : 10);
const idLength = (version: Id3Version): number => (version === 2 ? 3 : 4);

function frameSize(bytes: Buffer, at: number, { version, plainSizes }: FrameLayout): number {
  if (version === 2) return bytes.readUIntBE(at + 3, 3);
  return version === 4 && !plainSizes ? readSyncSafe(bytes, at + 4) : bytes.readUInt32BE(at + 4);
}

/** iTunes writes names of three letters into tags of four, with a space or a zero behind. */
const isFrameId = (id: string): boolean => /^[A-Z][A-Z0-9]{2}(?:[A-Z0-9 \0])?$/.test(id);

/**
 * The frames of a tag's body.
 * @returns null when they do not follow one another up to the padding.
 */
function walkFrames(body: Buffer, layout: FrameLayout): FrameList | null {
  const head = headLength(layout.version);
  const frames: Id3Frame[] = [];
  let at = 0;
  while (at < body.length && body[at] !== 0) {
    if (at + head > body.length || frames.length === MAX_FRAMES) return null;
    const id = body.toString('latin1', at, at + idLength(layout.version));
    const end = at + head + frameSize(body, at, layout);
    if (!isFrameId(id) || end > body.length) return null;
    frames.push({ id, raw: Buffer.from(body.subarray(at, end)) });
    at = end;
  }
  return body.subarray(at).every((byte) => byte === 0) ? { frames, end: at } : null;
}

/** @throws {AppError} When the frames do not make sense. */
export function readFrames(
  body: Buffer,
  version: Id3Version,
  unsynchronised: boolean,
): FrameList & { readonly layout: FrameLayout } {
  for (const plainSizes of version === 4 ? [false, true] : [false]) {
    const layout = { version, unsynchronised, plainSizes };
    const list = walkFrames(body, layout);
    if (list !== null) return { ...list, layout };
  }
  throw damaged('Its ID3 tag');
}

const PLAIN = { grouped: false, compressed: false, encrypted: false, unsynchronised: false, hasLength: false };

/** @source ID3v2.3.0, 3.3.1; ID3v2.4.0 structure, 4.1.2. */
function frameFlags(raw: Buffer, version: Id3Version): typeof PLAIN {
  if (version === 2) return PLAIN;
  const flags = raw[9] ?? 0;
  const is = (bit: number): boolean => (flags & bit) !== 0;
  if (version === 3) {
    return { ...PLAIN, compressed: is(0x80), encrypted: is(0x40), grouped: is(0x20), hasLength: is(0x80) };
  }
  return {
    grouped: is(0x40),
    compressed: is(0x08),
    encrypted: is(0x04),
    unsynchronised: is(0x02),
    hasLength: is(0x01),
  };
}

/** What is in a frame; null where that cannot be read (encrypted, damaged). */
export function frameContent({ raw }: Id3Frame, layout: FrameLayout): Buffer | null {
  const flags = frameFlags(raw, layout.version);
  if (flags.encrypted) return null;
  let content = raw.subarray(headLength(layout.version));
  if (layout.version === 4 && (flags.unsynchronised || layout.unsynchronised)) content = resynchronise(content);
  content = content.subarray((flags.hasLength ? 4 : 0) + (flags.grouped ? 1 : 0));
  if (!flags.compressed) return content;
  try {
    return inflateSync(content, { maxOutputLength: MAX_INFLATED });
  } catch {
    // Not one of the short values that are looked for here; the frame is copied as it is.
    return null;
  }
}

/** @throws {AppError} When the content is larger than the layout can tell. */
export function makeFrame(id: string, content: Buffer, layout: FrameLayout): Id3Frame {
  const { version, unsynchronised, plainSizes } = layout;
  const isUnsynchronised = version === 4 && unsynchronised;
  const body = isUnsynchronised ? unsynchronise(content) : content;
  if (body.length > (version === 2 ? 0xff_ffff : MAX_SYNC_SAFE)) throw damaged('What should be written');
  const size = Buffer.alloc(version === 2 ? 3 : 4);
  if (version === 2) size.writeUIntBE(body.length, 0, 3);
  else if (version === 4 && !plainSizes) syncSafe(body.length).copy(size);
  else size.writeUInt32BE(body.length);
  const flags = version === 2 ? [] : [0, isUnsynchronised ? 0x02 : 0];
  return { id, raw: Buffer.concat([Buffer.from(id, 'latin1'), size, Buffer.from(flags), body]) };
}
