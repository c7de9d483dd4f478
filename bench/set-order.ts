/**
 * Ordering and filling sets of random tracks of one DJ's library: npm run bench:set-order -- [--data A.json]
 * What an order costs (docs/sets.md) against greedy nearest neighbour from the same first track, against the cheapest of all
 * orders where that can be known, and how long it takes. That data has no energy, so with an arc each track gets one at random.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { keyIndex, parseKey } from '#shared/domain/key.ts';
import { seeded } from '#shared/domain/seeded-random.ts';
import type { EnergyArc } from '#shared/domain/energy-arc.ts';
import { exactOrder, MOST_EXACT } from '#shared/domain/set-order/exact-order.ts';
import { freePlaces } from '#shared/domain/set-order/free-places.ts';
import { greedyOrder } from '#shared/domain/set-order/greedy-order.ts';
import { OrderPrices, pairTable } from '#shared/domain/set-order/order-prices.ts';
import { type OrderableTrack, orderSet, searchedOrder } from '#shared/domain/set-order/order-set.ts';
import { FillSearch } from '#shared/domain/set-fill/fill-search.ts';
import { fillSet } from '#shared/domain/set-fill/fill-set.ts';
import type { FillTrack } from '#shared/domain/set-fill/fill-track.ts';
import { pairCost } from '#shared/domain/set-checks/pair-faults.ts';
import type { MixRules } from '#shared/domain/set-checks/set-track.ts';
import { median } from './analysis-metrics.ts';
import { DEFAULT_DATA, Library } from './next-track-data.ts';

const INSTANCES = 200;
const [FEWEST, MOST] = [15, 60];
const TIMED = [50, 200, 2000] as const;
const RULES: MixRules = { keyRule: 'strict', keyLock: true, tempoRangePercent: 6, halfDoubleTime: true };
/** Tracks that a set is filled from, and lengths in minutes. */
const FILL_POOL = 1200;
const FILLED = [60, 180] as const;
const FILLS = 10;
const ARC: EnergyArc = { kind: 'named', name: 'peak-time' };

const { values } = parseArgs({ options: { data: { type: 'string', default: DEFAULT_DATA } } });
const { library } = Library.parse(JSON.parse(readFileSync(values.data, 'utf8')));

/** Random tracks of the library, each once; every tenth locked. */
function drawTracks(count: number, random: () => number): OrderableTrack[] {
  const left = [...library];
  return Array.from({ length: count }, (): OrderableTrack => {
    const [track] = left.splice(Math.floor(random() * left.length), 1);
    if (track === undefined) throw new Error('The library has too few tracks.');
    const key = track.key === null ? null : parseKey(track.key);
    return {
      id: String(track.id),
      title: '',
      bpm: track.bpm,
      key: key === null ? null : keyIndex(key),
      energy: random(),
      artists: track.artist === null ? [] : [String(track.artist)],
      song: '',
      locked: random() < 0.1,
    };
  });
}

const withoutEnergy = (tracks: readonly OrderableTrack[]): OrderableTrack[] =>
  tracks.map((track) => ({ ...track, energy: null }));

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const mean = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0) / list.length;

/** What is saved against greedy, as a share of what greedy costs. */
function againstGreedy(arc: EnergyArc | null): void {
  const random = seeded(1);
  const saved: number[] = [];
  const savedFromBest: number[] = [];
  for (let n = 0; n < INSTANCES; n += 1) {
    const drawn = drawTracks(FEWEST + Math.floor(random() * (MOST - FEWEST + 1)), random);
    const tracks = arc === null ? withoutEnergy(drawn) : drawn;
    const { price, greedyPrice } = orderSet({ tracks, rules: RULES, arc });
    const prices = new OrderPrices(tracks, pairTable(tracks, RULES), arc);
    const free = freePlaces(tracks.length, (place) => tracks[place]?.locked === true);
    const best = Math.min(...Array.from(free.tracks, (start) => prices.total(greedyOrder(prices, free, start))));
    saved.push(1 - price / greedyPrice);
    savedFromBest.push(1 - price / best);
  }
  const name = arc === null ? 'without an arc' : 'along an arc';
  console.log(
    `${INSTANCES} sets of ${FEWEST}-${MOST} tracks, ${name}: ${percent(mean(saved))} below greedy on average, least ${percent(Math.min(...saved))}; against the best of greedy from every first track ${percent(mean(savedFromBest))}, least ${percent(Math.min(...savedFromBest))}; dearer in ${saved.filter((share) => share < -1e-9).length}`,
  );
}

