import { harmonicMove, isCompatibleMove, transposeKeyIndex } from '#shared/domain/harmonic.ts';
import { keyFromIndex } from '#shared/domain/key.ts';
import type { MixRules } from '#shared/domain/set-checks/set-track.ts';
import { keyShiftSemitones, type TempoRelation } from '#shared/domain/tempo.ts';
import { mixGain } from './mix-gain.ts';
import { barsOf, proposedBars, proposedMixIn, proposedMixOut } from './mix-points.ts';
import { bothHeavy } from './mix-bands.ts';
import type { MixBars, MixChange, MixTrack, TempoMode } from './mix-track.ts';
import { positionAt, rateAt, type Warp, type WarpPoint, warpTogether } from './warp.ts';

export const TRANSITION_WARNINGS = [
  'not-analysed',
  'too-short',
  'past-end',
  'before-start',
  'pitch-range',
  'keys-clash',
  'bass',
  'vocals',
] as const;
export type TransitionWarning = (typeof TRANSITION_WARNINGS)[number];

/** What happens on one deck. */
export interface DeckPlan {
  readonly warp: readonly WarpPoint[];
  /** Largest change of tempo during the mix, in percent; positive = faster. */
  readonly percent: number;
  /** Key that is heard where the tempo is furthest from its own; null = not known. */
  readonly key: number | null;
  /** What its samples are multiplied by, so that both are as loud. */
  readonly gain: number;
}

/** How one track of a set goes over into the next. Times are seconds. */
export interface TransitionPlan {
  /** Beat on beat; else a plain crossfade. */
  readonly isAligned: boolean;
  readonly mixOutSeconds: number;
  /** What of the next track sounds at the mix-out point; negative = it begins later. */
  readonly mixInSeconds: number;
  readonly bars: MixBars;
  readonly beatsPerBar: number;
  /** Length of the mix as it is heard. */
  readonly seconds: number;
  readonly tempoMode: TempoMode;
  readonly bassSwap: boolean;
  readonly relation: TempoRelation;
  /** null for a plain crossfade. */
  readonly startBpm: number | null;
  readonly endBpm: number | null;
  readonly from: DeckPlan;
  readonly to: DeckPlan;
  readonly warnings: readonly TransitionWarning[];
}

/** Length of a crossfade where beats are not known, and what is heard before it. */
const PLAIN_SECONDS = 8;
const PLAIN_LEAD_SECONDS = 6;
/** Bars that a track must have to be mixed by them. */
const LEAST_BARS = 8;

function deckPlan(track: MixTrack, warp: readonly WarpPoint[], length: number, rules: MixRules): DeckPlan {
  const percents = warp.filter(({ at }) => at >= 0 && at < length).map(({ at }) => (rateAt(warp, at) - 1) * 100);
  const percent = percents.reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most), 0);
  const semitones = rules.keyLock ? 0 : keyShiftSemitones(percent);
  const key = track.key === null ? null : transposeKeyIndex(track.key, semitones);
  return { warp, percent, key, gain: mixGain(track.loudnessLufs) };
}

function keysClash(from: DeckPlan, to: DeckPlan, { keyRule }: MixRules): boolean {
  if (keyRule === null || from.key === null || to.key === null) return false;
  return !isCompatibleMove(harmonicMove(keyFromIndex(from.key), keyFromIndex(to.key)), keyRule);
}

/** A crossfade at the end of one track and the beginning of the other, each at its own tempo. */
function plainPlan(from: MixTrack, to: MixTrack, change: MixChange, rules: MixRules): TransitionPlan {
  const length = Math.min(PLAIN_SECONDS, from.seconds / 2, to.seconds / 2);
  const mixOut = from.seconds - length;
  const lead = Math.min(PLAIN_LEAD_SECONDS, mixOut);
  const isAnalysed = from.grid !== null && to.grid !== null;
  const decks = [
    deckPlan(
      from,
      [
        { at: -lead, position: mixOut - lead },
        { at: length, position: from.seconds },
      ],
      length,
      rules,
    ),
    deckPlan(
      to,
      [
        { at: 0, position: 0 },
        { at: to.seconds, position: to.seconds },
      ],
      length,
      rules,
    ),
  ] as const;
  return {
    isAligned: false,
    mixOutSeconds: mixOut,
    mixInSeconds: 0,
    bars: LEAST_BARS,
    beatsPerBar: 4,
    seconds: length,
    tempoMode: 'match',
    bassSwap: change.bassSwap ?? true,
    relation: 'direct',
    startBpm: null,
    endBpm: null,
    from: decks[0],
    to: decks[1],
    warnings: [isAnalysed ? 'too-short' : 'not-analysed'],
  };
}

function warningsOf(plan: TransitionPlan, from: MixTrack, to: MixTrack, rules: MixRules): TransitionWarning[] {
  const warnings: TransitionWarning[] = [];
  const most = Math.max(Math.abs(plan.from.percent), Math.abs(plan.to.percent));
  if (positionAt(plan.from.warp, plan.seconds) > from.seconds + 0.1) warnings.push('past-end');
  if (plan.mixInSeconds < -0.1) warnings.push('before-start');
  if (most > rules.tempoRangePercent + 1e-6) warnings.push('pitch-range');
  if (keysClash(plan.from, plan.to, rules)) warnings.push('keys-clash');
  if (!plan.bassSwap && bothHeavy(plan, from, to, 'low')) warnings.push('bass');
  if (bothHeavy(plan, from, to, 'mid')) warnings.push('vocals');
  return warnings;
}

function alignedPlan(warp: Warp, wish: Pick<TransitionPlan, 'bars' | 'beatsPerBar' | 'tempoMode' | 'bassSwap'>) {
  return (from: MixTrack, to: MixTrack, rules: MixRules): TransitionPlan => {
    const plan: TransitionPlan = {
      isAligned: true,
      mixOutSeconds: positionAt(warp.from, 0),
      mixInSeconds: positionAt(warp.to, 0),
      ...wish,
      seconds: warp.seconds,
      relation: warp.relation,
      startBpm: warp.startBpm,
      endBpm: warp.endBpm,
      from: deckPlan(from, warp.from, warp.seconds, rules),
      to: deckPlan(to, warp.to, warp.seconds, rules),
      warnings: [],
    };
    return { ...plan, warnings: warningsOf(plan, from, to, rules) };
  };
}

/**
 * Plans the transition from one track to the next: on phrases, beat on beat, as far as the change does not say otherwise.
 * Where beats are not known or a track has fewer than 8 bars it is a plain crossfade, and the plan says so.
 */
export function planTransition(from: MixTrack, to: MixTrack, change: MixChange, rules: MixRules): TransitionPlan {
  if (Math.min(barsOf(from).length, barsOf(to).length) <= LEAST_BARS) return plainPlan(from, to, change, rules);
  const bars = change.bars ?? proposedBars(from, to);
  const beatsPerBar = from.grid?.beatsPerBar ?? 4;
  const tempoMode = change.tempoMode ?? 'match';
  const warp = warpTogether(from, to, {
    mixOutSeconds: change.mixOutSeconds ?? proposedMixOut(from, bars),
    mixInSeconds: change.mixInSeconds ?? proposedMixIn(to, bars),
    beats: bars * beatsPerBar,
    shiftBeats: change.shiftBeats,
    tempoMode,
    halfDoubleTime: rules.halfDoubleTime,
  });
  if (warp === null) return plainPlan(from, to, change, rules);
  return alignedPlan(warp, { bars, beatsPerBar, tempoMode, bassSwap: change.bassSwap ?? true })(from, to, rules);
}
