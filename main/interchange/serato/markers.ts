import { createByteReader, createByteWriter, decodeUtf8, encodeUtf8 } from '#main/interchange/bytes.ts';
import { colourFromNumber, colourToNumber } from '#main/interchange/colour.ts';

/**
 * "Serato Markers_": five cues and nine loops without names, and the colour of the track. Times are in milliseconds, null where
 * nothing is set. In GEOB frames numbers are spread over four bytes of seven bits; in MP4 they are plain.
 * @source github.com/Holzhaus/serato-tags, docs/serato_markers_.md; the MP4 and Ogg forms from files of Serato DJ Pro.
 */
export interface SeratoMarker {
  readonly kind: 'cue' | 'loop';
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly colour: string;
  readonly isLocked: boolean;
}

export interface SeratoMarkers {
  /** The first five are cues 0 to 4, the rest loops. */
  readonly entries: readonly SeratoMarker[];
  /** As it is stored, not as it is shown. */
  readonly colour: string;
}

export type MarkersForm = 'id3' | 'mp4';

export const MARKERS_CUES = 5;
export const MARKERS_LOOPS = 9;
const VERSION = [2, 5];
const [UNSET_KIND, CUE_KIND, LOOP_KIND] = [0, 1, 3];
const UNSET_SPREAD = 0x7f;
const UNSET_PLAIN = 0xffffffff;
const ENTRY_BYTES = { id3: 22, mp4: 19 } as const;

type Reader = ReturnType<typeof createByteReader>;
type Writer = ReturnType<typeof createByteWriter>;

/** Four bytes of seven bits each. */
const readSpread = (reader: Reader): number => [0, 0, 0, 0].reduce((value) => (value << 7) | (reader.u8() & 0x7f), 0);

const writeSpread = (writer: Writer, value: number): Writer =>
  writer.bytes([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f));

function readSpreadTime(reader: Reader): number | null {
  const isSet = reader.u8() !== UNSET_SPREAD;
  const value = readSpread(reader);
  return isSet ? value : null;
}

function readPlainTime(reader: Reader): number | null {
  const value = reader.u32();
  return value === UNSET_PLAIN ? null : value;
}

function readMarker(reader: Reader, form: MarkersForm, isCue: boolean): SeratoMarker {
  const readTime = form === 'id3' ? readSpreadTime : readPlainTime;
  const [startMs, endMs] = [readTime(reader), readTime(reader)];
  reader.take(form === 'id3' ? 6 : 5);
  const colour = form === 'id3' ? readSpread(reader) : reader.u32();
  const kind = reader.u8();
  const isLocked = reader.u8() !== 0;
  const isLoop = kind === LOOP_KIND || (kind === UNSET_KIND && !isCue);
  return { kind: isLoop ? 'loop' : 'cue', startMs, endMs, colour: colourFromNumber(colour), isLocked };
}

/**
 * @param form How numbers are written; the two cannot be told apart for certain.
 * @throws {AppError} invalid-input if it is cut short.
 */
export function parseSeratoMarkers(bytes: Uint8Array, form: MarkersForm): SeratoMarkers {
  const reader = createByteReader(bytes, 'Serato Markers_ tag');
  reader.take(VERSION.length);
  const count = Math.min(reader.u32(), Math.floor(reader.left / ENTRY_BYTES[form]) + 1);
  const entries: SeratoMarker[] = [];
  for (let n = 0; n < count; n += 1) entries.push(readMarker(reader, form, n < MARKERS_CUES));
  return { entries, colour: colourFromNumber(form === 'id3' ? readSpread(reader) : reader.u32()) };
}

function writeTime(writer: Writer, value: number | null, form: MarkersForm): void {
  if (form === 'mp4') writer.u32(value ?? UNSET_PLAIN);
  else if (value === null) writer.bytes([0x7f, 0x7f, 0x7f, 0x7f, 0x7f]);
  else writeSpread(writer.u8(0), value);
}

export function formatSeratoMarkers({ entries, colour }: SeratoMarkers, form: MarkersForm): Uint8Array {
  const writer = createByteWriter().bytes(VERSION).u32(entries.length);
  const filler = form === 'id3' ? 0x7f : 0xff;
  const writeColour = (text: string) => {
    const value = colourToNumber(text) ?? 0;
    return form === 'id3' ? writeSpread(writer, value) : writer.u32(value);
  };
  for (const entry of entries) {
    writeTime(writer, entry.startMs, form);
    writeTime(writer, entry.endMs, form);
    writer.bytes([0, filler, filler, filler, filler]);
    if (form === 'id3') writer.u8(filler);
    writeColour(entry.colour);
    writer.u8(kindOf(entry)).u8(entry.isLocked ? 1 : 0);
  }
  return writeColour(colour).finish();
}

function kindOf({ kind, startMs }: SeratoMarker): number {
  if (kind === 'loop') return LOOP_KIND;
  return startMs === null ? UNSET_KIND : CUE_KIND;
}

/**
 * The Ogg form is text, "00000002" "00000005" colour, then (kind,start,end,0,colour,locked) for each. Serato leaves garbage in
 * place of the times there, so only colours and locks can be used: times are null.
 */
export function parseOggMarkers(bytes: Uint8Array): SeratoMarkers {
  const text = decodeUtf8(bytes);
  const colour = Number.parseInt(text.slice(16, 24), 16);
  const entries = [...text.matchAll(/\((\d+),(-?\d+),(-?\d+),(-?\d+),(-?\d+),(-?\d+)\)/g)].map(
    (match): SeratoMarker => {
      const [kind, rgb, locked] = [Number(match[1]), Number(match[5]), Number(match[6])];
      const isLoop = kind === LOOP_KIND;
      return {
        kind: isLoop ? 'loop' : 'cue',
        startMs: null,
        endMs: null,
        colour: colourFromNumber(rgb),
        isLocked: locked === 1,
      };
    },
  );
  return { entries, colour: colourFromNumber(Number.isNaN(colour) ? 0xffffff : colour) };
}

export function formatOggMarkers({ entries, colour }: SeratoMarkers): Uint8Array {
  const items = entries.map((entry) => {
    const kind = kindOf(entry);
    return `(${kind},0,0,0,${colourToNumber(entry.colour) ?? 0},${entry.isLocked ? 1 : 0})`;
  });
  const track = (colourToNumber(colour) ?? 0xffffff).toString(16).padStart(8, '0').toUpperCase();
  return encodeUtf8(`0000000200000005${track}${items.join('')}`);
}
