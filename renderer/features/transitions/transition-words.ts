import type { KeyNotation } from '#shared/domain/key.ts';
import { MOST_DECIBELS, TARGET_LUFS } from '#shared/domain/transition/mix-gain.ts';
import type { DeckPlan, TransitionPlan } from '#shared/domain/transition/plan-transition.ts';
import { formatBpm, formatDecibels, formatKeyIndex, formatPercent } from '#renderer/ui/format.ts';

const RELATIONS: Readonly<Record<TransitionPlan['relation'], string>> = {
  direct: '',
  half: ' The next track counts at half the speed.',
  double: ' The next track counts at twice the speed.',
};

/** What of a percent is not heard by anyone. */
const INAUDIBLE_PERCENT = 0.05;

const pitched = (name: string, percent: number): string =>
  Math.abs(percent) < INAUDIBLE_PERCENT ? `${name} keeps its tempo` : `${name} is pitched by ${formatPercent(percent)}`;

/** Who is pitched by how much: "122.00 BPM throughout. The next track is pitched by −1.6 % …". */
export function tempoWords({ startBpm, endBpm, from, to, tempoMode, relation }: TransitionPlan): string {
  if (startBpm === null || endBpm === null) return 'Each track keeps its tempo.';
  const isSteady = Math.abs(startBpm - endBpm) < 0.01;
  const tempo = isSteady ? `${formatBpm(startBpm)} BPM` : `${formatBpm(startBpm)} to ${formatBpm(endBpm)} BPM`;
  const keeps = Math.max(Math.abs(from.percent), Math.abs(to.percent)) < INAUDIBLE_PERCENT;
  if (keeps) return `${tempo}. Both tracks keep their tempo.${RELATIONS[relation]}`;
  const isBack = tempoMode === 'match' && Math.abs(to.percent) >= INAUDIBLE_PERCENT;
  const after = isBack ? ', and goes back to its own tempo in the 16 bars after the mix' : '';
  const most = isSteady ? '' : ' at most';
  const decks = `${pitched('The first track', from.percent)}, ${pitched('the next', to.percent)}${most}${after}.`;
  return `${tempo}. ${decks}${RELATIONS[relation]}`;
}

const keyOf = ({ key }: DeckPlan, notation: KeyNotation): string =>
  key === null ? 'a key that is not known' : formatKeyIndex(key, notation);

/** "From 8A into 9A, with key lock." */
export function keyWords({ from, to }: TransitionPlan, keyLock: boolean, notation: KeyNotation): string {
  if (from.key === null && to.key === null) return 'The keys are not known.';
  const lock = keyLock ? 'with key lock' : 'as it is pitched, without key lock';
  return `From ${keyOf(from, notation)} into ${keyOf(to, notation)}, ${lock}.`;
}

const decibelsOf = ({ gain }: DeckPlan): number => 20 * Math.log10(gain);
const levelOf = (deck: DeckPlan): string => `${deck.gain > 1 ? '+' : ''}${formatDecibels(decibelsOf(deck))} dB`;
/** As far as a quiet recording is raised, which may not be far enough. */
const isRaisedMost = (deck: DeckPlan): boolean => decibelsOf(deck) > MOST_DECIBELS - 0.01;

/** "Even levels: −6.2 dB and −4.8 dB, to −14.0 LUFS." */
export function levelWords({ from, to }: TransitionPlan): string {
  const target = `${formatDecibels(TARGET_LUFS)} LUFS`;
  const levels = `${levelOf(from)} and ${levelOf(to)}`;
  if (isRaisedMost(from) || isRaisedMost(to))
    return `Levels: ${levels}, towards ${target}; no track is raised further.`;
  return `Even levels: ${levels}, to ${target}.`;
}
