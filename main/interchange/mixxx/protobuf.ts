import { AppError } from '#shared/errors/app-error.ts';
import { createByteReader } from '#main/interchange/bytes.ts';

/** A field of a protocol buffer: numbers of any kind as numbers, texts and messages as bytes. */
export interface WireField {
  readonly number: number;
  readonly value: number | Uint8Array;
}

const [VARINT, FIXED_64, BYTES, FIXED_32] = [0, 1, 2, 5];
/** Of 64 bits, seven a byte. */
const MOST_VARINT_BYTES = 10;

type Reader = ReturnType<typeof createByteReader>;

function wrong(): AppError {
  return new AppError('invalid-input', 'The beats of a track are damaged. Analyse the track again in Mixxx.');
}

/** Exact below 2^53. */
function readVarint(reader: Reader): number {
  let [value, factor] = [0, 1];
  for (let n = 0; n < MOST_VARINT_BYTES; n += 1) {
    const byte = reader.u8();
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value;
    factor *= 128;
  }
  throw wrong();
}

function readValue(reader: Reader, type: number): number | Uint8Array {
  if (type === VARINT) return readVarint(reader);
  // All fields of these sizes that are read here are floating point.
  if (type === FIXED_64) return reader.f64();
  if (type === FIXED_32) return reader.f32();
  if (type === BYTES) return reader.take(readVarint(reader));
  throw wrong();
}

/**
 * @source protobuf.dev, "Encoding".
 * @throws {AppError} invalid-input if it is none.
 */
export function readWireFields(bytes: Uint8Array): WireField[] {
  const reader = createByteReader(bytes, 'beat data of Mixxx', 'little');
  const fields: WireField[] = [];
  while (reader.left > 0) {
    const tag = readVarint(reader);
    fields.push({ number: Math.floor(tag / 8), value: readValue(reader, tag % 8) });
  }
  return fields;
}

/** The message in a field; the last one counts if there are several. */
export function wireMessage(fields: readonly WireField[], number: number): WireField[] | null {
  const value = fields.findLast((field) => field.number === number)?.value;
  return value instanceof Uint8Array ? readWireFields(value) : null;
}

export function wireNumber(fields: readonly WireField[] | null, number: number): number | null {
  const value = fields?.findLast((field) => field.number === number)?.value;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
