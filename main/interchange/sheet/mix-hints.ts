import { formatTenths } from '#shared/domain/time-text.ts';
import type { TransitionPlan, TransitionWarning } from '#shared/domain/transition/plan-transition.ts';

/** To the nearest tenth: a mix point is set to the beat. */
const placeText = (seconds: number): string => formatTenths(Math.round(seconds * 10) / 10);

/** Those that the other lines of a sheet do not tell already. */
const WARNINGS: Readonly<Partial<Record<TransitionWarning, string>>> = {
  'past-end': 'The mix goes on after the end of this track',
  'before-start': 'The next begins only within the mix',
  'pitch-range': 'Pitched beyond the range of the decks',
  bass: 'Strong bass in both',
  vocals: 'There may be voices in both',
};

/** What a DJ has planned of the way to the next track, in lines for the sheet. */
export interface MixHints {
  /** Where it goes over. */
  readonly mix: readonly string[];
  /** How the tempo goes, in place of what a match would ask for; null = it is matched. */
  readonly tempo: string | null;
}

/** @returns null where beats are not known: a plain crossfade is no plan to mix by. */
export function mixHints(plan: TransitionPlan): MixHints | null {
  const { isAligned, mixOutSeconds, mixInSeconds, bars, bassSwap, tempoMode, startBpm, endBpm, warnings } = plan;
  if (!isAligned) return null;
  const bass = bassSwap ? 'bass swapped' : 'bass of both';
  const points = `Mix out at ${placeText(mixOutSeconds)}, the next from ${placeText(mixInSeconds)}: ${bars} bars, ${bass}`;
  const isRamp = tempoMode === 'ramp' && startBpm !== null && endBpm !== null;
  return {
    mix: [points, ...warnings.flatMap((warning) => WARNINGS[warning] ?? [])],
    tempo: isRamp ? `Both go from ${startBpm.toFixed(1)} to ${endBpm.toFixed(1)} BPM in the mix` : null,
  };
}
