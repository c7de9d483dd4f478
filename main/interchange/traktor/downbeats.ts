import type { GridMarker } from '#main/interchange/model.ts';
import type { DropCounter } from '#main/interchange/read-report.ts';

/**
 * A grid marker of Traktor is the first beat of a bar; one on another beat would shift every bar after it. The first marker
 * goes back to its own bar's first beat if that is inside the track, the others go on to the next bar's. One that meets the
 * marker after it is left out: that one goes on from there.
 * @param grid In the order of time.
 * @param dropped Counts "grid.beatNumber" for those that move, "grid.marker" for those left out.
 */
export function toDownbeats(grid: readonly GridMarker[], dropped: DropCounter): GridMarker[] {
  const markers: GridMarker[] = [];
  for (const [index, marker] of grid.entries()) {
    const beatSeconds = 60 / marker.bpm;
    const back = marker.startSeconds - (marker.beatNumber - 1) * beatSeconds;
    const forth = back + marker.beatsPerBar * beatSeconds;
    const startSeconds = index === 0 && back >= 0 ? back : forth;
    const next = grid[index + 1]?.startSeconds ?? Number.POSITIVE_INFINITY;
    if (marker.beatNumber === 1) markers.push(marker);
    else if (startSeconds < next - beatSeconds / 2) {
      markers.push({ ...marker, startSeconds, beatNumber: 1 });
      dropped.drop('grid.beatNumber');
    } else dropped.drop('grid.marker');
  }
  return markers;
}
