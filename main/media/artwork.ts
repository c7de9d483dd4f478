import type { Artwork } from './media-source.ts';

const startsWith = (bytes: Uint8Array, ...magic: readonly number[]) =>
  magic.every((byte, index) => bytes[index] === byte);
const text = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

/** MIME type of a picture by its bytes; null for what is no picture, or one that could carry scripts (SVG). */
export function pictureMimeType(bytes: Uint8Array): string | null {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  if (text(bytes, 0, 4) === 'GIF8') return 'image/gif';
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP') return 'image/webp';
  return text(bytes, 0, 2) === 'BM' ? 'image/bmp' : null;
}

/** A picture from a tag, which names its type itself and is often wrong. */
export function artworkFrom(picture: Uint8Array | null): Artwork | null {
  if (picture === null) return null;
  const mimeType = pictureMimeType(picture);
  return mimeType === null ? null : { mimeType, bytes: new Uint8Array(picture) };
}
