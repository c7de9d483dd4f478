import type { GridMarker } from '#main/interchange/model.ts';
import type { DropCounter } from '#main/interchange/read-report.ts';
import { fitWholeBeats, isTempo, WHOLE_BEATS_PER_BAR } from '#main/interchange/whole-beats.ts';
import type { SeratoBeatGrid } from './beat-grid.ts';

/** Serato draws a bar line at each marker and every four beats from it. */
const BEATS_PER_BAR = WHOLE_BEATS_PER_BAR;

const gridMarker = (startSeconds: number, bpm: number): GridMarker => ({
  startSeconds,
  bpm,
  beatsPerBar: BEATS_PER_BAR,
  beatNumber: 1,
  slot: null,
  name: '',
});

/** Markers that give no tempo (out of order, or with no beats between) are left out. */
export function gridFromSerato({ markers, last }: SeratoBeatGrid): GridMarker[] {
  if (last === null || !isTempo(last.bpm) || !Number.isFinite(last.startSeconds)) return [];
  const grid = markers.map(({ startSeconds, beatsToNext }, n) => {
    const next = markers[n + 1] ?? last;
    return gridMarker(startSeconds, (beatsToNext * 60) / (next.startSeconds - startSeconds));
  });
  return [...grid, gridMarker(last.startSeconds, last.bpm)].filter(
    ({ startSeconds, bpm }) => Number.isFinite(startSeconds) && isTempo(bpm),
  );
}

/** Moves a marker to the next bar line that is not before the start of the track. */
function toBarLine(marker: GridMarker): GridMarker {
  const beatSeconds = 60 / marker.bpm;
  const toNextBar = (marker.beatsPerBar - (marker.beatNumber - 1)) % marker.beatsPerBar;
  const start = marker.startSeconds + toNextBar * beatSeconds;
  const bars = start < 0 ? Math.ceil(-start / (BEATS_PER_BAR * beatSeconds)) : 0;
  return { ...marker, startSeconds: start + bars * BEATS_PER_BAR * beatSeconds, beatNumber: 1 };
}

/** @param drops Counts what `fitWholeBeats` does. */
export function gridToSerato(grid: readonly GridMarker[], drops: DropCounter): SeratoBeatGrid {
  const fitted = fitWholeBeats(grid.filter(({ bpm }) => bpm > 0).map(toBarLine), drops);
  const last = fitted.at(-1);
  return {
    markers: fitted.flatMap(({ startSeconds, beatsToNext }) =>
      beatsToNext === null ? [] : [{ startSeconds, beatsToNext }],
    ),
    last: last === undefined ? null : { startSeconds: last.startSeconds, bpm: last.bpm },
    footer: 0,
  };
}
