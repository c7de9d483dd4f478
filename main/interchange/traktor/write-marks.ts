import type { GridMarker, InterchangeCue, InterchangeTrack } from '#main/interchange/model.ts';
import { isColour } from '#main/interchange/palette.ts';
import type { DropCounter } from '#main/interchange/read-report.ts';
import { roundTime } from '#main/interchange/read-values.ts';
import { dropValue, numberOf } from '#main/interchange/write-values.ts';
import type { XmlWriter } from '#main/interchange/xml/xml-writer.ts';
import { toDownbeats } from './downbeats.ts';
import { CUE_TYPES, GRID_NAME, GRID_TYPE, NO_NAME } from './read-cue.ts';

/** 19 is Traktor Pro 3; 20, Traktor Pro 4, adds the tempo of each grid marker and the colours of cues. */
export type NmlVersion = 19 | 20;

const PADS = 8;
/** Differences below it are those of rounding. */
const SAME_BPM = 1e-6;

const milliseconds = (seconds: number): string => (roundTime(seconds) * 1_000).toFixed(6);

/** The tempo of the track is that of its grid: NML has one for both. */
export function tempoOf(track: InterchangeTrack, dropped: DropCounter): number | null {
  const own = numberOf(track.bpm);
  const first = track.grid[0]?.bpm ?? null;
  if (first !== null && own !== null && Math.abs(first - own) > SAME_BPM) dropped.drop('track.bpm');
  return first ?? own;
}

function slotOf(slot: number | null, what: string, dropped: DropCounter): number {
  if (slot === null) return -1;
  if (slot < PADS) return slot;
  dropped.drop(what);
  return -1;
}

function writeMarker(
  marker: GridMarker,
  tempo: number,
  version: NmlVersion,
  writer: XmlWriter,
  dropped: DropCounter,
): void {
  if (marker.beatsPerBar !== 4) dropped.drop('grid.beatsPerBar');
  if (version < 20 && Math.abs(marker.bpm - tempo) > SAME_BPM) dropped.drop('grid.bpm');
  const attributes = [
    ['NAME', marker.name === '' ? GRID_NAME : marker.name],
    ['DISPL_ORDER', 0],
    ['TYPE', GRID_TYPE],
    ['START', milliseconds(marker.startSeconds)],
    ['LEN', '0.000000'],
    ['REPEATS', -1],
    ['HOTCUE', slotOf(marker.slot, 'grid.slot', dropped)],
  ] as const;
  if (version < 20) {
    writer.leaf('CUE_V2', attributes);
    return;
  }
  writer.open('CUE_V2', attributes);
  writer.leaf('GRID', [['BPM', marker.bpm.toFixed(6)]]);
  writer.close();
}

function colourOf(colour: string | null, version: NmlVersion, dropped: DropCounter): string | null {
  if (version >= 20 && colour !== null && isColour(colour)) return colour.toUpperCase();
  dropValue(colour, 'cue.colour', dropped);
  return null;
}

function writeCue(cue: InterchangeCue, version: NmlVersion, writer: XmlWriter, dropped: DropCounter): void {
  const length = cue.type === 'loop' && cue.endSeconds !== null ? Math.max(0, cue.endSeconds - cue.startSeconds) : null;
  if (cue.type === 'loop' && length === null) dropped.drop('cue.loop-without-end');
  writer.leaf('CUE_V2', [
    ['NAME', cue.name === '' ? NO_NAME : cue.name],
    ['DISPL_ORDER', 0],
    ['TYPE', cue.type === 'loop' && length === null ? 0 : CUE_TYPES.indexOf(cue.type)],
    ['START', milliseconds(cue.startSeconds)],
    ['LEN', milliseconds(length ?? 0)],
    ['REPEATS', -1],
    ['HOTCUE', slotOf(cue.slot, 'cue.slot', dropped)],
    ['COLOR', colourOf(cue.colour, version, dropped)],
  ]);
}

/** The grid and the cues of a track. */
export function writeMarks(
  track: InterchangeTrack,
  version: NmlVersion,
  writer: XmlWriter,
  dropped: DropCounter,
): void {
  const tempo = track.grid[0]?.bpm ?? 0;
  for (const marker of toDownbeats(track.grid, dropped)) writeMarker(marker, tempo, version, writer, dropped);
  for (const cue of track.cues) writeCue(cue, version, writer, dropped);
}
