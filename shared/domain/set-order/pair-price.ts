import { energyLevel } from '#shared/domain/energy.ts';
import { type HarmonicMove, harmonicMove, isCompatibleMove, transposeKeyIndex } from '#shared/domain/harmonic.ts';
import { keyFromIndex } from '#shared/domain/key.ts';
import { LARGEST_ENERGY_STEP, shareArtist } from '#shared/domain/set-checks/pair-faults.ts';
import type { MixRules, SetTrack } from '#shared/domain/set-checks/set-track.ts';
import { keyShiftSemitones, matchTempo } from '#shared/domain/tempo.ts';

/**
 * What it costs to play one track after another, in nats: how much rarer DJs do it, against the best there is, than chance would
 * have it. Half a nat is a small blemish, two are a fault that the checks of a set would tell.
 * @source docs/sets.md#ordering
 */

/** What a check would tell (a clash, a jump, a cliff, an artist or a song twice in a row): as much as the worst move of keys. */
export const FAULT_PRICE = 2;

/** Log of how often one DJ made each move against chance, taken from that of the same key. @source docs/decisions/0005-library.md */
const MOVE_PRICES: Readonly<Record<HarmonicMove, number>> = {
  same: 0,
  relative: 0.34,
  'fifth-up': 0.69,
  'fifth-down': 0.69,
  diagonal: 0.93,
  'whole-tone-up': 1.8,
  'whole-tone-down': 1.8,
  'semitone-up': 2.03,
  'semitone-down': 2.03,
  clash: 2.03,
};

/** In published mixes 94.5 % of tempo changes are below 10 %: an exponential with that tail loses so much for each percent. */
const PER_PERCENT = 0.29;
/** A larger change is a cut, whatever its size. */
const CUT_PERCENT = 10;
/** Half or double time mixes, if less often: as much as a change by one and a half percent, as in suggestions. */
const TIME_CHANGE_PRICE = 0.43;
/** For a difference of 0-1, as suggestions weigh it: the careful half of what a DJ's mean step of 1.5 of ten levels would say. */
const PER_ENERGY = 3;
/**
 * Not known: between right and wrong. For nothing, a track of which nothing is known would be put between any two that clash.
 */
const UNKNOWN_PRICES = { key: 2, tempo: 2, energy: 1 } as const;

const KEYS = 24;

/** Price of each move from one key index to another. */
function keyPrices(rule: MixRules['keyRule']): Float64Array {
  return Float64Array.from({ length: KEYS * KEYS }, (_, pair) => {
    if (rule === null) return 0;
    const move = harmonicMove(keyFromIndex(Math.floor(pair / KEYS)), keyFromIndex(pair % KEYS));
    return MOVE_PRICES[move] + (isCompatibleMove(move, rule) ? 0 : FAULT_PRICE);
  });
}

/** Prices neighbours by one DJ's rules. */
export class PairPrices {
  private readonly rules: MixRules;
  private readonly keys: Float64Array;

  constructor(rules: MixRules) {
    this.rules = rules;
    this.keys = keyPrices(rules.keyRule);
  }

  /** @returns Nats, 0 = could not be better. */
  of(from: SetTrack, to: SetTrack): number {
    const { halfDoubleTime } = this.rules;
    const tempo = from.bpm === null || to.bpm === null ? null : matchTempo(from.bpm, to.bpm, halfDoubleTime);
    const changePercent = tempo?.changePercent ?? 0;
    let price = this.key(from.key, to.key, changePercent) + this.energy(from.energy, to.energy);
    price += tempo === null ? UNKNOWN_PRICES.tempo : this.tempo(Math.abs(changePercent));
    if (tempo !== null && tempo.relation !== 'direct') price += TIME_CHANGE_PRICE;
    if (shareArtist(from, to)) price += FAULT_PRICE;
    if (from.song !== '' && from.song === to.song) price += FAULT_PRICE;
    return price;
  }

  private key(from: number | null, to: number | null, changePercent: number): number {
    if (this.rules.keyRule === null) return 0;
    if (from === null || to === null) return UNKNOWN_PRICES.key;
    const heard = this.rules.keyLock ? to : transposeKeyIndex(to, keyShiftSemitones(changePercent));
    return this.keys[from * KEYS + heard] ?? UNKNOWN_PRICES.key;
  }

  private tempo(changePercent: number): number {
    const isFault = changePercent > this.rules.tempoRangePercent;
    return PER_PERCENT * Math.min(changePercent, CUT_PERCENT) + (isFault ? FAULT_PRICE : 0);
  }

  private energy(from: number | null, to: number | null): number {
    if (from === null || to === null) return UNKNOWN_PRICES.energy;
    const isFault = Math.abs(energyLevel(to) - energyLevel(from)) > LARGEST_ENERGY_STEP;
    return PER_ENERGY * Math.abs(to - from) + (isFault ? FAULT_PRICE : 0);
  }
}
