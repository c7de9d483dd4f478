import {
  type ByteReader,
  type ByteWriter,
  createByteReader,
  createByteWriter,
  decodeUtf8,
  encodeUtf8Within,
  joinBytes,
} from '#main/interchange/bytes.ts';
import { packBlob, unpackBlob } from './blob.ts';

/**
 * What Engine DJ keeps of a track beside its texts. Positions are in samples of one channel. All but the loops are packed and
 * big-endian; markers of grids, and loops, are little-endian.
 * @source github.com/xsco/libdjinterop, the engine v2 blobs; Mixxx wiki, "Engine Library Format".
 */
export interface EngineTrackData {
  /** Hz; 0 if not analysed. */
  readonly sampleRate: number;
  readonly samples: number;
  /** As in the table Track. */
  readonly key: number;
}

export interface EngineBeatMarker {
  /** May lie before the start of the track. */
  readonly offset: number;
  /** Counted from 0, the first downbeat; the first marker is customarily at -4. */
  readonly beat: number;
}

export interface EngineBeatData {
  readonly sampleRate: number;
  readonly samples: number;
  readonly isSet: boolean;
  readonly analysed: readonly EngineBeatMarker[];
  /** As the user has moved it; what counts. */
  readonly adjusted: readonly EngineBeatMarker[];
}

export interface EngineQuickCue {
  readonly name: string;
  /** -1 where the pad is empty. */
  readonly offset: number;
  /** 0xaarrggbb. */
  readonly argb: number;
}

export interface EngineQuickCues {
  readonly pads: readonly EngineQuickCue[];
  readonly mainCue: number;
  /** Whether the user has set it. */
  readonly isMainCueAdjusted: boolean;
  readonly analysedMainCue: number;
}

export interface EngineLoop {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly isStartSet: boolean;
  readonly isEndSet: boolean;
  readonly argb: number;
}

const WHAT = 'Engine DJ data';
const LABEL_BYTES = 255;
const MARKER_BYTES = 24;
const LEAST_CUE_BYTES = 13;
const LEAST_LOOP_BYTES = 23;
const MAIN_CUE_BYTES = 17;

/** @returns null where there is none. @throws {AppError} invalid-input if it is damaged. */
export function parseEngineTrackData(blob: Uint8Array): EngineTrackData | null {
  const bytes = unpackBlob(blob);
  if (bytes === null) return null;
  const reader = createByteReader(bytes, WHAT);
  const [sampleRate, samples] = [reader.f64(), reader.i64()];
  return { sampleRate, samples, key: reader.left >= 4 ? reader.i32() : 0 };
}

export function formatEngineTrackData({ sampleRate, samples, key }: EngineTrackData): Uint8Array {
  // Three loudnesses follow, of the low, middle and high band; 0 is not measured.
  return packBlob(createByteWriter().f64(sampleRate).i64(samples).i32(key).f64(0).f64(0).f64(0).finish());
}

function parseMarkers(reader: ByteReader): EngineBeatMarker[] {
  const count = Math.min(reader.i64(), Math.floor(reader.left / MARKER_BYTES));
  const markers: EngineBeatMarker[] = [];
  for (let n = 0; n < count; n += 1) {
    const marker = createByteReader(reader.take(MARKER_BYTES), WHAT, 'little');
    markers.push({ offset: marker.f64(), beat: marker.i64() });
  }
  return markers;
}

export function parseEngineBeatData(blob: Uint8Array): EngineBeatData | null {
  const bytes = unpackBlob(blob);
  if (bytes === null) return null;
  const reader = createByteReader(bytes, WHAT);
  return {
    sampleRate: reader.f64(),
    samples: reader.f64(),
    isSet: reader.u8() !== 0,
    analysed: parseMarkers(reader),
    adjusted: parseMarkers(reader),
  };
}

function formatMarkers(markers: readonly EngineBeatMarker[]): Uint8Array {
  const body = createByteWriter('little');
  for (const [n, { offset, beat }] of markers.entries()) {
    const next = markers[n + 1];
    body
      .f64(offset)
      .i64(beat)
      .i32(next === undefined ? 0 : next.beat - beat)
      .i32(0);
  }
  return joinBytes([createByteWriter().i64(markers.length).finish(), body.finish()]);
}

export function formatEngineBeatData(data: EngineBeatData): Uint8Array {
  const head = createByteWriter().f64(data.sampleRate).f64(data.samples);
  head.u8(data.isSet ? 1 : 0);
  return packBlob(joinBytes([head.finish(), formatMarkers(data.analysed), formatMarkers(data.adjusted)]));
}

const parseLabel = (reader: ByteReader): string => decodeUtf8(reader.take(reader.u8()));

function formatLabel(writer: ByteWriter, name: string): ByteWriter {
  const bytes = encodeUtf8Within(name, LABEL_BYTES);
  return writer.u8(bytes.length).bytes(bytes);
}

const NO_CUES: EngineQuickCues = { pads: [], mainCue: 0, isMainCueAdjusted: false, analysedMainCue: 0 };

export function parseEngineQuickCues(blob: Uint8Array): EngineQuickCues | null {
  const bytes = unpackBlob(blob);
  if (bytes === null) return null;
  const reader = createByteReader(bytes, WHAT);
  const count = reader.i64();
  const pads: EngineQuickCue[] = [];
  for (let n = 0; n < count && reader.left >= LEAST_CUE_BYTES; n += 1) {
    pads.push({ name: parseLabel(reader), offset: reader.f64(), argb: reader.u32() });
  }
  if (reader.left < MAIN_CUE_BYTES) return { ...NO_CUES, pads };
  return {
    pads,
    mainCue: reader.f64(),
    isMainCueAdjusted: reader.u8() !== 0,
    analysedMainCue: reader.f64(),
  };
}

export function formatEngineQuickCues(cues: EngineQuickCues): Uint8Array {
  const writer = createByteWriter().i64(cues.pads.length);
  for (const { name, offset, argb } of cues.pads) formatLabel(writer, name).f64(offset).u32(argb);
  writer.f64(cues.mainCue).u8(cues.isMainCueAdjusted ? 1 : 0);
  return packBlob(writer.f64(cues.analysedMainCue).finish());
}

const parseArgb = (reader: ByteReader): number => createByteReader(reader.take(4), WHAT).u32();

export function parseEngineLoops(blob: Uint8Array): EngineLoop[] {
  const reader = createByteReader(blob, WHAT, 'little');
  const count = reader.i64();
  const loops: EngineLoop[] = [];
  for (let n = 0; n < count && reader.left >= LEAST_LOOP_BYTES; n += 1) {
    loops.push({
      name: parseLabel(reader),
      start: reader.f64(),
      end: reader.f64(),
      isStartSet: reader.u8() !== 0,
      isEndSet: reader.u8() !== 0,
      argb: parseArgb(reader),
    });
  }
  return loops;
}

export function formatEngineLoops(loops: readonly EngineLoop[]): Uint8Array {
  const writer = createByteWriter('little').i64(loops.length);
  for (const { name, start, end, isStartSet, isEndSet, argb } of loops) {
    formatLabel(writer, name).f64(start).f64(end);
    writer.u8(isStartSet ? 1 : 0).u8(isEndSet ? 1 : 0);
    writer.bytes(createByteWriter().u32(argb).finish());
  }
  return writer.finish();
}
