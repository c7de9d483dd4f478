import type { OrderProposal, OrderedTrack } from '#shared/contract/set-order.ts';
import { pairCost } from '#shared/domain/set-checks/pair-faults.ts';
import type { MixRules } from '#shared/domain/set-checks/set-track.ts';

/** How many tracks follow the one before without anything that the checks of the set would tell. */
export function smoothTransitions(tracks: readonly OrderedTrack[], rules: MixRules): number {
  return tracks.filter((track, place) => place > 0 && pairCost(tracks[place - 1], track, rules) === 0).length;
}

/** "17 of 19 transitions without a fault, 9 now". */
export function transitionsInWords(
  now: readonly OrderedTrack[],
  next: readonly OrderedTrack[],
  rules: MixRules,
): string {
  const [before, after] = [smoothTransitions(now, rules), smoothTransitions(next, rules)];
  const word = next.length === 2 ? 'transition' : 'transitions';
  const told = before === after ? 'as many as now' : `${before} now`;
  return `${after} of ${next.length - 1} ${word} without a fault, ${told}`;
}

/** What a whole proposal gains, and how sure it is. */
export function gainInWords({ cost, costBefore, isExact }: OrderProposal): string {
  const share = costBefore > 0 ? Math.round(100 * (1 - cost / costBefore)) : 0;
  const gain =
    share > 0 ? `By keys, tempo and energy it is ${share} % better than now.` : 'It is hardly better than now.';
  return isExact ? `${gain} No order is better.` : gain;
}

/** "up from 7", "down from 2". @param from From 0. */
export const moveInWords = (from: number, to: number): string => `${to < from ? 'up' : 'down'} from ${from + 1}`;
