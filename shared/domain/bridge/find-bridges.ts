import type { RankableTracks } from '#shared/domain/next-track/rankable-tracks.ts';
import type { MixRules, SetTrack } from '#shared/domain/set-checks/set-track.ts';
import { PairPrices } from '#shared/domain/set-order/pair-price.ts';
import { bridgeCandidates, type BridgeEnd, stagesOf } from './bridge-candidates.ts';

/** A step more has to gain so much: half of what a check of a set would tell. */
const PER_STEP = 1;
/** Ways that are handed on, for who knows more of the tracks than their numbers. */
const MOST_WAYS = 400;

export interface BridgeRequest {
  readonly tracks: RankableTracks;
  /** Numbers of tracks. */
  readonly from: number;
  readonly to: number;
  /** Transitions at most, at least 2. */
  readonly mostSteps: number;
  readonly rules: MixRules;
  /** Tracks that may stand between, without the ends. */
  readonly pool: Int32Array;
}

/** A way from one track to another. */
export interface Bridge {
  /** Numbers of the tracks between. */
  readonly between: readonly number[];
  /** In nats: of all transitions, and of their number. */
  readonly price: number;
}

function asSetTrack({ logTempo, key, energy, artist }: RankableTracks, track: number): SetTrack {
  const [tempo, level] = [logTempo[track] ?? Number.NaN, energy[track] ?? Number.NaN];
  const [keyIndex, who] = [key[track] ?? -1, artist[track] ?? -1];
  return {
    id: String(track),
    title: '',
    bpm: Number.isNaN(tempo) ? null : 2 ** tempo,
    key: keyIndex < 0 ? null : keyIndex,
    energy: Number.isNaN(level) ? null : level,
    artists: who < 0 ? [] : [String(who)],
    song: '',
  };
}

const endOf = ({ logTempo, energy }: RankableTracks, track: number): BridgeEnd => ({
  logTempo: logTempo[track] ?? Number.NaN,
  energy: energy[track] ?? Number.NaN,
});

/** A track at a stage with the cheapest way that leads to it, and the one that leads on from it. */
interface Node {
  readonly track: number;
  readonly known: SetTrack;
  toHere: number;
  before: Node | null;
  fromHere: number;
  after: Node | null;
}

const newNode = (tracks: RankableTracks, track: number): Node => ({
  track,
  known: asSetTrack(tracks, track),
  toHere: Number.POSITIVE_INFINITY,
  before: null,
  fromHere: Number.POSITIVE_INFINITY,
  after: null,
});

/** The cheapest way to each node of a stage and on from each of the one before, over all pairs of them. */
function link(prices: PairPrices, from: readonly Node[], to: readonly Node[], table: Float64Array): void {
  for (const [row, a] of from.entries()) {
    for (const [column, b] of to.entries()) {
      const price = a.track === b.track ? Number.POSITIVE_INFINITY : prices.of(a.known, b.known);
      table[row * to.length + column] = price;
      if (a.toHere + price >= b.toHere) continue;
      b.toHere = a.toHere + price;
      b.before = a;
    }
  }
}

function linkBack(from: readonly Node[], to: readonly Node[], table: Float64Array): void {
  for (const [row, a] of from.entries()) {
    for (const [column, b] of to.entries()) {
      const price = (table[row * to.length + column] ?? 0) + b.fromHere;
      if (price >= a.fromHere) continue;
      a.fromHere = price;
      a.after = b;
    }
  }
}

function wayThrough(node: Node): number[] {
  const way = [node.track];
  for (let at = node.before; at !== null; at = at.before) way.unshift(at.track);
  for (let at = node.after; at !== null; at = at.after) way.push(at.track);
  return way;
}

/** The ends, and between them the candidates of each stage. */
function* columnsOf({ tracks, from, to, pool, rules }: BridgeRequest, count: number): Generator<void, Node[][], void> {
  const stages: Node[][] = [];
  for (const stage of stagesOf(endOf(tracks, from), endOf(tracks, to), count, rules.halfDoubleTime)) {
    stages.push(bridgeCandidates(tracks, pool, stage, rules.halfDoubleTime).map((track) => newNode(tracks, track)));
    yield;
  }
  const [start, end] = [newNode(tracks, from), newNode(tracks, to)];
  start.toHere = 0;
  end.fromHere = 0;
  return [[start], ...stages, [end]];
}

/** Of each candidate the cheapest way that goes through it. @param count Tracks between. */
function* waysOver(request: BridgeRequest, prices: PairPrices, count: number): Generator<void, Bridge[], void> {
  const columns = yield* columnsOf(request, count);
  const pairs = columns.slice(1).map((to, at) => ({ from: columns[at] ?? [], to }));
  const tables: Float64Array[] = [];
  for (const { from, to } of pairs) {
    const table = new Float64Array(from.length * to.length);
    link(prices, from, to, table);
    tables.push(table);
    yield;
  }
  for (const [at, { from, to }] of [...pairs.entries()].toReversed()) {
    linkBack(from, to, tables[at] ?? new Float64Array());
  }
  return columns.slice(1, -1).flatMap((stage) =>
    stage.flatMap((node): Bridge[] => {
      const price = node.toHere + node.fromHere + PER_STEP * count;
      return Number.isFinite(price) ? [{ between: wayThrough(node).slice(1, -1), price }] : [];
    }),
  );
}

/** Without those that lead over a track or an artist twice, the ends among them. */
function isPlain({ artist }: RankableTracks, between: readonly number[], ends: readonly number[]): boolean {
  const all = [...ends, ...between];
  const artists = all.flatMap((track) => ((artist[track] ?? -1) < 0 ? [] : (artist[track] ?? -1)));
  return new Set(all).size === all.length && new Set(artists).size >= artists.length - sharedByEnds(artist, ends);
}

/** Ends of one artist are nobody's fault. */
function sharedByEnds(artist: Int32Array, [a = -1, b = -1]: readonly number[]): number {
  return (artist[a] ?? -1) >= 0 && artist[a] === artist[b] ? 1 : 0;
}

/**
 * Ways from one track to another, each transition priced as in an order: the cheapest first. Yields every few milliseconds.
 * @returns Each differs from the others by a track at least; none where no track may stand between.
 */
export function* findBridges(request: BridgeRequest): Generator<void, Bridge[], void> {
  const prices = new PairPrices(request.rules);
  const found = new Map<string, Bridge>();
  for (let count = 1; count < request.mostSteps; count += 1) {
    for (const bridge of yield* waysOver(request, prices, count)) found.set(bridge.between.join(), bridge);
  }
  return [...found.values()]
    .filter(({ between }) => isPlain(request.tracks, between, [request.from, request.to]))
    .toSorted((a, b) => a.price - b.price || a.between.length - b.between.length)
    .slice(0, MOST_WAYS);
}

/** How many tracks two ways share, as a share of the shorter. */
function overlap(a: Bridge, b: Bridge): number {
  const shared = a.between.filter((track) => b.between.includes(track)).length;
  return shared / Math.min(a.between.length, b.between.length);
}

/**
 * The best and others that are really others: with no track in common first, then with half, then whatever differs.
 * @param bridges The best first.
 */
export function differentBridges(bridges: readonly Bridge[], most: number): Bridge[] {
  const chosen: Bridge[] = [];
  for (const mostShared of [0, 0.5, 0.99]) {
    for (const bridge of bridges) {
      if (chosen.length >= most) break;
      if (!chosen.includes(bridge) && chosen.every((other) => overlap(bridge, other) <= mostShared))
        chosen.push(bridge);
    }
  }
  return chosen.toSorted((a, b) => a.price - b.price);
}
