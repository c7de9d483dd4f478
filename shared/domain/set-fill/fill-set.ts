import type { EnergyArc } from '#shared/domain/energy-arc.ts';
import { seeded } from '#shared/domain/seeded-random.ts';
import type { MixRules } from '#shared/domain/set-checks/set-track.ts';
import { beamOrder } from '#shared/domain/set-order/beam-order.ts';
import { improveOrder } from '#shared/domain/set-order/improve-order.ts';
import { OrderPrices, pairTable, type Progress } from '#shared/domain/set-order/order-prices.ts';
import { FillSearch } from './fill-search.ts';
import { Followers } from './followers.ts';
import type { FillTrack } from './fill-track.ts';

/** A track that stays where it is, by its place from 0. */
export interface FixedTrack extends FillTrack {
  readonly place: number;
}

export interface FillRequest {
  /** Locked tracks, by place. */
  readonly fixed: readonly FixedTrack[];
  /** In the set whatever comes, at any place. */
  readonly kept: readonly FillTrack[];
  /** What may be added. */
  readonly pool: readonly FillTrack[];
  readonly targetSeconds: number;
  readonly rules: MixRules;
  /** null = the energy may go as it likes. */
  readonly arc: EnergyArc | null;
}

/** Why a set has not the length that was asked for. */
export type FillLimit =
  /** What has to be in it is longer. */
  | 'kept-too-long'
  /** A locked track stands so far behind that the tracks before it are longer. */
  | 'locked-places'
  /** There is too little to add. */
  | 'pool-too-short';

export interface FoundFill {
  /** Numbers of tracks of `fixed`, `kept` and `pool`, one after the other, in the order that is proposed. */
  readonly order: readonly number[];
  readonly seconds: number;
  /** null: the length is what was asked for, as near as whole tracks come. */
  readonly limit: FillLimit | null;
}

/** Moves that are tried at random for each place, and at most: counted, so that the same is found on every machine. */
const [TRIES_A_PLACE, MOST_TRIES] = [12_000, 1_500_000];
/** A move that costs so much is taken one time in three (e), at the start and at the end. */
const [WARM, COLD] = [1.2, 0.06];
const STEPS = 40;
const SEED = 11;

const sum = (tracks: readonly FillTrack[]): number => tracks.reduce((total, { seconds }) => total + seconds, 0);