/** How far the search, which does not go through all orders, is from the cheapest. */
function againstExact(arc: EnergyArc | null): void {
  const random = seeded(2);
  const above = Array.from({ length: INSTANCES }, () => {
    const drawn = drawTracks(MOST_EXACT, random).map((track) => ({ ...track, locked: false }));
    const tracks = arc === null ? withoutEnergy(drawn) : drawn;
    const prices = new OrderPrices(tracks, pairTable(tracks, RULES), arc);
    const free = freePlaces(tracks.length, () => false);
    const present = Int32Array.from(tracks, (_, place) => place);
    const found = prices.total(searchedOrder(prices, free, present, () => {}));
    return found / prices.total(exactOrder(prices, free)) - 1;
  });
  console.log(
    `${INSTANCES} sets of ${MOST_EXACT} tracks, search against the cheapest of all orders: ${percent(mean(above))} above on average, ${percent(Math.max(...above))} at most`,
  );
}

/** Processor time: the machine may be busy otherwise. */
function spentMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function times(): void {
  const random = seeded(3);
  for (const count of TIMED) {
    const tracks = drawTracks(count, random);
    const runs = Array.from({ length: count > 1000 ? 1 : 5 }, () => {
      const search = spentMs(() => orderSet({ tracks, rules: RULES, arc: ARC }));
      const greedy = spentMs(() => {
        const prices = new OrderPrices(tracks, pairTable(tracks, RULES), ARC);
        const free = freePlaces(count, (place) => tracks[place]?.locked === true);
        return greedyOrder(prices, free, free.tracks[0] ?? 0);
      });
      return { search, ratio: search / greedy };
    });
    console.log(
      `${String(count).padStart(4)} tracks along an arc: median ${median(runs.map(({ search }) => search)).toFixed(0)} ms, ${median(runs.map(({ ratio }) => ratio)).toFixed(0)} times greedy with its prices`,
    );
  }
}

/** Seconds of a track of the data, or at random where it says nothing. */
function drawFillTracks(random: () => number): FillTrack[] {
  const secondsOf = new Map(library.map(({ id, seconds }) => [String(id), seconds]));
  return drawTracks(FILL_POOL, random).map((track) => ({
    ...track,
    seconds: secondsOf.get(track.id) ?? 240 + 180 * random(),
    liking: 0.5,
  }));
}

/** Sets filled to a length against nearest neighbour from a first track at random, of as many tracks. */
function fills(): void {
  const random = seeded(4);
  for (const minutes of FILLED) {
    const runs = Array.from({ length: FILLS }, () => {
      const pool = drawFillTracks(random);
      const request = { fixed: [], kept: [], pool, targetSeconds: minutes * 60, rules: RULES, arc: ARC };
      let found = { order: [] as readonly number[], seconds: 0 };
      const ms = spentMs(() => (found = fillSet(request)));
      const count = found.order.length;
      const prices = new OrderPrices(pool, pairTable(pool, RULES), ARC, count);
      const places = Int32Array.from({ length: count }, (_, place) => place);
      const free = { locked: new Int32Array(count).fill(-1), slots: places, tracks: Int32Array.from(pool.keys()) };
      const greedy = greedyOrder(prices, free, Math.floor(random() * pool.length));
      // With what is asked of a set as a whole, but not its length, which greedy knows nothing of.
      const priceOf = (order: Int32Array): number => new FillSearch(prices, pool, order, minutes * 60).total().music;
      const faults = (order: readonly number[]): number =>
        order.reduce((sum, track, n) => sum + (n > 0 ? pairCost(pool[order[n - 1] ?? 0], pool[track], RULES) : 0), 0);
      return {
        ms,
        off: Math.abs(found.seconds - minutes * 60),
        saved: 1 - priceOf(Int32Array.from(found.order)) / priceOf(greedy),
        faults: faults(found.order),
        greedyFaults: faults([...greedy]),
      };
    });
    const meanOf = (name: keyof (typeof runs)[number]): number => mean(runs.map((run) => run[name]));
    console.log(
      `${FILLS} sets filled to ${minutes} min from ${FILL_POOL} tracks along an arc: ${meanOf('off').toFixed(0)} s off, ${percent(meanOf('saved'))} below greedy, faults ${meanOf('faults').toFixed(1)} against ${meanOf('greedyFaults').toFixed(1)}; median ${median(runs.map(({ ms }) => ms)).toFixed(0)} ms`,
    );
  }
}

for (const arc of [null, ARC]) {
  againstGreedy(arc);
  againstExact(arc);
}
times();
fills();
