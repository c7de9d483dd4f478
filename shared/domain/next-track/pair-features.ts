import { harmonicMove, transposeKeyIndex } from '#shared/domain/harmonic.ts';
import { keyFromIndex } from '#shared/domain/key.ts';
import type { Faded, PlayHistory } from './play-history.ts';
import { addedBetween, type RankableTracks } from './rankable-tracks.ts';
import { FEATURE_INDEX as INDEX } from './track-features.ts';

/** Half or double time mixes, if less often. */
const TIME_CHANGE_OCTAVES = 0.02;
/** 2 and 6 percent as log2 of a ratio. */
const WITHIN_2 = Math.log2(1.02);
const WITHIN_6 = Math.log2(1.06);
const BESIDE_PLACES = 3;
const KEYS = 24;

const KEY_FEATURE = {
  same: INDEX.keySame,
  'fifth-up': INDEX.keyFifth,
  'fifth-down': INDEX.keyFifth,
  relative: INDEX.keyRelative,
  diagonal: INDEX.keyDiagonal,
  'whole-tone-up': INDEX.keyWholeTone,
  'whole-tone-down': INDEX.keyWholeTone,
  'semitone-up': INDEX.keySemitone,
  'semitone-down': INDEX.keyClash,
  clash: INDEX.keyClash,
} as const;

/** The feature of each move, by both key indexes: a table instead of a walk round the wheel for every candidate. */
const KEY_MOVES = Int8Array.from({ length: KEYS * KEYS }, (_, pair) => {
  const [from, to] = [keyFromIndex(Math.floor(pair / KEYS)), keyFromIndex(pair % KEYS)];
  return KEY_FEATURE[harmonicMove(from, to)];
});

/** How alike two tracks sound, -1 to 1; null = not known. */
export type Likeness = (a: number, b: number) => number | null;

/** What the DJ wants or has at hand, as far as it moves what a number means. */
export interface MixTerms {
  /** Without it, a change of tempo changes the key that is heard. */
  readonly keyLock: boolean;
  /** How much more or less energy than now is wanted, as a difference of 0-1. */
  readonly energyStep: number;
}

export const PLAIN_TERMS: MixTerms = { keyLock: true, energyStep: 0 };

export interface FeatureSources {
  readonly tracks: RankableTracks;
  readonly history: PlayHistory;
  readonly likeness?: Likeness;
  readonly terms?: MixTerms;
}

/** Octaves between two tempos whose beats meet, 0 to 0.5; NaN = unknown. */
export function tempoApart({ logTempo }: Pick<RankableTracks, 'logTempo'>, from: number, to: number): number {
  const octaves = Math.abs((logTempo[to] ?? Number.NaN) - (logTempo[from] ?? Number.NaN));
  return Math.min(octaves, Math.abs(octaves - 1) + TIME_CHANGE_OCTAVES);
}

/**
 * The key of `to` as it is heard when it is brought to the tempo of `from`.
 * @returns A key index; -1 = unknown.
 */
export function soundingKey({ key, logTempo }: RankableTracks, from: number, to: number, keyLock: boolean): number {
  const own = key[to] ?? -1;
  if (keyLock || own < 0) return own;
  const octaves = (logTempo[from] ?? Number.NaN) - (logTempo[to] ?? Number.NaN);
  if (Number.isNaN(octaves)) return own;
  // Beats of half and double time meet without a change of that size.
  return transposeKeyIndex(own, 12 * (octaves - Math.round(octaves)));
}

const nearnessOf = (apart: number): number => -Math.log2(1 + apart) / 4;
/** Up to the size of most libraries: a logarithm for every candidate is a tenth of a look-up. */
const NEARNESS = Float64Array.from({ length: 2 ** 17 }, (_, apart) => nearnessOf(apart));

/** How near two places in the order of adding are; the nearer the higher, 0 at most. */
export const nearness = (apart: number): number => NEARNESS[apart] ?? nearnessOf(apart);

/** log1p that costs nothing for the many that have no history. */
export const counted = (value: number): number => (value === 0 ? 0 : Math.log1p(value));

/** One track followed by another. */
export class PairFeatures {
  private readonly sources: FeatureSources;
  private readonly terms: MixTerms;
  private readonly from: number;
  private readonly day: number;
  private readonly follows: Faded;
  private readonly genres = new Map<number, number>();

  /** @param from -1 = there is none: nothing is known then. */
  constructor(sources: FeatureSources, from: number, day: number) {
    this.sources = sources;
    this.terms = sources.terms ?? PLAIN_TERMS;
    this.from = from;
    this.day = day;
    this.follows = sources.history.follows(from, day);
  }

  /** Fills the first PAIR_FEATURE_COUNT numbers from `at` on, which are 0. */
  write(to: number, out: Float64Array, at: number): void {
    const { from } = this;
    if (from < 0) return;
    const { tracks, history, likeness } = this.sources;
    const isNew = !history.wasPlayed(to);
    if (!isNew) out[at + INDEX.follows] = counted(3 * this.follows.get(to));
    this.writeMix(to, out, at);
    out[at + INDEX.genreFollows] = this.genreAfter(tracks.genre[to] ?? -1);
    const places = addedBetween(tracks, to, from);
    const near = nearness(places);
    out[at + INDEX.addedApart] = near;
    if (isNew) out[at + INDEX.addedApartNew] = near;
    if (places > 0 && places <= BESIDE_PLACES) out[at + INDEX.addedBeside] = 1 / places;
    out[at + INDEX.soundsAlike] = likeness?.(from, to) ?? 0;
  }

  private genreAfter(genre: number): number {
    const known = this.genres.get(genre);
    if (known !== undefined) return known;
    const { tracks, history } = this.sources;
    const value = Math.log(history.genreAfter(tracks.genre[this.from] ?? -1, genre, this.day) + 1e-4) / 3;
    this.genres.set(genre, value);
    return value;
  }

  /** Key, tempo, energy: how well the two mix. */
  private writeMix(to: number, out: Float64Array, at: number): void {
    const { tracks } = this.sources;
    const { from, terms } = this;
    const keyFrom = tracks.key[from] ?? -1;
    const keyTo = soundingKey(tracks, from, to, terms.keyLock);
    if (keyFrom >= 0 && keyTo >= 0) out[at + (KEY_MOVES[keyFrom * KEYS + keyTo] ?? INDEX.keyClash)] = 1;
    const octaves = tempoApart(tracks, from, to);
    if (Number.isNaN(octaves)) out[at + INDEX.tempoUnknown] = 1;
    else {
      out[at + INDEX.tempoApart] = Math.min(octaves, 0.5) * 4;
      if (octaves < WITHIN_2) out[at + INDEX.tempoWithin2] = 1;
      if (octaves < WITHIN_6) out[at + INDEX.tempoWithin6] = 1;
    }
    const step = (tracks.energy[to] ?? Number.NaN) - (tracks.energy[from] ?? Number.NaN);
    if (!Number.isNaN(step)) out[at + INDEX.energyApart] = Math.abs(step - terms.energyStep);
  }
}
