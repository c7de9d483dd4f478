const LATIN1 = 0;
const UTF16_BOM = 1;
const UTF16_BE = 2;
const UTF8 = 3;

export type Id3Version = 2 | 3 | 4;

const isWide = (encoding: number): boolean => encoding === UTF16_BOM || encoding === UTF16_BE;

function decodeUtf16(bytes: Buffer, encoding: number): string {
  const isMarked = bytes.length >= 2 && (bytes.readUInt16BE(0) === 0xfeff || bytes.readUInt16BE(0) === 0xfffe);
  const isBigEndian = isMarked ? bytes.readUInt16BE(0) === 0xfeff : encoding === UTF16_BE;
  const even = bytes.subarray(isMarked ? 2 : 0, bytes.length - (bytes.length % 2));
  return (isBigEndian ? Buffer.from(even).swap16() : even).toString('utf16le');
}

/** Text in one of the four encodings, as it is, zeros included. */
function decodeText(bytes: Buffer, encoding: number): string {
  if (isWide(encoding)) return decodeUtf16(bytes, encoding);
  return bytes.toString(encoding === UTF8 ? 'utf8' : 'latin1');
}

/** The first of several values, which zeros keep apart. */
export const firstText = (bytes: Buffer, encoding: number): string =>
  decodeText(bytes, encoding).replace(/^\0+/, '').split('\0')[0] ?? '';

/** Cuts at the first zero (two in wide encodings): what stands before it, and what behind. */
export function cutAtZero(bytes: Buffer, encoding: number): readonly [Buffer, Buffer] {
  const width = isWide(encoding) ? 2 : 1;
  for (let at = 0; at + width <= bytes.length; at += width) {
    if (bytes[at] === 0 && (width === 1 || bytes[at + 1] === 0))
      return [bytes.subarray(0, at), bytes.subarray(at + width)];
  }
  return [bytes, Buffer.alloc(0)];
}

/** The plainest encoding that the version knows and that holds all of the texts. */
export function encodingFor(version: Id3Version, texts: readonly string[]): number {
  const all = texts.join('');
  // oxlint-disable-next-line no-control-regex -- the ranges of the encodings
  if (version === 4) return /^[\x00-\x7f]*$/.test(all) ? LATIN1 : UTF8;
  // oxlint-disable-next-line no-control-regex -- the ranges of the encodings
  return /^[\x00-\xff]*$/.test(all) ? LATIN1 : UTF16_BOM;
}

export function encodeText(text: string, encoding: number): Buffer {
  if (encoding === UTF8) return Buffer.from(text, 'utf8');
  if (encoding === LATIN1) return Buffer.from(text, 'latin1');
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
}

export const terminator = (encoding: number): Buffer => Buffer.alloc(isWide(encoding) ? 2 : 1);
