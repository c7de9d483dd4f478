import { energyLevel } from '#shared/domain/energy.ts';
import { type HarmonicMove, harmonicMove, isCompatibleMove, transposeKey } from '#shared/domain/harmonic.ts';
import { formatCamelot, keyFromIndex, type MusicalKey } from '#shared/domain/key.ts';
import { keyShiftSemitones, matchTempo } from '#shared/domain/tempo.ts';
import type { MixRules, SetTrack } from './set-track.ts';

/** What can be wrong between a track and the one after it. */
export type PairFault = 'key-clash' | 'tempo-jump' | 'energy-cliff';

/** Steps of one or two levels of ten are what DJs take without meaning something by it. @source docs/sets.md#checks */
export const LARGEST_ENERGY_STEP = 2;

export interface PairOfKeys {
  readonly from: MusicalKey;
  /** As it is heard. */
  readonly to: MusicalKey;
  readonly move: HarmonicMove;
}

/** The move between two tracks as it is heard; null where a key is not known. */
export function heardMove(from: SetTrack, to: SetTrack, rules: MixRules): PairOfKeys | null {
  if (from.key === null || to.key === null) return null;
  const shift =
    rules.keyLock || from.bpm === null || to.bpm === null
      ? 0
      : keyShiftSemitones(matchTempo(from.bpm, to.bpm, rules.halfDoubleTime).changePercent);
  const keys = { from: keyFromIndex(from.key), to: transposeKey(keyFromIndex(to.key), shift) };
  return { ...keys, move: harmonicMove(keys.from, keys.to) };
}

function keyFault(from: SetTrack, to: SetTrack, rules: MixRules): string | null {
  const keys = rules.keyRule === null ? null : heardMove(from, to, rules);
  if (keys === null || rules.keyRule === null || isCompatibleMove(keys.move, rules.keyRule)) return null;
  const heard = rules.keyLock ? '' : ', as it is heard at the tempo of the track before';
  return `Keys clash: ${formatCamelot(keys.from)} to ${formatCamelot(keys.to)}${heard}`;
}

const inBpm = (bpm: number): string => String(Math.round(bpm * 10) / 10);

function tempoFault(from: SetTrack, to: SetTrack, rules: MixRules): string | null {
  if (from.bpm === null || to.bpm === null) return null;
  const { changePercent } = matchTempo(from.bpm, to.bpm, rules.halfDoubleTime);
  if (Math.abs(changePercent) <= rules.tempoRangePercent) return null;
  const change = Math.abs(changePercent).toFixed(1);
  return `Tempo jumps from ${inBpm(from.bpm)} to ${inBpm(to.bpm)} BPM: ${change} %, and the decks reach ${rules.tempoRangePercent} %`;
}

function energyFault(from: SetTrack, to: SetTrack): string | null {
  if (from.energy === null || to.energy === null) return null;
  const [before, after] = [energyLevel(from.energy), energyLevel(to.energy)];
  if (Math.abs(after - before) <= LARGEST_ENERGY_STEP) return null;
  return `Energy ${after > before ? 'leaps' : 'falls'} from ${before} to ${after} of 10`;
}

/** What is wrong between two neighbours, each with its explanation. What is not known is not wrong. */
export function pairFaults(from: SetTrack, to: SetTrack, rules: MixRules): Map<PairFault, string> {
  const faults: [PairFault, string | null][] = [
    ['key-clash', keyFault(from, to, rules)],
    ['tempo-jump', tempoFault(from, to, rules)],
    ['energy-cliff', energyFault(from, to)],
  ];
  return new Map(faults.flatMap(([fault, text]) => (text === null ? [] : [[fault, text] as const])));
}

/** Whether two tracks have a main artist in common. */
export function shareArtist(a: SetTrack, b: SetTrack): boolean {
  return a.artists.some((artist) => b.artists.includes(artist));
}

/** How badly two tracks stand side by side: what is wrong between them, and one for an artist twice in a row. */
export function pairCost(from: SetTrack | undefined, to: SetTrack | undefined, rules: MixRules): number {
  if (from === undefined || to === undefined) return 0;
  return pairFaults(from, to, rules).size + (shareArtist(from, to) ? 1 : 0);
}
