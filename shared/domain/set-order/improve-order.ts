import { seeded } from '#shared/domain/seeded-random.ts';
import type { FreePlaces } from './free-places.ts';
import type { OrderPrices, Progress } from './order-prices.ts';

/** Differences below it are noise of the sums. */
const LEAST_GAIN = 1e-6;
/** Longest stretch that is turned or shifted; a swap reaches over the whole set. */
const LONGEST_STRETCH = 32;
/** Tracks that are shifted together (Or-opt). */
const LONGEST_SHIFT = 3;
/**
 * Moves that are tried at random for each free track, and at most: counted, not timed, so that a set is ordered the same way on
 * every machine.
 */
const [TRIES_A_TRACK, MOST_TRIES] = [16_000, 4_000_000];
/** Pairs of places that are looked at when all is cold. */
const MOST_LOOKS = 12e6;
/** A move that costs so much is taken one time in three (e), at the start and at the end. */
const [WARM, COLD] = [1.2, 0.08];
/** Few tracks freeze at once, and not always in the best order: they are annealed so often that together they are as many. */
const [TRACKS_OF_RUNS, MOST_RUNS] = [36, 3];
const SEED = 20;
const REPORTS = 50;

/** Searches near an order by moves whose price is the difference that they make. */
class OrderSearch {
  readonly order: Int32Array;
  private readonly prices: OrderPrices;
  private readonly slots: Int32Array;
  private readonly kept = new Int32Array(LONGEST_STRETCH);

  constructor(prices: OrderPrices, { slots }: FreePlaces, order: Int32Array) {
    this.prices = prices;
    this.slots = slots;
    this.order = order.slice();
  }

  /** Tracks of two slots change places; undone when that costs more than `most`. @returns The difference; 0 when undone. */
  swap(a: number, b: number, most: number): number {
    const [first = 0, last = 0] = a < b ? [this.slots[a], this.slots[b]] : [this.slots[b], this.slots[a]];
    const before = this.pricesAt(first, last);
    this.exchange(first, last);
    const difference = this.pricesAt(first, last) - before;
    if (difference < most) return difference;
    this.exchange(first, last);
    return 0;
  }

  /** A stretch of slots is played backwards. */
  turn(first: number, last: number, most: number): number {
    return this.rewrite(first, last, most, (index, length) => length - 1 - index);
  }

  /** The first tracks of a stretch go behind the rest of it. @param by How many; negative: the last go to its front. */
  shift(first: number, last: number, by: number, most: number): number {
    return this.rewrite(first, last, most, (index, length) => (index + by + length) % length);
  }

  /** Every move that gains, again and again until there is none, or so many were looked at. */
  descend(): void {
    const count = this.slots.length;
    const rounds = Math.max(1, Math.floor(MOST_LOOKS / count ** 2));
    for (let round = 0, gained = true; gained && round < rounds; round += 1) {
      gained = false;
      for (let first = 0; first < count; first += 1) {
        for (let last = first + 1; last < count; last += 1) {
          if (this.gain(first, last)) gained = true;
        }
      }
    }
  }

  private gain(first: number, last: number): boolean {
    let difference = this.swap(first, last, -LEAST_GAIN);
    if (last - first >= LONGEST_STRETCH) return difference < 0;
    difference += this.turn(first, last, -LEAST_GAIN);
    for (let by = 1; by <= Math.min(LONGEST_SHIFT, last - first); by += 1) {
      difference += this.shift(first, last, by, -LEAST_GAIN) + this.shift(first, last, -by, -LEAST_GAIN);
    }
    return difference < 0;
  }

  private exchange(a: number, b: number): void {
    const track = this.order[a] ?? 0;
    this.order[a] = this.order[b] ?? 0;
    this.order[b] = track;
  }

  private pricesAt(first: number, last: number): number {
    if (last - first <= 1) return this.prices.stretch(this.order, first, last);
    return this.prices.stretch(this.order, first, first) + this.prices.stretch(this.order, last, last);
  }

  private rewrite(
    first: number,
    last: number,
    most: number,
    source: (index: number, length: number) => number,
  ): number {
    const { order, slots, kept } = this;
    const length = last - first + 1;
    const [from = 0, to = 0] = [slots[first], slots[last]];
    const before = this.prices.stretch(order, from, to);
    for (let index = 0; index < length; index += 1) kept[index] = order[slots[first + index] ?? 0] ?? 0;
    this.put(first, length, source);
    const difference = this.prices.stretch(order, from, to) - before;
    if (difference < most) return difference;
    this.put(first, length, (index) => index);
    return 0;
  }

  /** Fills slots from what is kept of them. */
  private put(first: number, length: number, source: (index: number, length: number) => number): void {
    for (let index = 0; index < length; index += 1) {
      this.order[this.slots[first + index] ?? 0] = this.kept[source(index, length)] ?? 0;
    }
  }
}

/** One move at random: a swap, a turn or a shift. @param most What it may cost. */
function tryMove(search: OrderSearch, slots: number, random: () => number, most: number): void {
  const below = (limit: number): number => Math.floor(random() * limit);
  const kind = below(4);
  const first = below(slots);
  if (kind === 0) {
    const other = below(slots);
    if (other !== first) search.swap(first, other, most);
    return;
  }
  const last = Math.min(slots - 1, first + 1 + below(LONGEST_STRETCH - 1));
  if (last === first) return;
  if (kind === 1) search.turn(first, last, most);
  else {
    const by = 1 + below(Math.min(LONGEST_SHIFT, last - first));
    search.shift(first, last, kind === 2 ? by : -by, most);
  }
}

function anneal(search: OrderSearch, slots: number, random: () => number, onProgress: Progress): void {
  const tries = Math.min(MOST_TRIES, TRIES_A_TRACK * slots);
  for (let report = 0; report < REPORTS; report += 1) {
    const warmth = WARM * (COLD / WARM) ** (report / (REPORTS - 1));
    for (let n = 0; n < tries / REPORTS; n += 1) {
      tryMove(search, slots, random, -warmth * Math.log(1 - random()));
    }
    onProgress((report + 1) / REPORTS);
  }
  search.descend();
}

/**
 * Simulated annealing from an order, then every gain that is left; more than once where few tracks are free.
 * @param order The track at each place; not changed.
 * @returns An order that costs no more.
 */
export function improveOrder(
  prices: OrderPrices,
  free: FreePlaces,
  order: Int32Array,
  onProgress: Progress,
): Int32Array {
  const slots = free.slots.length;
  if (slots < 2) return order;
  const random = seeded(SEED);
  const runs = Math.min(MOST_RUNS, Math.max(1, Math.floor(TRACKS_OF_RUNS / slots)));
  let best = order;
  for (let run = 0; run < runs; run += 1) {
    const search = new OrderSearch(prices, free, order);
    anneal(search, slots, random, (fraction) => onProgress((run + fraction) / runs));
    if (prices.total(search.order) < prices.total(best)) best = search.order;
  }
  return best;
}
