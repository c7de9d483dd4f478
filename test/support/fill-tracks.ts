import type { FillTrack } from '#shared/domain/set-fill/fill-track.ts';
import { seeded } from '#shared/domain/seeded-random.ts';
import { inventOrderTracks } from './order-tracks.ts';

/** Tracks that a set may be filled with, of three to eight minutes; the same for the same seed. */
export function inventFillTracks(count: number, seed: number): FillTrack[] {
  const random = seeded(seed + 1000);
  return inventOrderTracks(count, seed).map(({ locked, ...track }) => ({
    ...track,
    liking: locked ? 1 : random(),
    id: `fill-${seed}-${track.id}`,
    seconds: 180 + Math.round(300 * random()),
  }));
}
