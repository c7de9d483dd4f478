import { seeded } from '#shared/domain/seeded-random.ts';
import type { MixRules } from '#shared/domain/set-checks/set-track.ts';
import type { OrderableTrack } from '#shared/domain/set-order/order-set.ts';

export const ORDER_RULES: MixRules = { keyRule: 'strict', keyLock: true, tempoRangePercent: 6, halfDoubleTime: true };

/** Tracks of a house night at random, some of them without what an analysis would know; the same for the same seed. */
export function inventOrderTracks(count: number, seed: number): OrderableTrack[] {
  const random = seeded(seed);
  const known = (value: number): number | null => (random() < 0.92 ? value : null);
  return Array.from({ length: count }, (_, index) => ({
    id: `track-${index}`,
    title: `Track ${index}`,
    bpm: known(116 + 18 * random()),
    key: known(Math.floor(24 * random())),
    energy: known(random()),
    artists: [`artist-${Math.floor((count / 2 + 1) * random())}`],
    song: random() < 0.1 ? 'a song of many versions' : `song-${index}`,
    locked: random() < 0.15,
  }));
}
