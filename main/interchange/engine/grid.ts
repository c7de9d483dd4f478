import type { GridMarker } from '#main/interchange/model.ts';
import type { DropCounter } from '#main/interchange/read-report.ts';
import { fitWholeBeats, isTempo, WHOLE_BEATS_PER_BAR, type WholeBeatMarker } from '#main/interchange/whole-beats.ts';
import type { EngineBeatMarker } from './performance-data.ts';

/** Two tempos that differ by less are the same one, with rounding. */
const SAME_TEMPO = 1e-6;
/** Engine puts the first marker so many beats before the first downbeat. */
const LEAD_IN_BEATS = 4;
/** How far the grid goes on where the length of the track is not known. */
const LEAST_TAIL_BEATS = 64;

interface Segment {
  readonly startSeconds: number;
  readonly beat: number;
  readonly beats: number;
  readonly bpm: number;
}

const placeInBar = (beat: number): number =>
  (((beat % WHOLE_BEATS_PER_BAR) + WHOLE_BEATS_PER_BAR) % WHOLE_BEATS_PER_BAR) + 1;

function segmentsOf(markers: readonly EngineBeatMarker[], sampleRate: number): Segment[] {
  return markers.slice(0, -1).flatMap(({ offset, beat }, n) => {
    const next = markers[n + 1];
    if (next === undefined) return [];
    const beats = next.beat - beat;
    // To a millionth of a beat, so that a tempo that went through samples comes back as it was.
    const bpm = Math.round(((beats * 60 * sampleRate) / (next.offset - offset)) * 1e6) / 1e6;
    const isSound = Number.isFinite(offset) && isTempo(bpm) && beats > 0 && Number.isSafeInteger(beat);
    return isSound ? [{ startSeconds: offset / sampleRate, beat, beats, bpm }] : [];
  });
}

/** Moves the start of the first segment on, from before the track to its first downbeat. */
function skipLeadIn(first: Segment): Segment {
  const beatSeconds = 60 / first.bpm;
  const toDownbeat = Math.max(0, -first.beat);
  const start = first.startSeconds + toDownbeat * beatSeconds;
  const toTrack = start < 0 ? Math.ceil(-start / beatSeconds - SAME_TEMPO) : 0;
  const skipped = toDownbeat + toTrack;
  if (skipped >= first.beats) return first;
  return { ...first, startSeconds: start + toTrack * beatSeconds, beat: first.beat + skipped };
}

/**
 * @param sampleRate Hz, greater than 0.
 * @returns The grid from its first downbeat in the track on. Markers that make no sense are left out.
 */
export function gridFromEngine(markers: readonly EngineBeatMarker[], sampleRate: number): GridMarker[] {
  const [first, ...rest] = segmentsOf(markers, sampleRate);
  if (first === undefined) return [];
  const second = rest[0];
  // Engine leads in with the tempo of the first marker of the user: that one is the start then.
  const isLeadIn =
    second !== undefined &&
    first.beat < 0 &&
    second.beat < WHOLE_BEATS_PER_BAR &&
    Math.abs(first.bpm / second.bpm - 1) < SAME_TEMPO;
  return [...(isLeadIn ? [] : [skipLeadIn(first)]), ...rest].map(({ startSeconds, beat, bpm }) => ({
    startSeconds,
    bpm,
    beatsPerBar: WHOLE_BEATS_PER_BAR,
    beatNumber: placeInBar(beat),
    slot: null,
    name: '',
  }));
}

/** Beats from the last marker to the end of the track, at least a bar. */
function tailBeats(last: WholeBeatMarker, durationSeconds: number | null): number {
  if (durationSeconds === null) return LEAST_TAIL_BEATS;
  const beats = Math.ceil(((durationSeconds - last.startSeconds) * last.bpm) / 60) + 1;
  return Math.max(WHOLE_BEATS_PER_BAR, beats);
}

/**
 * @param grid In the order of time.
 * @param durationSeconds Of the track; null if it is not known.
 * @param drops Counts what `fitWholeBeats` does, and a bar that would have to start anew ("grid.beatNumber").
 */
export function gridToEngine(
  grid: readonly GridMarker[],
  sampleRate: number,
  durationSeconds: number | null,
  drops: DropCounter,
): EngineBeatMarker[] {
  const fitted = fitWholeBeats(grid, drops);
  const [first, last] = [fitted[0], fitted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const at = (seconds: number, beat: number): EngineBeatMarker => ({ offset: seconds * sampleRate, beat });
  let beat = (first.beatNumber - 1) % WHOLE_BEATS_PER_BAR;
  const markers = [at(first.startSeconds - ((beat + LEAD_IN_BEATS) * 60) / first.bpm, -LEAD_IN_BEATS)];
  for (const marker of fitted) {
    if (placeInBar(beat) !== marker.beatNumber) drops.drop('grid.beatNumber');
    markers.push(at(marker.startSeconds, beat));
    beat += marker.beatsToNext ?? 0;
  }
  const tail = tailBeats(last, durationSeconds);
  return [...markers, at(last.startSeconds + (tail * 60) / last.bpm, beat + tail)];
}
