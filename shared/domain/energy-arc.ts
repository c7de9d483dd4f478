/** A place in a set and the energy that is meant to be heard there. */
export interface ArcPoint {
  /** Share of the set that has passed, 0-1. */
  readonly at: number;
  /** 0-1, as the energy of tracks. */
  readonly energy: number;
}

/** Shapes of a night that have a name among DJs. */
export const ARC_NAMES = ['warm-up', 'peak-time', 'closing', 'roller-coaster'] as const;
export type ArcName = (typeof ARC_NAMES)[number];

/** How the energy of a set is meant to go: a named shape, or one drawn by hand. */
export type EnergyArc =
  | { readonly kind: 'named'; readonly name: ArcName }
  /** In order of `at`, at least one. */
  | { readonly kind: 'drawn'; readonly points: readonly ArcPoint[] };

export const ARC_TITLES: Readonly<Record<ArcName, string>> = {
  'warm-up': 'Warm-up',
  'peak-time': 'Peak time',
  closing: 'Closing',
  'roller-coaster': 'Roller coaster',
};

const along = (...energies: readonly number[]): ArcPoint[] =>
  energies.map((energy, index) => ({ at: index / (energies.length - 1), energy }));

/**
 * Warm-up leaves room above it for the next DJ; peak time is high early and highest at two thirds; closing comes down; a
 * roller coaster lets the floor breathe between three heights, each higher than the last.
 */
const NAMED: Readonly<Record<ArcName, readonly ArcPoint[]>> = {
  'warm-up': along(0.2, 0.3, 0.42, 0.55, 0.68),
  'peak-time': along(0.6, 0.74, 0.86, 0.95, 0.84),
  closing: along(0.85, 0.72, 0.6, 0.44, 0.25),
  'roller-coaster': along(0.4, 0.7, 0.45, 0.82, 0.5, 0.95, 0.6),
};

/** Points of an arc that is drawn by hand, evenly from the start to the end. */
export const DRAWN_POINTS = 9;

/** The arc by the points that can be drawn: where another one is taken over, they lie on it. */
export function drawnPoints(arc: EnergyArc): ArcPoint[] {
  return Array.from({ length: DRAWN_POINTS }, (_, index) => {
    const at = index / (DRAWN_POINTS - 1);
    return { at, energy: energyAt(arc, at) };
  });
}

export function arcPoints(arc: EnergyArc): readonly ArcPoint[] {
  return arc.kind === 'named' ? NAMED[arc.name] : arc.points;
}

/**
 * The energy that is meant at a place, on straight lines between the points and level before the first and after the last.
 * @param at Share of the set that has passed, 0-1.
 * @returns 0-1.
 */
export function energyAt(arc: EnergyArc, at: number): number {
  const points = arcPoints(arc);
  const next = points.findIndex((point) => point.at >= at);
  const after = points[next < 0 ? points.length - 1 : next];
  if (after === undefined) throw new RangeError('An energy arc has at least one point.');
  const before = next > 0 ? points[next - 1] : after;
  if (before === undefined || before === after || after.at === before.at) return after.energy;
  const share = (at - before.at) / (after.at - before.at);
  return before.energy + share * (after.energy - before.energy);
}
