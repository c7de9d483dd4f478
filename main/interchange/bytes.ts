import { AppError } from '#shared/errors/app-error.ts';

/** Reads numbers one after another out of bytes that may be cut or wrong anywhere. */
export interface ByteReader {
  readonly offset: number;
  /** Bytes that are not read yet. */
  readonly left: number;
  u8(): number;
  u16(): number;
  u32(): number;
  i32(): number;
  /** Beyond 2^53 it is no longer exact. */
  i64(): number;
  f32(): number;
  f64(): number;
  /** A view, not a copy: whatever length a file claims, nothing is allocated. */
  take(count: number): Uint8Array;
}

export type ByteOrder = 'big' | 'little';

/**
 * @param what What the bytes are, for the message: "beat grid".
 * @throws {AppError} invalid-input, from its functions: more was asked for than there is.
 */
export function createByteReader(bytes: Uint8Array, what: string, order: ByteOrder = 'big'): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = order === 'little';
  let offset = 0;
  const advance = (count: number): number => {
    if (!(count >= 0 && count <= bytes.length - offset)) {
      throw new AppError('invalid-input', `The ${what} ends too early. Save it again with the program that made it.`, {
        offset,
      });
    }
    offset += count;
    return offset - count;
  };
  return {
    get offset() {
      return offset;
    },
    get left() {
      return bytes.length - offset;
    },
    u8: () => view.getUint8(advance(1)),
    u16: () => view.getUint16(advance(2), isLittle),
    u32: () => view.getUint32(advance(4), isLittle),
    i32: () => view.getInt32(advance(4), isLittle),
    i64: () => Number(view.getBigInt64(advance(8), isLittle)),
    f32: () => view.getFloat32(advance(4), isLittle),
    f64: () => view.getFloat64(advance(8), isLittle),
    take: (count) => {
      const start = advance(count);
      return bytes.subarray(start, start + count);
    },
  };
}

export interface ByteWriter {
  u8(value: number): ByteWriter;
  u32(value: number): ByteWriter;
  i32(value: number): ByteWriter;
  i64(value: number): ByteWriter;
  f32(value: number): ByteWriter;
  f64(value: number): ByteWriter;
  bytes(value: Uint8Array | readonly number[]): ByteWriter;
  finish(): Uint8Array;
}

export function createByteWriter(order: ByteOrder = 'big'): ByteWriter {
  const parts: Uint8Array[] = [];
  const isLittle = order === 'little';
  const add = (size: number, set: (view: DataView) => void): ByteWriter => {
    const part = new Uint8Array(size);
    set(new DataView(part.buffer));
    parts.push(part);
    return writer;
  };
  const writer: ByteWriter = {
    u8: (value) => add(1, (view) => view.setUint8(0, value)),
    u32: (value) => add(4, (view) => view.setUint32(0, value, isLittle)),
    i32: (value) => add(4, (view) => view.setInt32(0, value, isLittle)),
    i64: (value) => add(8, (view) => view.setBigInt64(0, BigInt(Math.round(value)), isLittle)),
    f32: (value) => add(4, (view) => view.setFloat32(0, value, isLittle)),
    f64: (value) => add(8, (view) => view.setFloat64(0, value, isLittle)),
    bytes: (value) => {
      parts.push(Uint8Array.from(value));
      return writer;
    },
    finish: () => joinBytes(parts),
  };
  return writer;
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const encodeUtf8 = (text: string): Uint8Array => encoder.encode(text);

/** Wrong bytes become replacement characters. */
export const decodeUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);

/** At most so many bytes of UTF-8, cut between characters. */
export function encodeUtf8Within(text: string, most: number): Uint8Array {
  const target = new Uint8Array(most);
  return target.subarray(0, encoder.encodeInto(text, target).written);
}
