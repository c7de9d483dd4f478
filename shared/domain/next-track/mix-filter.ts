import { energyLevel } from '#shared/domain/energy.ts';
import { harmonicMove, isCompatibleMove, type KeyRule } from '#shared/domain/harmonic.ts';
import { keyFromIndex } from '#shared/domain/key.ts';
import { type MixTerms, soundingKey } from './pair-features.ts';
import type { RankableTracks } from './rankable-tracks.ts';

export type EnergyWish = 'any' | 'hold' | 'up' | 'down';

/** What the DJ sets: what does not keep to it is not suggested at all. */
export interface MixLimits {
  readonly keyRule: KeyRule | 'off';
  /** Without it, a change of tempo changes the key that is heard. */
  readonly keyLock: boolean;
  /** Pitch range of the decks in percent. */
  readonly tempoRangePercent: number;
  /** Whether 87 BPM mixes with 174. */
  readonly halfDoubleTime: boolean;
  readonly energy: EnergyWish;
}

/** `unknown`: nothing that is known speaks against it, but not all is. */
export type Fit = 'fits' | 'unknown' | 'no';

const KEYS = 24;
/** A step up or down is one to two levels of ten, unless on purpose. */
const ENERGY_STEP = 1.5 / 9;

export function termsOf({ keyLock, energy }: MixLimits): MixTerms {
  const energyStep = energy === 'up' ? ENERGY_STEP : energy === 'down' ? -ENERGY_STEP : 0;
  return { keyLock, energyStep };
}

function compatibleMoves(rule: KeyRule): Uint8Array {
  return Uint8Array.from({ length: KEYS * KEYS }, (_, pair) => {
    const move = harmonicMove(keyFromIndex(Math.floor(pair / KEYS)), keyFromIndex(pair % KEYS));
    return isCompatibleMove(move, rule) ? 1 : 0;
  });
}

const COMPATIBLE = { strict: compatibleMoves('strict'), loose: compatibleMoves('loose') } as const;

const worse = (a: Fit, b: Fit): Fit => (a === 'no' || b === 'no' ? 'no' : a === 'unknown' ? a : b);

/** Which tracks may follow which. */
export class MixFilter {
  private readonly tracks: RankableTracks;
  private readonly limits: MixLimits;
  /** The pitch range in octaves; columns hold 32-bit numbers: what lies on the edge is inside. */
  private readonly octaves: readonly [least: number, most: number];

  constructor(tracks: RankableTracks, limits: MixLimits) {
    this.tracks = tracks;
    this.limits = limits;
    const range = limits.tempoRangePercent / 100 + 1e-5;
    this.octaves = [Math.log2(1 - range), Math.log2(1 + range)];
  }

  /** What is not known of `from` counts as fitting: nothing could be done about it. */
  judge(from: number, to: number): Fit {
    const tempo = this.judgeTempo(from, to);
    if (tempo === 'no') return 'no';
    const key = worse(tempo, this.judgeKey(from, to));
    return key === 'no' ? 'no' : worse(key, this.judgeEnergy(from, to));
  }

  /** For what comes before a track that is known: what is not known of `from` is unknown here too; energy may do what it likes. */
  judgeOnwards(from: number, to: number): Fit {
    const back = worse(this.judgeTempo(to, from), this.judgeKey(to, from));
    const mix = worse(this.judgeTempo(from, to), this.judgeKey(from, to));
    return worse(mix, back === 'unknown' ? back : 'fits');
  }

  private judgeTempo(from: number, to: number): Fit {
    const { logTempo } = this.tracks;
    const [playing = Number.NaN, next = Number.NaN] = [logTempo[from], logTempo[to]];
    if (Number.isNaN(playing)) return 'fits';
    if (Number.isNaN(next)) return 'unknown';
    let octaves = playing - next;
    if (this.limits.halfDoubleTime && octaves > 0.5) octaves -= 1;
    else if (this.limits.halfDoubleTime && octaves < -0.5) octaves += 1;
    const [least, most] = this.octaves;
    return octaves >= least && octaves <= most ? 'fits' : 'no';
  }

  private judgeKey(from: number, to: number): Fit {
    const { keyRule, keyLock } = this.limits;
    const own = this.tracks.key[from] ?? -1;
    if (keyRule === 'off' || own < 0) return 'fits';
    const next = soundingKey(this.tracks, from, to, keyLock);
    if (next < 0) return 'unknown';
    return COMPATIBLE[keyRule][own * KEYS + next] === 1 ? 'fits' : 'no';
  }

  private judgeEnergy(from: number, to: number): Fit {
    const wish = this.limits.energy;
    const { energy } = this.tracks;
    const [own = Number.NaN, next = Number.NaN] = [energy[from], energy[to]];
    if (wish === 'any' || Number.isNaN(own)) return 'fits';
    if (Number.isNaN(next)) return 'unknown';
    const step = energyLevel(next) - energyLevel(own);
    if (wish === 'hold') return Math.abs(step) <= 1 ? 'fits' : 'no';
    return (wish === 'up' ? step : -step) >= 1 ? 'fits' : 'no';
  }
}
