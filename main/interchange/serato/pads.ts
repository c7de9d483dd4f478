import type { ReadReport } from '#main/interchange/read-report.ts';
import type { SeratoContainer } from './fields.ts';
import { MARKERS_CUES, type SeratoMarker, type SeratoMarkers } from './markers.ts';
import type { SeratoEntry } from './markers2.ts';

export type CueEntry = Extract<SeratoEntry, { readonly type: 'CUE' }>;
export type LoopEntry = Extract<SeratoEntry, { readonly type: 'LOOP' }>;

/** Cues and loops by their index, which they count apart. */
export interface Pads {
  readonly cues: Map<number, CueEntry>;
  readonly loops: Map<number, LoopEntry>;
}

const NO_TIME = 0xffffffff;
const BLACK = '#000000';

/** Serato writes empty pads into Ogg files as black cues at 0 and loops without length. */
const isSetCue = ({ startMs, colour, name }: CueEntry): boolean =>
  startMs !== NO_TIME && (startMs !== 0 || colour !== BLACK || name !== '');
const isSetLoop = ({ startMs, endMs }: LoopEntry): boolean => endMs !== NO_TIME && endMs > startMs;

export function padsOf(entries: readonly SeratoEntry[]): Pads {
  const pads: Pads = { cues: new Map(), loops: new Map() };
  for (const entry of entries) {
    if (entry.type === 'CUE' && isSetCue(entry)) pads.cues.set(entry.index, entry);
    if (entry.type === 'LOOP' && isSetLoop(entry)) pads.loops.set(entry.index, entry);
  }
  return pads;
}

function leaveOut(pads: Map<number, unknown>, index: number, what: string, report: ReadReport): void {
  if (!pads.delete(index)) return;
  const name = `${what} ${index + 1}`;
  report.problem('Serato Markers2', `${name} is not in Serato Markers_, so Serato does not show it; it was left out.`);
}

function overlayCue({ cues }: Pads, index: number, { startMs, colour }: SeratoMarker, report: ReadReport): void {
  if (startMs === null) leaveOut(cues, index, 'Cue', report);
  else cues.set(index, { type: 'CUE', index, startMs, colour, name: cues.get(index)?.name ?? '' });
}

/** @returns Whether a loop is set there. */
function overlayLoop({ loops }: Pads, index: number, { startMs, endMs, colour, isLocked }: SeratoMarker): boolean {
  if (startMs === null || endMs === null || endMs <= startMs) return false;
  loops.set(index, { type: 'LOOP', index, startMs, endMs, colour, isLocked, name: loops.get(index)?.name ?? '' });
  return true;
}

/**
 * Lays Markers_ over Markers2 as Serato does: of the pads that Markers_ has (cues 0 to 4, the loops) times, colours and locks are
 * its own, names are from Markers2; a cue, and in MP4 a loop, that is not set in Markers_ is not set. Where Markers_ is blank,
 * Markers2 alone counts, for another program has written it.
 */
export function overlayMarkers(
  pads: Pads,
  markers: SeratoMarkers,
  container: SeratoContainer,
  report: ReadReport,
): void {
  if (markers.entries.every(({ startMs }) => startMs === null)) return;
  for (const [n, marker] of markers.entries.entries()) {
    if (n < MARKERS_CUES) overlayCue(pads, n, marker, report);
    else if (!overlayLoop(pads, n - MARKERS_CUES, marker) && container === 'mp4') {
      leaveOut(pads.loops, n - MARKERS_CUES, 'Loop', report);
    }
  }
}
