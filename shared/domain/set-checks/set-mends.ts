import { pairCost } from './pair-faults.ts';
import type { MixRules, SetPlace, SetTrack } from './set-track.ts';

/** What can be done about a check with one step. */
export type SetMend =
  /** Put the track at `position` (0 = first) of the set without it. */
  | { readonly kind: 'move'; readonly position: number }
  /** Play this parked track in its place. */
  | { readonly kind: 'swap'; readonly alternativeId: string }
  /** Look for a track that goes between it and the one before. */
  | { readonly kind: 'bridge' }
  | { readonly kind: 'remove' }
  | { readonly kind: 'locate' };

/** Farther away it is another part of the night. */
const FARTHEST_MOVE = 40;

/**
 * Where a track stands better than now.
 * @returns Its place in the set without it, 0 = first; null where no place nearby is better.
 */
export function betterPlace(places: readonly SetPlace[], index: number, rules: MixRules): number | null {
  const track = places[index];
  if (track === undefined || track.locked) return null;
  const other = (place: number): SetPlace | undefined => places[place < index ? place : place + 1];
  const costAt = (place: number): number => {
    const [before, after] = [place === 0 ? undefined : other(place - 1), other(place)];
    return pairCost(before, track, rules) + pairCost(track, after, rules) - pairCost(before, after, rules);
  };
  let best: number | null = null;
  let least = costAt(index);
  // The nearest of places that are as good comes first.
  for (let step = 1; step <= FARTHEST_MOVE; step++) {
    for (const place of [index - step, index + step]) {
      if (place < 0 || place >= places.length) continue;
      const cost = costAt(place);
      if (cost >= least) continue;
      least = cost;
      best = place;
    }
  }
  return best;
}

/** The parked track that goes better between the neighbours than the one that stands there; null = none. */
export function betterAlternative(places: readonly SetPlace[], index: number, rules: MixRules): SetTrack | null {
  const [before, track, after] = [places[index - 1], places[index], places[index + 1]];
  if (track === undefined) return null;
  const costOf = (one: SetTrack): number => pairCost(before, one, rules) + pairCost(one, after, rules);
  let best: SetTrack | null = null;
  let least = costOf(track);
  for (const alternative of track.alternatives) {
    const cost = costOf(alternative);
    if (cost >= least) continue;
    least = cost;
    best = alternative;
  }
  return best;
}
