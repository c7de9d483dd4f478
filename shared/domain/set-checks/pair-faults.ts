import { energyLevel } from '#shared/domain/energy.ts';
import { harmonicMove, isCompatibleMove, type KeyRule, transposeKeyIndex } from '#shared/domain/harmonic.ts';
import { formatCamelot, keyFromIndex } from '#shared/domain/key.ts';
import { keyShiftSemitones, tempoChangePercent } from '#shared/domain/tempo.ts';
import type { MixRules, SetTrack } from './set-track.ts';

/** What can be wrong between a track and the one after it. */
export type PairFault = 'key-clash' | 'tempo-jump' | 'energy-cliff';

/** One of these faults in words, and the values that make it. */
export interface FaultFound {
  readonly text: string;
  /** As "8A 3B"; coarse enough that another analysis of the same tracks finds the same. */
  readonly found: string;
}

/** Steps of one or two levels of ten are what DJs take without meaning something by it. @source docs/sets.md#checks */
export const LARGEST_ENERGY_STEP = 2;

const KEYS = 24;

function clashesBy(rule: KeyRule): readonly boolean[] {
  return Array.from({ length: KEYS * KEYS }, (_, pair) => {
    const move = harmonicMove(keyFromIndex(Math.floor(pair / KEYS)), keyFromIndex(pair % KEYS));
    return !isCompatibleMove(move, rule);
  });
}

/** Whether two keys clash, by both indexes: a set is asked about tens of thousands of pairs. */
const CLASHES: Readonly<Record<KeyRule, readonly boolean[]>> = {
  strict: clashesBy('strict'),
  loose: clashesBy('loose'),
};

/** The key of the second track as it is heard; null where it is not known. */
function heardKey(from: SetTrack, to: SetTrack, rules: MixRules): number | null {
  if (to.key === null || rules.keyLock || from.bpm === null || to.bpm === null) return to.key;
  const change = tempoChangePercent(from.bpm, to.bpm, rules.halfDoubleTime);
  return transposeKeyIndex(to.key, keyShiftSemitones(change));
}

function keysClash(from: SetTrack, to: SetTrack, rules: MixRules): boolean {
  const heard = heardKey(from, to, rules);
  if (from.key === null || heard === null || rules.keyRule === null) return false;
  return CLASHES[rules.keyRule][from.key * KEYS + heard] === true;
}

/** Percent that the tempo of the second has to change by; null where a tempo is not known. */
function tempoChange(from: SetTrack, to: SetTrack, rules: MixRules): number | null {
  if (from.bpm === null || to.bpm === null) return null;
  return Math.abs(tempoChangePercent(from.bpm, to.bpm, rules.halfDoubleTime));
}

const tempoJumps = (from: SetTrack, to: SetTrack, rules: MixRules): boolean =>
  (tempoChange(from, to, rules) ?? 0) > rules.tempoRangePercent;

/** Levels of ten that the energy rises by; 0 where one is not known. */
function energyStep(from: SetTrack, to: SetTrack): number {
  return from.energy === null || to.energy === null ? 0 : energyLevel(to.energy) - energyLevel(from.energy);
}

const isCliff = (from: SetTrack, to: SetTrack): boolean => Math.abs(energyStep(from, to)) > LARGEST_ENERGY_STEP;

function keyFound(from: SetTrack, to: SetTrack, rules: MixRules): FaultFound {
  const [first, second] = [from.key, heardKey(from, to, rules)].map((key) => formatCamelot(keyFromIndex(key ?? 0)));
  const heard = rules.keyLock ? '' : ', as it is heard at the tempo of the track before';
  return { text: `Keys clash: ${first} to ${second}${heard}`, found: `${first} ${second}` };
}

const inBpm = (bpm: number | null): string => String(Math.round((bpm ?? 0) * 10) / 10);

function tempoFound(from: SetTrack, to: SetTrack, rules: MixRules): FaultFound {
  const change = tempoChange(from, to, rules) ?? 0;
  const [before, after] = [inBpm(from.bpm), inBpm(to.bpm)];
  const text = `Tempo jumps from ${before} to ${after} BPM: ${change.toFixed(1)} %, and the decks reach ${rules.tempoRangePercent} %`;
  return { text, found: `${Math.round(change)} %` };
}

function energyFound(from: SetTrack, to: SetTrack): FaultFound {
  const [before, after] = [energyLevel(from.energy ?? 0), energyLevel(to.energy ?? 0)];
  const text = `Energy ${after > before ? 'leaps' : 'falls'} from ${before} to ${after} of 10`;
  return { text, found: `${before} ${after}` };
}

/** What is wrong between two neighbours, each with its explanation. What is not known is not wrong. */
export function pairFaults(from: SetTrack, to: SetTrack, rules: MixRules): Map<PairFault, FaultFound> {
  const faults = new Map<PairFault, FaultFound>();
  if (keysClash(from, to, rules)) faults.set('key-clash', keyFound(from, to, rules));
  if (tempoJumps(from, to, rules)) faults.set('tempo-jump', tempoFound(from, to, rules));
  if (isCliff(from, to)) faults.set('energy-cliff', energyFound(from, to));
  return faults;
}

/** Whether two tracks have a main artist in common. */
export function shareArtist(a: SetTrack, b: SetTrack): boolean {
  return a.artists.some((artist) => b.artists.includes(artist));
}

/** How badly two tracks stand side by side: what is wrong between them, and one for an artist twice in a row. */
export function pairCost(from: SetTrack | undefined, to: SetTrack | undefined, rules: MixRules): number {
  if (from === undefined || to === undefined) return 0;
  return (
    Number(keysClash(from, to, rules)) +
    Number(tempoJumps(from, to, rules)) +
    Number(isCliff(from, to)) +
    Number(shareArtist(from, to))
  );
}
