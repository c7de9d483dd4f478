import { type EnergyArc, energyAt } from '#shared/domain/energy-arc.ts';
import type { MixRules, SetTrack } from '#shared/domain/set-checks/set-track.ts';
import { PairPrices } from './pair-price.ts';

/**
 * For a difference of 0-1 between a track and the arc at its place: what a mean distance of 1.5 of ten levels says (a Laplace
 * distribution), in full, because an arc is asked for.
 */
const PER_ARC_ENERGY = 6;
/** Rows of the table that are priced between two reports of progress. */
const ROWS_A_REPORT = 100;

export type Progress = (fraction: number) => void;

/** Share of the set that has passed in the middle of a place: every place counts alike, whatever the length of its track. */
const placeShare = (place: number, count: number): number => (place + 0.5) / count;

/** Prices of all neighbours: of `to` right after `from` at from * count + to. */
export function pairTable(tracks: readonly SetTrack[], rules: MixRules, onProgress: Progress = () => {}): Float32Array {
  const count = tracks.length;
  const pairs = new Float32Array(count * count);
  const prices = new PairPrices(rules);
  for (const [from, track] of tracks.entries()) {
    for (const [to, next] of tracks.entries()) pairs[from * count + to] = prices.of(track, next);
    if (from % ROWS_A_REPORT === 0) onProgress(from / count);
  }
  return pairs;
}

/**
 * Prices orders of some tracks. The one truth for all searches: neighbours from a table, places from the arc.
 * Tracks and places are numbered from 0.
 */
export class OrderPrices {
  readonly count: number;
  private readonly pairs: Float32Array;
  private readonly energies: Float64Array;
  private readonly wanted: Float64Array;
  private readonly hasArc: boolean;

  /** @param places How many tracks are played; not all have to be. */
  constructor(tracks: readonly SetTrack[], pairs: Float32Array, arc: EnergyArc | null, places = tracks.length) {
    this.count = tracks.length;
    this.hasArc = arc !== null;
    this.pairs = pairs;
    this.energies = Float64Array.from(tracks, ({ energy }) => energy ?? Number.NaN);
    this.wanted = Float64Array.from({ length: places }, (_, place) =>
      arc === null ? 0 : energyAt(arc, placeShare(place, places)),
    );
  }

  /** @param from -1 = nothing before it. */
  pair(from: number, to: number): number {
    return from < 0 ? 0 : (this.pairs[from * this.count + to] ?? 0);
  }

  place(track: number, place: number): number {
    if (!this.hasArc) return 0;
    const energy = this.energies[track] ?? Number.NaN;
    return Number.isNaN(energy) ? 0 : PER_ARC_ENERGY * Math.abs(energy - (this.wanted[place] ?? 0));
  }

  /** Of a stretch of an order: its places, and all neighbours that one of them is part of. */
  stretch(order: Int32Array, first: number, last: number): number {
    const { pairs, count } = this;
    const end = Math.min(last + 1, order.length - 1);
    let price = first > 0 ? 0 : this.place(order[0] ?? 0, 0);
    let before = order[Math.max(0, first - 1)] ?? 0;
    // The innermost loop of every search.
    for (let place = Math.max(1, first); place <= end; place += 1) {
      const track = order[place] ?? 0;
      price += pairs[before * count + track] ?? 0;
      if (this.hasArc && place <= last) price += this.place(track, place);
      before = track;
    }
    return price;
  }

  total(order: Int32Array): number {
    return order.length === 0 ? 0 : this.stretch(order, 0, order.length - 1);
  }
}
