import { energyLevel } from './energy.ts';
import { describeMove, type HarmonicMove, harmonicMove, isCompatibleMove, type KeyRule } from './harmonic.ts';
import type { MusicalKey } from './key.ts';
import { keyShiftSemitones, matchTempo, type TempoMatch } from './tempo.ts';

/** What a transition is judged by; null where it is not known. */
export interface TransitionTrack {
  readonly key: MusicalKey | null;
  readonly bpm: number | null;
  /** 0-1. */
  readonly energy: number | null;
}

export type EnergyWish = 'any' | 'hold' | 'up' | 'down';

export interface TransitionOptions {
  readonly keyRule: KeyRule;
  /** Pitch range of the decks in percent. */
  readonly tempoRangePercent: number;
  readonly energy: EnergyWish;
}

export interface TransitionPart {
  readonly aspect: 'key' | 'tempo' | 'energy';
  /** 0-1. */
  readonly score: number;
  /** Share of the whole. Weights sum to 1; 0 = unknown, not counted. */
  readonly weight: number;
  /** In words. */
  readonly reason: string;
}

export interface TransitionScore {
  /** 0-1: sum of score times weight. */
  readonly score: number;
  readonly parts: readonly TransitionPart[];
  /** Change of the second track in percent; 0 while a tempo is unknown. */
  readonly tempoChangePercent: number;
}

/** Key and tempo decide whether a mix works, energy whether it fits; docs/decisions/0005-library.md. */
const WEIGHTS = { key: 0.45, tempo: 0.35, energy: 0.2 } as const;

/** Ordered by how often a working DJ chose each move against chance. */
const MOVE_SCORES: Readonly<Record<HarmonicMove, number>> = {
  same: 1,
  'fifth-up': 0.9,
  'fifth-down': 0.9,
  relative: 0.85,
  diagonal: 0.6,
  'whole-tone-up': 0.5,
  'semitone-up': 0.45,
  'whole-tone-down': 0.4,
  'semitone-down': 0,
  clash: 0,
};

/** Score of a change of 0, 1, 2 ... levels; a bigger change scores as the last. */
const ENERGY_STEPS = {
  any: [1, 0.95, 0.8, 0.5, 0.25, 0.1],
  hold: [1, 0.7, 0.3, 0.1, 0],
  /** In the wished direction. */
  towards: [0.4, 1, 0.9, 0.6, 0.35, 0.2],
  /** Against the wished direction. */
  against: [0.4, 0.1, 0],
} as const;

/** Score at the end of the pitch range. */
const TEMPO_FLOOR = 0.3;
const HALF_OR_DOUBLE_TIME = 0.9;
const NUMBER_WORDS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

type Judgement = Pick<TransitionPart, 'score' | 'reason'>;

function judgeKey(from: MusicalKey, to: MusicalKey, rule: KeyRule): Judgement {
  const move = harmonicMove(from, to);
  const words = describeMove(move, from, to);
  if (isCompatibleMove(move, rule)) return { score: MOVE_SCORES[move], reason: words };
  return { score: 0, reason: isCompatibleMove(move, 'loose') ? `${words}: outside the strict rule` : words };
}

function signedPercent(percent: number): string {
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)} %`;
}

function describeTempo({ relation, changePercent }: TempoMatch): string {
  const time = relation === 'direct' ? '' : relation === 'half' ? 'half time' : 'double time';
  const change = Math.abs(changePercent) < 0.05 ? 'Same tempo' : `${signedPercent(changePercent)} tempo`;
  const shift = Math.round(keyShiftSemitones(changePercent));
  const pitch =
    shift === 0
      ? ''
      : `${Math.abs(shift)} semitone${Math.abs(shift) > 1 ? 's' : ''} ${shift > 0 ? 'up' : 'down'} without key lock`;
  return [change, time, pitch].filter((words) => words !== '').join(', ');
}

function judgeTempo(match: TempoMatch, rangePercent: number): Judgement {
  const share = Math.abs(match.changePercent) / rangePercent;
  const reason = describeTempo(match);
  if (share > 1) return { score: 0, reason: `${reason}: outside the ${rangePercent} % pitch range` };
  const near = 1 - (1 - TEMPO_FLOOR) * share;
  return { score: near * (match.relation === 'direct' ? 1 : HALF_OR_DOUBLE_TIME), reason };
}

function stepScores(change: number, wish: EnergyWish): readonly number[] {
  if (wish === 'any' || wish === 'hold') return ENERGY_STEPS[wish];
  const towards = wish === 'up' ? change >= 0 : change <= 0;
  return towards ? ENERGY_STEPS.towards : ENERGY_STEPS.against;
}

function judgeEnergy(from: number, to: number, wish: EnergyWish): Judgement {
  const change = energyLevel(to) - energyLevel(from);
  const size = Math.abs(change);
  const scores = stepScores(change, wish);
  const score = scores[Math.min(size, scores.length - 1)] ?? 0;
  if (size === 0) return { score, reason: `Energy holds at ${energyLevel(to)}` };
  const steps = `${NUMBER_WORDS[size]} step${size > 1 ? 's' : ''} ${change > 0 ? 'up' : 'down'}`;
  return { score, reason: `Energy ${steps} (${energyLevel(from)} to ${energyLevel(to)})` };
}

const unknown = (what: string): string => `${what} unknown: not counted`;

/**
 * How well `to` follows `from`, with reasons in words. Aspects that are unknown for either track get weight 0 and the
 * others share their part.
 * @returns null when not one aspect is known for both.
 */
export function scoreTransition(
  from: TransitionTrack,
  to: TransitionTrack,
  options: TransitionOptions,
): TransitionScore | null {
  const match = from.bpm !== null && to.bpm !== null ? matchTempo(from.bpm, to.bpm) : null;
  const judged = {
    key: from.key !== null && to.key !== null ? judgeKey(from.key, to.key, options.keyRule) : null,
    tempo: match === null ? null : judgeTempo(match, options.tempoRangePercent),
    energy: from.energy !== null && to.energy !== null ? judgeEnergy(from.energy, to.energy, options.energy) : null,
  };
  const names = { key: 'Key', tempo: 'Tempo', energy: 'Energy' } as const;
  const aspects = ['key', 'tempo', 'energy'] as const;
  const known = aspects.reduce((sum, aspect) => sum + (judged[aspect] === null ? 0 : WEIGHTS[aspect]), 0);
  if (known === 0) return null;
  const parts = aspects.map((aspect): TransitionPart => {
    const judgement = judged[aspect];
    if (judgement === null) return { aspect, score: 0, weight: 0, reason: unknown(names[aspect]) };
    return { aspect, ...judgement, weight: WEIGHTS[aspect] / known };
  });
  return {
    score: parts.reduce((sum, part) => sum + part.score * part.weight, 0),
    parts,
    tempoChangePercent: match?.changePercent ?? 0,
  };
}