function medianSeconds(tracks: readonly FillTrack[]): number {
  const sorted = tracks.map(({ seconds }) => seconds).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** How many tracks come near the length. */
function typicalCount({ fixed, kept, pool, targetSeconds }: FillRequest): number {
  const typical = medianSeconds(pool);
  const missing = typical === 0 ? 0 : (targetSeconds - sum(fixed) - sum(kept)) / typical;
  return Math.max(1, fixed.length + kept.length + Math.round(missing));
}

/** Numbers of places that come near the length, and no fewer than have to be filled. */
function placeCounts(request: FillRequest): number[] {
  const { fixed, kept, pool } = request;
  const held = fixed.length + kept.length;
  const lastFixed = Math.max(0, ...fixed.map(({ place }) => place + 1));
  const most = held + pool.length;
  const near = typicalCount(request);
  const fewest = Math.min(most, Math.max(held, lastFixed, Math.min(1, most)));
  const within = (count: number): number => Math.min(most, Math.max(fewest, count));
  return [...new Set([near, near - 1, near + 1].map(within))];
}

/** The places that are left when the fixed tracks stand; those beyond the last place move up to it. */
function fixedPlaces(fixed: readonly FixedTrack[], count: number): Int32Array {
  const locked = new Int32Array(count).fill(-1);
  const byPlace = fixed.map(({ place }, track) => ({ place, track })).toSorted((a, b) => b.place - a.place);
  let free = count - 1;
  for (const { place, track } of byPlace) {
    const at = Math.min(place, free);
    locked[at] = track;
    free = at - 1;
  }
  return locked;
}

const placesWhere = (locked: Int32Array, isWanted: (track: number) => boolean): Int32Array =>
  Int32Array.from(locked.keys()).filter((place) => isWanted(locked[place] ?? -1));

/** Puts what is kept where it fits the arc best, one after the other. */
function placeKept(prices: OrderPrices, locked: Int32Array, first: number, count: number): Int32Array {
  const placed = locked.slice();
  for (let track = first; track < first + count; track += 1) {
    const free = placesWhere(placed, (at) => at < 0);
    let best = free[0] ?? 0;
    for (const place of free) if (prices.place(track, place) < prices.place(track, best)) best = place;
    placed[best] = track;
  }
  return placed;
}

interface Filling {
  readonly tracks: readonly FillTrack[];
  readonly pairs: Float32Array;
  readonly request: FillRequest;
}

interface Filled {
  readonly order: Int32Array;
  /** Of a place, what is between the length and the one asked for shared among all. */
  readonly price: number;
}

/** Exchanges tracks at random, ever less ready to lose by it. @param slots Free places. @param pool Numbers of its tracks. */
function anneal(
  search: FillSearch,
  slots: Int32Array,
  { pool, followers }: { readonly pool: readonly number[]; readonly followers: Followers },
  onProgress: Progress,
): void {
  const random = seeded(SEED);
  const oneOf = (list: Int32Array | readonly number[]): number => list[Math.floor(random() * list.length)] ?? 0;
  const inPool = new Set(pool);
  // Among hundreds of tracks few fit a place: half of the time one is tried that goes with the track before it.
  const another = (place: number): number =>
    place > 0 && random() < 0.5 ? oneOf(followers.of(search.order[place - 1] ?? 0)) : oneOf(pool);
  const tries = Math.min(MOST_TRIES, TRIES_A_PLACE * slots.length) / STEPS;
  for (let step = 0; step < STEPS; step += 1) {
    const warmth = WARM * (COLD / WARM) ** (step / (STEPS - 1));
    for (let n = 0; n < tries; n += 1) {
      const most = -warmth * Math.log(1 - random());
      const place = oneOf(slots);
      if (pool.length > 0 && random() < 0.6) {
        // What is kept changes its place, but stays.
        if (inPool.has(search.order[place] ?? 0)) search.replace(place, another(place), most);
      } else search.swap(place, oneOf(slots), most);
    }
    onProgress((step + 1) / STEPS);
  }
}

/** The best set of a number of places. */
function fillPlaces({ tracks, pairs, request }: Filling, count: number, onProgress: Progress): Filled {
  const { fixed, kept, pool, arc, targetSeconds } = request;
  const prices = new OrderPrices(tracks, pairs, arc, count);
  const locked = fixedPlaces(fixed, count);
  const poolStart = fixed.length + kept.length;
  const withKept = placeKept(prices, locked, fixed.length, kept.length);
  const open = {
    locked: withKept,
    slots: placesWhere(withKept, (track) => track < 0),
    tracks: Int32Array.from(pool, (_, index) => poolStart + index),
  };
  const begun = open.slots.length === 0 ? withKept : beamOrder(prices, open, () => {});
  const slots = placesWhere(locked, (track) => track < 0);
  const search = new FillSearch(prices, tracks, begun, targetSeconds);
  if (slots.length > 0) {
    const numbers = [...open.tracks];
    const followers = new Followers(prices, numbers);
    anneal(search, slots, { pool: numbers, followers }, (fraction) => onProgress(0.8 * fraction));
  }
  // Which tracks is settled; their order can still gain.
  const chosen = { locked, slots, tracks: Int32Array.from(slots, (place) => search.order[place] ?? 0) };
  const order = improveOrder(prices, chosen, search.order, (fraction) => onProgress(0.8 + 0.2 * fraction));
  const { music, length } = new FillSearch(prices, tracks, order, targetSeconds).total();
  // By place: every track costs something, and a set is not better for having fewer of them.
  return { order, price: music / Math.max(1, count) + length / typicalCount(request) };
}

function limitOf(request: FillRequest, seconds: number, places: number): FillLimit | null {
  const { fixed, kept, pool, targetSeconds } = request;
  const held = fixed.length + kept.length;
  const tolerance = Math.max(60, medianSeconds(pool) / 2);
  if (Math.abs(seconds - targetSeconds) <= tolerance) return null;
  if (seconds < targetSeconds) return places === held + pool.length ? 'pool-too-short' : null;
  if (places === held) return 'kept-too-long';
  return places === Math.max(...fixed.map(({ place }) => place + 1)) ? 'locked-places' : null;
}

/**
 * Fills a set to a length along an arc: which tracks, and in which order, so that neighbours fit, no artist and no song comes twice
 * if it can be helped, and the DJ likes them. Locked tracks stand where they stood, unless there are too few tracks before them.
 * Where the length is impossible the nearest is found, and why. The same again for the same tracks.
 */
export function fillSet(request: FillRequest, onProgress: Progress = () => {}): FoundFill {
  const tracks = [...request.fixed, ...request.kept, ...request.pool];
  const pairs = pairTable(tracks, request.rules, (fraction) => onProgress(0.2 * fraction));
  const counts = placeCounts(request);
  let best: Filled | null = null;
  for (const [index, count] of counts.entries()) {
    const report = (fraction: number): void => onProgress(0.2 + (0.8 * (index + fraction)) / counts.length);
    const filled = fillPlaces({ tracks, pairs, request }, count, report);
    if (best === null || filled.price < best.price) best = filled;
  }
  const order = [...(best?.order ?? [])];
  const seconds = order.reduce((total, track) => total + (tracks[track]?.seconds ?? 0), 0);
  return { order, seconds, limit: limitOf(request, seconds, order.length) };
}
