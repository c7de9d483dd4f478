import { createByteReader, createByteWriter, decodeUtf8, encodeUtf8, joinBytes } from '#main/interchange/bytes.ts';
import { colourFromNumber, colourToNumber } from '#main/interchange/colour.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { decodeSeratoBase64, encodeShortBase64 } from './base64.ts';

/**
 * "Serato Markers2": 01 01, base64 of entries, zeros up to 470 bytes at least. Times are in milliseconds. Colours are the stored
 * ones, which Serato shows a little darker.
 * @source github.com/Holzhaus/serato-tags, docs/serato_markers2.md.
 */
export type SeratoEntry =
  | {
      readonly type: 'CUE';
      readonly index: number;
      readonly startMs: number;
      readonly colour: string;
      readonly name: string;
    }
  | {
      readonly type: 'LOOP';
      readonly index: number;
      readonly startMs: number;
      readonly endMs: number;
      readonly colour: string;
      readonly isLocked: boolean;
      readonly name: string;
    }
  | { readonly type: 'COLOR'; readonly colour: string }
  | { readonly type: 'BPMLOCK'; readonly isLocked: boolean }
  /** Flips and whatever else there may be, kept byte for byte. */
  | { readonly type: 'OTHER'; readonly name: string; readonly data: Uint8Array };

const VERSION = [1, 1];
/** To how many bytes Serato fills the payload up with zeros: in GEOB frames, and in FLAC and MP4. */
export const MARKERS2_BYTES = { geob: 470, wrapped: 514 } as const;
/** What stands before the colour of a loop, always. */
const LOOP_COLOUR_BEFORE = [0xff, 0xff, 0xff, 0xff];

type Reader = ReturnType<typeof createByteReader>;

/** Text up to the zero that ends it, or to the end of the entry. */
function readName(reader: Reader): string {
  const rest = reader.take(reader.left);
  const end = rest.indexOf(0);
  return decodeUtf8(end < 0 ? rest : rest.subarray(0, end));
}

const readColour = (reader: Reader): string => colourFromNumber((reader.u8() << 16) | (reader.u8() << 8) | reader.u8());

function readCue(reader: Reader): SeratoEntry {
  reader.take(1);
  const [index, startMs] = [reader.u8(), reader.u32()];
  reader.take(1);
  const colour = readColour(reader);
  reader.take(2);
  return { type: 'CUE', index, startMs, colour, name: readName(reader) };
}

function readLoop(reader: Reader): SeratoEntry {
  reader.take(1);
  const [index, startMs, endMs] = [reader.u8(), reader.u32(), reader.u32()];
  reader.take(5);
  const colour = readColour(reader);
  reader.take(1);
  return { type: 'LOOP', index, startMs, endMs, colour, isLocked: reader.u8() !== 0, name: readName(reader) };
}

function readColourEntry(reader: Reader): SeratoEntry {
  reader.take(1);
  return { type: 'COLOR', colour: readColour(reader) };
}

function readEntry(name: string, data: Uint8Array): SeratoEntry {
  const reader = createByteReader(data, `Serato ${name} entry`);
  if (name === 'CUE') return readCue(reader);
  if (name === 'LOOP') return readLoop(reader);
  if (name === 'COLOR') return readColourEntry(reader);
  if (name === 'BPMLOCK') return { type: 'BPMLOCK', isLocked: reader.u8() !== 0 };
  return { type: 'OTHER', name, data: data.slice() };
}

/** The entries of the inner part, after its version. */
function readEntries(reader: Reader, whole: Uint8Array, report: ReadReport): SeratoEntry[] {
  const entries: SeratoEntry[] = [];
  while (reader.left > 0) {
    const where = `byte ${reader.offset}`;
    const nameEnd = whole.indexOf(0, reader.offset);
    if (nameEnd === reader.offset) break;
    if (nameEnd < 0 || reader.left < nameEnd - reader.offset + 5) {
      report.problem(where, 'Serato Markers2 is cut short; what was before the cut was read.');
      break;
    }
    const name = decodeUtf8(reader.take(nameEnd - reader.offset));
    reader.take(1);
    const length = reader.u32();
    const data = reader.take(Math.min(length, reader.left));
    try {
      entries.push(readEntry(name, data));
      if (length > data.length) report.problem(where, `The last entry of Serato Markers2 (${name}) is cut short.`);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      report.problem(where, `A ${name} entry of Serato Markers2 is cut short and was left out.`);
    }
  }
  return entries;
}

/**
 * @param bytes The payload; with or without its first 01 01, which Ogg files do not have.
 * @throws {AppError} invalid-input if it is none.
 */
export function parseSeratoMarkers2(bytes: Uint8Array, report: ReadReport): SeratoEntry[] {
  const hasVersion = bytes[0] === VERSION[0] && bytes[1] === VERSION[1];
  const inner = decodeSeratoBase64(hasVersion ? bytes.subarray(2) : bytes);
  const reader = createByteReader(inner, 'Serato Markers2 tag');
  if (inner.length < 2 || reader.u8() !== VERSION[0] || reader.u8() !== VERSION[1]) {
    throw new AppError('invalid-input', 'The Serato Markers2 tag cannot be read. Save the track again in Serato.');
  }
  return readEntries(reader, inner, report);
}

const rgb = (colour: string): number[] => {
  const value = colourToNumber(colour) ?? 0;
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
};

function formatData(entry: SeratoEntry): Uint8Array {
  const writer = createByteWriter();
  if (entry.type === 'OTHER') return entry.data;
  if (entry.type === 'BPMLOCK') return writer.u8(entry.isLocked ? 1 : 0).finish();
  if (entry.type === 'COLOR') return writer.u8(0).bytes(rgb(entry.colour)).finish();
  writer.u8(0).u8(entry.index).u32(entry.startMs);
  if (entry.type === 'CUE') writer.u8(0).bytes(rgb(entry.colour)).bytes([0, 0]);
  else {
    writer.u32(entry.endMs).bytes(LOOP_COLOUR_BEFORE);
    writer
      .u8(0)
      .bytes(rgb(entry.colour))
      .u8(0)
      .u8(entry.isLocked ? 1 : 0);
  }
  return writer
    .bytes(encodeUtf8(entry.name.replaceAll('\0', '')))
    .u8(0)
    .finish();
}

function formatInner(entries: readonly SeratoEntry[]): Uint8Array {
  const parts = entries.map((entry) => {
    const data = formatData(entry);
    const name = encodeUtf8(entry.type === 'OTHER' ? entry.name : entry.type);
    return createByteWriter().bytes(name).u8(0).u32(data.length).bytes(data).finish();
  });
  return joinBytes([Uint8Array.from(VERSION), ...parts, Uint8Array.of(0)]);
}

/** The payload of GEOB frames and, with another size, of FLAC and MP4. */
export function formatSeratoMarkers2(
  entries: readonly SeratoEntry[],
  smallestBytes: number = MARKERS2_BYTES.geob,
): Uint8Array {
  const text = encodeUtf8(encodeShortBase64(formatInner(entries)));
  const payload = new Uint8Array(Math.max(smallestBytes, 2 + text.length + 1));
  payload.set(VERSION);
  payload.set(text, 2);
  return payload;
}

/** The payload of Ogg files: the base64 alone. */
export function formatOggMarkers2(entries: readonly SeratoEntry[]): Uint8Array {
  return encodeUtf8(encodeShortBase64(formatInner(entries)));
}
