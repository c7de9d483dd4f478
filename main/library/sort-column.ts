/** What a track sorts by in one field; null sorts last in both directions. */
export type SortValue = string | number | null;

interface ValueOf {
  (slot: number): SortValue;
}

function compare(a: SortValue, b: SortValue): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

/**
 * The order of all tracks by one field, kept up to date as tracks change: a change costs as much as the number of
 * tracks that changed, sorted, and one pass over the others.
 */
export class SortColumn {
  private values: SortValue[] = [];
  /** Slots by value. */
  private order = new Int32Array(0);
  /** All slots up to this one are in `order`, but for the `changed`. */
  private highest = -1;
  private changed = new Set<number>();
  private ranks = new Int32Array(0);
  private isRanked = true;
  private rankCount = 0;
  /** Rank of null. */
  private lastRank = 0;

  set(slot: number, value: SortValue): void {
    if (slot < this.values.length && this.values[slot] === value) return;
    this.values[slot] = value;
    if (slot <= this.highest) this.changed.add(slot);
  }

  valueAt(slot: number): SortValue {
    return this.values[slot] ?? null;
  }

  /**
   * Rank of every slot, ascending from 0; equal values have equal ranks, null the highest. Valid until the next `set`.
   */
  ranking(): { readonly ranks: Int32Array; readonly count: number; readonly nullRank: number } {
    this.sortIn();
    if (!this.isRanked) this.rank((slot) => this.values[slot] ?? null);
    return { ranks: this.ranks, count: this.rankCount, nullRank: this.lastRank };
  }

  /** Whether ranking() has little to do. */
  isSortedIn(): boolean {
    return this.changed.size === 0 && this.highest === this.values.length - 1;
  }

  /** Sorts in what has changed and is new, or no more than so many new ones: a part of the work of the next ranking(). */
  sortIn(atMost = Number.POSITIVE_INFINITY): void {
    if (this.isSortedIn()) return;
    const valueOf: ValueOf = (slot) => this.values[slot] ?? null;
    const { changed } = this;
    const end = Math.min(this.values.length - 1, this.highest + atMost);
    const added = Array.from({ length: end - this.highest }, (_, index) => this.highest + 1 + index);
    const fresh = Int32Array.from([...changed, ...added]).sort((a, b) => compare(valueOf(a), valueOf(b)) || a - b);
    const kept = changed.size === 0 ? this.order : this.order.filter((slot) => !changed.has(slot));
    this.order = merge(kept, fresh, valueOf);
    this.highest = end;
    this.changed = new Set();
    this.isRanked = false;
  }

  private rank(valueOf: ValueOf): void {
    const ranks = new Int32Array(this.values.length);
    let rank = -1;
    let previous: SortValue | undefined;
    for (const slot of this.order) {
      const value = valueOf(slot);
      if (value === null) break;
      if (value !== previous) rank += 1;
      previous = value;
      ranks[slot] = rank;
    }
    this.lastRank = rank + 1;
    this.rankCount = rank + 2;
    for (let slot = 0; slot < ranks.length; slot += 1) if (valueOf(slot) === null) ranks[slot] = this.lastRank;
    this.ranks = ranks;
    this.isRanked = true;
  }
}

/** Merges two lists that are sorted by value. */
function merge(a: Int32Array, b: Int32Array, valueOf: ValueOf): Int32Array<ArrayBuffer> {
  const merged = new Int32Array(a.length + b.length);
  let [nextA, nextB] = [0, 0];
  for (let place = 0; place < merged.length; place += 1) {
    const [slotA, slotB] = [a[nextA], b[nextB]];
    const takesB = slotB !== undefined && (slotA === undefined || compare(valueOf(slotB), valueOf(slotA)) < 0);
    merged[place] = (takesB ? slotB : slotA) ?? 0;
    if (takesB) nextB += 1;
    else nextA += 1;
  }
  return merged;
}

export interface SortStep {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/**
 * Sorts slots by several columns, the first deciding, slots without a value last. Stable. Time grows with the number of
 * slots and not with their logarithm (a counting sort for each column).
 */
export function sortSlots(slots: Int32Array, steps: readonly SortStep[]): Int32Array {
  let sorted = slots;
  for (const { column, descending } of steps.toReversed()) {
    const { ranks, count, nullRank } = column.ranking();
    const bucketOf = (slot: number): number => {
      const rank = ranks[slot] ?? nullRank;
      return descending && rank !== nullRank ? nullRank - 1 - rank : rank;
    };
    const starts = new Int32Array(count + 1);
    for (const slot of sorted) {
      const bucket = bucketOf(slot) + 1;
      starts[bucket] = (starts[bucket] ?? 0) + 1;
    }
    for (let bucket = 1; bucket < starts.length; bucket += 1) {
      starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
    }
    const next = new Int32Array(sorted.length);
    for (const slot of sorted) {
      const bucket = bucketOf(slot);
      const place = starts[bucket] ?? 0;
      next[place] = slot;
      starts[bucket] = place + 1;
    }
    sorted = next;
  }
  return sorted;
}
