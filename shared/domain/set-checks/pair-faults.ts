import { energyLevel } from '#shared/domain/energy.ts';
import { harmonicMove, isCompatibleMove, type KeyRule, transposeKeyIndex } from '#shared/domain/harmonic.ts';
import { formatCamelot, keyFromIndex } from '#shared/domain/key.ts';
import { keyShiftSemitones, matchTempo } from '#shared/domain/tempo.ts';
import type { MixRules, SetTrack } from './set-track.ts';

/** What can be wrong between a track and the one after it. */
export type PairFault = 'key-clash' | 'tempo-jump' | 'energy-cliff';

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
  const { changePercent } = matchTempo(from.bpm, to.bpm, rules.halfDoubleTime);
  return transposeKeyIndex(to.key, keyShiftSemitones(changePercent));
}

function keysClash(from: SetTrack, to: SetTrack, rules: MixRules): boolean {
  const heard = heardKey(from, to, rules);
  if (from.key === null || heard === null || rules.keyRule === null) return false;
  return CLASHES[rules.keyRule][from.key * KEYS + heard] === true;
}

/** Percent that the tempo of the second has to change by; null where a tempo is not known. */
function tempoChange(from: SetTrack, to: SetTrack, rules: MixRules): number | null {
  if (from.bpm === null || to.bpm === null) return null;
  return Math.abs(matchTempo(from.bpm, to.bpm, rules.halfDoubleTime).changePercent);
}

const tempoJumps = (from: SetTrack, to: SetTrack, rules: MixRules): boolean =>
  (tempoChange(from, to, rules) ?? 0) > rules.tempoRangePercent;

/** Levels of ten that the energy rises by; 0 where one is not known. */
function energyStep(from: SetTrack, to: SetTrack): number {
  return from.energy === null || to.energy === null ? 0 : energyLevel(to.energy) - energyLevel(from.energy);
}

const isCliff = (from: SetTrack, to: SetTrack): boolean => Math.abs(energyStep(from, to)) > LARGEST_ENERGY_STEP;

function keyText(from: SetTrack, to: SetTrack, rules: MixRules): string {
  const [first, second] = [from.key, heardKey(from, to, rules)].map((key) => formatCamelot(keyFromIndex(key ?? 0)));
  const heard = rules.keyLock ? '' : ', as it is heard at the tempo of the track before';
  return `Keys clash: ${first} to ${second}${heard}`;
}

const inBpm = (bpm: number | null): string => String(Math.round((bpm ?? 0) * 10) / 10);

function tempoText(from: SetTrack, to: SetTrack, rules: MixRules): string {
  const change = (tempoChange(from, to, rules) ?? 0).toFixed(1);
  return `Tempo jumps from ${inBpm(from.bpm)} to ${inBpm(to.bpm)} BPM: ${change} %, and the decks reach ${rules.tempoRangePercent} %`;
}

function energyText(from: SetTrack, to: SetTrack): string {
  const [before, after] = [energyLevel(from.energy ?? 0), energyLevel(to.energy ?? 0)];
  return `Energy ${after > before ? 'leaps' : 'falls'} from ${before} to ${after} of 10`;
}

/** What is wrong between two neighbours, each with its explanation. What is not known is not wrong. */
export function pairFaults(from: SetTrack, to: SetTrack, rules: MixRules): Map<PairFault, string> {
  const faults = new Map<PairFault, string>();
  if (keysClash(from, to, rules)) faults.set('key-clash', keyText(from, to, rules));
  if (tempoJumps(from, to, rules)) faults.set('tempo-jump', tempoText(from, to, rules));
  if (isCliff(from, to)) faults.set('energy-cliff', energyText(from, to));
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
