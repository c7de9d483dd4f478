import { deflateSync, inflateSync } from 'node:zlib';
import { AppError } from '#shared/errors/app-error.ts';
import { createByteReader, createByteWriter } from '#main/interchange/bytes.ts';

/** More than any grid or set of cues needs; a hostile blob can grow a thousandfold. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Unpacks a blob: 4 bytes big-endian length, zlib. The length is not trusted.
 * @returns null for an empty one, of length 0.
 * @throws {AppError} invalid-input if it cannot be unpacked or is of more than 16 MB.
 */
export function unpackBlob(blob: Uint8Array): Uint8Array | null {
  const reader = createByteReader(blob, 'Engine DJ data');
  if (reader.left === 0 || reader.u32() === 0) return null;
  try {
    return new Uint8Array(inflateSync(reader.take(reader.left), { maxOutputLength: MOST_BYTES }));
  } catch (error) {
    const message = 'Data of a track is damaged. Analyse the track again in Engine DJ.';
    throw new AppError('invalid-input', message, {}, error);
  }
}

export function packBlob(bytes: Uint8Array): Uint8Array {
  return createByteWriter().u32(bytes.length).bytes(deflateSync(bytes)).finish();
}
