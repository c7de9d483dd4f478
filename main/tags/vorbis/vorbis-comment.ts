import { damaged, type TagEntry } from '#main/tags/tag-document.ts';

/** Comments of FLAC, Ogg Vorbis and Opus, taken apart. @source Vorbis I specification, 5. */
export interface VorbisComment {
  /** The name of the encoder with its length, as it stands. */
  readonly vendor: Buffer;
  readonly entries: readonly TagEntry[];
  /** What follows the last comment: a framing bit, padding. */
  readonly rest: Buffer;
}

/** More than this is damage or abuse. */
const MAX_COMMENTS = 100_000;

/** A comment without its length. */
export function vorbisEntry(raw: Buffer, readText: (name: string, value: string) => string): TagEntry {
  const text = raw.toString('utf8');
  const cut = text.indexOf('=');
  const name = cut < 0 ? text : text.slice(0, cut);
  return { id: name, raw, text: cut < 0 ? '' : readText(name, text.slice(cut + 1)) };
}

/** @throws {AppError} When the lengths do not add up. */
export function parseVorbisComment(bytes: Buffer, readText: (name: string, value: string) => string): VorbisComment {
  let at = 0;
  const take = (): Buffer => {
    if (at + 4 > bytes.length) throw damaged('Its tag');
    const start = at + 4;
    at = start + bytes.readUInt32LE(at);
    if (at > bytes.length) throw damaged('Its tag');
    return bytes.subarray(start, at);
  };
  take();
  const vendor = Buffer.from(bytes.subarray(0, at));
  if (at + 4 > bytes.length) throw damaged('Its tag');
  const count = bytes.readUInt32LE(at);
  at += 4;
  if (count > MAX_COMMENTS) throw damaged('Its tag');
  // Not at once: a count that lies must not ask for memory.
  const entries: TagEntry[] = [];
  while (entries.length < count) entries.push(vorbisEntry(Buffer.from(take()), readText));
  return { vendor, entries, rest: Buffer.from(bytes.subarray(at)) };
}

function lengthBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function renderVorbisComment({ vendor, rest }: VorbisComment, entries: readonly TagEntry[]): Buffer {
  const comments = entries.flatMap(({ raw }) => [lengthBytes(raw.length), raw]);
  return Buffer.concat([vendor, lengthBytes(entries.length), ...comments, rest]);
}

/** For files that have none. */
export function emptyVorbisComment(): VorbisComment {
  const name = Buffer.from('MusicForge', 'utf8');
  return { vendor: Buffer.concat([lengthBytes(name.length), name]), entries: [], rest: Buffer.alloc(0) };
}
