import type { GridMarker } from './model.ts';
import type { DropCounter } from './read-report.ts';

/** A marker of a format that counts beats between markers. */
export interface WholeBeatMarker {
  readonly startSeconds: number;
  readonly bpm: number;
  readonly beatNumber: number;
  /** null for the last one. */
  readonly beatsToNext: number | null;
}

/** What formats that count beats take for granted. */
export const WHOLE_BEATS_PER_BAR = 4;
/** Damaged data gives any number: a grid of a billion beats a minute must go no further. */
export const isTempo = (bpm: number): boolean => bpm >= 1 && bpm <= 1_000;

/** A tempo that a whole number of beats changes by more than this is counted as changed. */
const TEMPO_TOLERANCE_BPM = 0.01;

const beatsBetween = (from: GridMarker, to: GridMarker): number =>
  Math.round(((to.startSeconds - from.startSeconds) * from.bpm) / 60);

/** Leaves out the markers that are within half a beat of the next one. */
function withRoom(grid: readonly GridMarker[], drops: DropCounter): GridMarker[] {
  const kept: GridMarker[] = [];
  for (const marker of grid.toReversed()) {
    const next = kept.at(-1);
    if (marker.bpm > 0 && (next === undefined || beatsBetween(marker, next) >= 1)) kept.push(marker);
    else drops.drop('grid.marker');
  }
  return kept.reverse();
}

/**
 * @param grid In the order of time.
 * @param drops Counts what such formats cannot say: bars of another length ("grid.beatsPerBar"), a tempo that changes for a whole
 * number of beats to fit ("grid.bpm"), markers too close to the next ("grid.marker"), names and pads ("grid.slot").
 */
export function fitWholeBeats(grid: readonly GridMarker[], drops: DropCounter): WholeBeatMarker[] {
  const kept = withRoom(grid, drops);
  return kept.map((marker, n) => {
    const { startSeconds, bpm, beatNumber, beatsPerBar, slot, name } = marker;
    if (beatsPerBar !== WHOLE_BEATS_PER_BAR) drops.drop('grid.beatsPerBar');
    if (slot !== null || name !== '') drops.drop('grid.slot');
    const next = kept[n + 1];
    if (next === undefined) return { startSeconds, bpm, beatNumber, beatsToNext: null };
    const beatsToNext = beatsBetween(marker, next);
    const fitted = (beatsToNext * 60) / (next.startSeconds - startSeconds);
    if (Math.abs(fitted - bpm) > TEMPO_TOLERANCE_BPM) drops.drop('grid.bpm');
    return { startSeconds, bpm, beatNumber, beatsToNext };
  });
}
