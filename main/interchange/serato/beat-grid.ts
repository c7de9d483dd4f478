import { AppError } from '#shared/errors/app-error.ts';
import { createByteReader, createByteWriter, decodeUtf8, encodeUtf8 } from '#main/interchange/bytes.ts';

/**
 * "Serato BeatGrid": markers in seconds. All but the last hold how many beats it is to the next one, the last the tempo. Numbers
 * are float32, so they come back rounded.
 * @source github.com/Holzhaus/serato-tags; github.com/mixxxdj/mixxx, src/track/serato/beatgrid.cpp.
 */
export interface SeratoBeatGrid {
  readonly markers: readonly { readonly startSeconds: number; readonly beatsToNext: number }[];
  /** null where there is no grid. */
  readonly last: { readonly startSeconds: number; readonly bpm: number } | null;
  /** Nobody knows what it means. */
  readonly footer: number;
}

const VERSION = [1, 0];
const MARKER_BYTES = 8;

/** @throws {AppError} invalid-input if it is cut short or of another version. */
export function parseSeratoBeatGrid(bytes: Uint8Array): SeratoBeatGrid {
  const reader = createByteReader(bytes, 'Serato BeatGrid tag');
  if (reader.u8() !== VERSION[0] || reader.u8() !== VERSION[1]) throw wrongVersion();
  const count = reader.u32();
  // Asks for all at once, so that a wrong count fails before anything is made.
  const body = createByteReader(reader.take(count * MARKER_BYTES), 'Serato BeatGrid tag');
  const markers: SeratoBeatGrid['markers'][number][] = [];
  for (let n = 0; n < count - 1; n += 1) markers.push({ startSeconds: body.f32(), beatsToNext: body.u32() });
  const last = count === 0 ? null : { startSeconds: body.f32(), bpm: body.f32() };
  return { markers, last, footer: reader.left > 0 ? reader.u8() : 0 };
}

function wrongVersion(): AppError {
  return new AppError('invalid-input', 'The Serato BeatGrid tag cannot be read. Save the track again in Serato.');
}

export function formatSeratoBeatGrid({ markers, last, footer }: SeratoBeatGrid): Uint8Array {
  const writer = createByteWriter().bytes(VERSION);
  writer.u32(last === null ? 0 : markers.length + 1);
  if (last !== null) {
    for (const marker of markers) writer.f32(marker.startSeconds).u32(marker.beatsToNext);
    writer.f32(last.startSeconds).f32(last.bpm);
  }
  return writer.u8(footer).finish();
}

/**
 * The Ogg form is text: version, number of markers before the last and of last ones in eight hexadecimal digits each, then
 * (seconds,beats or tempo) for each.
 * @throws {AppError} invalid-input if it is something else.
 */
export function parseOggBeatGrid(bytes: Uint8Array): SeratoBeatGrid {
  const text = decodeUtf8(bytes);
  if (!/^00000001[0-9A-Fa-f]{16}/.test(text)) throw wrongVersion();
  const pairs = [...text.matchAll(/\(([^,()]{1,40}),([^,()]{1,40})\)/g)]
    .map(([, seconds, value]) => ({ startSeconds: Number(seconds), value: Number(value) }))
    .filter(({ startSeconds, value }) => Number.isFinite(startSeconds) && Number.isFinite(value));
  const final = pairs.at(-1);
  return {
    markers: pairs.slice(0, -1).map(({ startSeconds, value }) => ({ startSeconds, beatsToNext: Math.round(value) })),
    last: final === undefined ? null : { startSeconds: final.startSeconds, bpm: final.value },
    footer: 0,
  };
}

export function formatOggBeatGrid({ markers, last }: SeratoBeatGrid): Uint8Array {
  const hex = (value: number) => value.toString(16).padStart(8, '0').toUpperCase();
  const pairs = markers.map(({ startSeconds, beatsToNext }) => `(${startSeconds.toFixed(6)},${beatsToNext})`);
  if (last !== null) pairs.push(`(${last.startSeconds.toFixed(6)},${last.bpm.toFixed(6)})`);
  return encodeUtf8(
    `${hex(1)}${hex(last === null ? 0 : markers.length)}${hex(last === null ? 0 : 1)}${pairs.join('')}`,
  );
}
