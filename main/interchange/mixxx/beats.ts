import { AppError } from '#shared/errors/app-error.ts';
import { createByteReader } from '#main/interchange/bytes.ts';
import type { GridMarker } from '#main/interchange/model.ts';
import { isTempo } from '#main/interchange/whole-beats.ts';
import { readWireFields, wireMessage, wireNumber } from './protobuf.ts';

/**
 * Beats of Mixxx: "BeatGrid-1.0" is two doubles (tempo, first beat), "BeatGrid-2.0" the same as a protocol buffer, "BeatMap-1.0"
 * every beat. Positions are in frames.
 * @source github.com/mixxxdj/mixxx, src/proto/beats.proto and src/track/beats.cpp.
 */
const GRID_VERSIONS = ['BeatGrid-1.0', 'BeatGrid-2.0'];
const MAP_VERSION = 'BeatMap-1.0';
const PLAIN_GRID_BYTES = 16;
const BEATS_PER_BAR = 4;
/** Beats that stay this close to an even row belong to it: their positions are whole frames, and analysers jitter. */
const TOLERANCE_SECONDS = 0.003;
/** No track is longer. */
const LATEST_SECONDS = 1_000_000;
/** Field numbers. */
const [GRID_BPM, GRID_FIRST_BEAT, BPM_BPM, BEAT_FRAME, MAP_BEAT] = [1, 2, 1, 1, 1];

const marker = (startSeconds: number, bpm: number, beat: number): GridMarker => ({
  startSeconds,
  bpm,
  beatsPerBar: BEATS_PER_BAR,
  beatNumber: (beat % BEATS_PER_BAR) + 1,
  slot: null,
  name: '',
});

/** Mixxx knows no bars; counted from the first beat, it is taken for the first of a bar. */
function constantGrid(firstFrame: number | null, bpm: number | null, sampleRate: number): GridMarker[] {
  if (firstFrame === null || bpm === null || !isTempo(bpm)) return [];
  const start = firstFrame / sampleRate;
  if (Math.abs(start) > LATEST_SECONDS) return [];
  const barSeconds = (BEATS_PER_BAR * 60) / bpm;
  const bars = start < 0 ? Math.ceil(-start / barSeconds) : 0;
  return [marker(start + bars * barSeconds, bpm, 0)];
}

function parseGrid(blob: Uint8Array, sampleRate: number): GridMarker[] {
  const isPlain = blob.length === PLAIN_GRID_BYTES;
  if (isPlain) {
    const reader = createByteReader(blob, 'beat grid of Mixxx', 'little');
    const [bpm, firstFrame] = [reader.f64(), reader.f64()];
    if (Number.isFinite(firstFrame) && isTempo(bpm)) return constantGrid(firstFrame, bpm, sampleRate);
  }
  const fields = readWireFields(blob);
  const bpm = wireNumber(wireMessage(fields, GRID_BPM), BPM_BPM);
  // What is not written is 0.
  const firstFrame = wireNumber(wireMessage(fields, GRID_FIRST_BEAT), BEAT_FRAME) ?? 0;
  return constantGrid(firstFrame, bpm, sampleRate);
}

/**
 * Finds the longest even row from a beat on: periods that keep every beat within the tolerance, narrowed beat by beat.
 * @returns Index of its last beat, and its period in seconds.
 */
function evenRow(beats: readonly number[], first: number): { readonly last: number; readonly period: number } {
  const start = beats[first] ?? 0;
  let [low, high, last] = [0, Number.POSITIVE_INFINITY, first];
  for (let n = first + 1; n < beats.length; n += 1) {
    const [passed, count] = [(beats[n] ?? 0) - start, n - first];
    const [nextLow, nextHigh] = [
      Math.max(low, (passed - TOLERANCE_SECONDS) / count),
      Math.min(high, (passed + TOLERANCE_SECONDS) / count),
    ];
    if (nextLow > nextHigh) break;
    [low, high, last] = [nextLow, nextHigh, n];
  }
  const average = ((beats[last] ?? 0) - start) / Math.max(1, last - first);
  return { last, period: average >= low && average <= high ? average : (low + high) / 2 };
}

/** A marker wherever the tempo changes; beats that are not in the order of time are left out. */
function gridOfBeats(beats: readonly number[]): GridMarker[] {
  const grid: GridMarker[] = [];
  for (let first = 0; first < beats.length - 1; ) {
    const { last, period } = evenRow(beats, first);
    grid.push(marker(beats[first] ?? 0, Math.round((60 / period) * 1e6) / 1e6, first));
    first = Math.max(last, first + 1);
  }
  return grid;
}

function parseMap(blob: Uint8Array, sampleRate: number): GridMarker[] {
  const beats: number[] = [];
  for (const { number, value } of readWireFields(blob)) {
    if (number !== MAP_BEAT || !(value instanceof Uint8Array)) continue;
    const seconds = (wireNumber(readWireFields(value), BEAT_FRAME) ?? 0) / sampleRate;
    if (
      seconds >= 0 &&
      seconds <= LATEST_SECONDS &&
      (beats.length === 0 || seconds - (beats.at(-1) ?? 0) > TOLERANCE_SECONDS)
    )
      beats.push(seconds);
  }
  return gridOfBeats(beats);
}

/**
 * @param version What the column beats_version says.
 * @param sampleRate Hz, greater than 0.
 * @throws {AppError} invalid-input if they are damaged, unsupported if they are of another version.
 */
export function parseMixxxBeats(blob: Uint8Array, version: string, sampleRate: number): GridMarker[] {
  if (GRID_VERSIONS.includes(version)) return parseGrid(blob, sampleRate);
  if (version === MAP_VERSION) return parseMap(blob, sampleRate);
  throw new AppError('unsupported', `Beats of the form "${version}" are not known; analyse the track here.`, {
    version,
  });
}
