import { arcPoints, type EnergyArc, energyAt } from '#shared/domain/energy-arc.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { seeded } from '#shared/domain/seeded-random.ts';
import type { FillTrack } from './fill-track.ts';

const LEVELS = 10;
const SEED = 7;
/** Places along the arc that are asked which energy they want. */
const SAMPLES = 100;
/** What chance does to liking, so that not the same hundred favourites come every time there are thousands of them. */
const CHANCE = 0.5;

/** Share of each energy level, 1 to 10, that an arc asks for; neighbours of a level serve it too. */
function wantedShares(arc: EnergyArc): Float64Array {
  const shares = new Float64Array(LEVELS + 1);
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const level = energyLevel(energyAt(arc, (sample + 0.5) / SAMPLES));
    for (const [near, weight] of [
      [level - 1, 0.25],
      [level, 0.5],
      [level + 1, 0.25],
    ] as const) {
      const at = Math.min(LEVELS, Math.max(1, near));
      shares[at] = (shares[at] ?? 0) + weight / SAMPLES;
    }
  }
  return shares;
}

interface Ranked {
  readonly track: FillTrack;
  readonly rank: number;
}

/**
 * Tracks that a search can look at all together, out of any number: of each energy as many as the arc has use for, those that the
 * DJ likes before others, with some chance in it. The same again for the same tracks.
 * @param most How many are wanted.
 * @returns All, where there are no more.
 */
export function shortlist(pool: readonly FillTrack[], arc: EnergyArc | null, most: number): readonly FillTrack[] {
  if (pool.length <= most) return pool;
  const random = seeded(SEED);
  const ranked = pool.map((track): Ranked => ({ track, rank: track.liking + CHANCE * random() }));
  ranked.sort((a, b) => b.rank - a.rank);
  if (arc === null || arcPoints(arc).length === 0) return ranked.slice(0, most).map(({ track }) => track);
  const shares = wantedShares(arc);
  const taken = new Set<FillTrack>();
  const left = Float64Array.from(shares, (share) => Math.ceil(share * most));
  for (const { track } of ranked) {
    const level = track.energy === null ? 0 : energyLevel(track.energy);
    if ((left[level] ?? 0) <= 0 || taken.size >= most) continue;
    left[level] = (left[level] ?? 0) - 1;
    taken.add(track);
  }
  // Where a level has too few, whatever the DJ likes best makes up the number.
  for (const { track } of ranked) {
    if (taken.size >= most) break;
    taken.add(track);
  }
  return [...taken];
}
