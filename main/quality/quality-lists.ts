import type { QualityFilter } from '#shared/contract/quality.ts';
import type { Ignores } from './ignores.ts';
import type { QualityIndex } from './quality-index.ts';
import { RULES, ruleBit } from './registry.ts';
import { scoreOf } from './score.ts';

/** Steps of the score that the order tells apart. */
const STEPS = 1000;

export interface QualityCounts {
  readonly tracks: number;
  readonly flawless: number;
  /** Mean, 0-1; null without tracks. */
  readonly score: number | null;
  /** By place of the rule in the registry. */
  readonly broken: readonly number[];
  readonly ignored: readonly number[];
}

/** Scores of tracks: there are far fewer ways to break rules than tracks. */
function createScores(): (broken: number, ignored: number) => number {
  const known = new Map<number, Map<number, number>>();
  return (broken, ignored) => {
    let scores = known.get(ignored);
    if (scores === undefined) known.set(ignored, (scores = new Map()));
    let score = scores.get(broken);
    if (score === undefined) scores.set(broken, (score = scoreOf(broken, ignored)));
    return score;
  };
}

function countBits(counts: number[], bits: number): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) {
    const place = 31 - Math.clz32(rest & -rest);
    counts[place] = (counts[place] ?? 0) + 1;
  }
}

/** The tracks as they are judged at one moment: by row number. */
interface Snapshot {
  /** Rules that count against a track; -1 where there is none of that number. */
  readonly counted: Int32Array;
  /** Rules that it breaks and the user has left out for it. */
  readonly leftOut: Int32Array;
  readonly scores: Float64Array;
}

/** Ascending by score; the older ones first where it is the same. @source Counting sort. */
function worstFirst(numbers: readonly number[], scores: Float64Array): Int32Array {
  const stepOf = (number: number): number => Math.round((scores[number] ?? 0) * STEPS);
  const starts = new Int32Array(STEPS + 2);
  for (const number of numbers) starts[stepOf(number) + 1]! += 1;
  for (let step = 0; step <= STEPS; step += 1) starts[step + 1]! += starts[step]!;
  const sorted = new Int32Array(numbers.length);
  for (const number of numbers) sorted[starts[stepOf(number)]!++] = number;
  return sorted;
}

/** Scores, counts and orders of the judged tracks, made again when something has changed. */
export class QualityLists {
  private readonly index: QualityIndex;
  private readonly ignores: Ignores;
  private readonly scores = createScores();
  private madeOf = '';
  private snapshot: Snapshot | null = null;
  private counts: QualityCounts | null = null;
  private readonly orders = new Map<string, Int32Array>();

  constructor(index: QualityIndex, ignores: Ignores) {
    this.index = index;
    this.ignores = ignores;
  }

  /** Rises with every change of a score. */
  get version(): string {
    return `${this.index.version} ${this.ignores.version}`;
  }

  /** Row numbers reach up to this one, exclusively. */
  get size(): number {
    return this.index.size;
  }

  /** 0-1; null where there is no live track of that number. */
  scoreAt(number: number): number | null {
    const broken = this.index.brokenBy(number);
    return broken < 0 ? null : this.scores(broken, this.ignores.bitsFor(number));
  }

  /** Rules that count against a track, or those that it breaks and the user has left out for it. */
  bitsAt(number: number, ignored: boolean): number {
    const broken = Math.max(0, this.index.brokenBy(number));
    return broken & (ignored ? this.ignores.ownBitsFor(number) : ~this.ignores.bitsFor(number));
  }

  count(): QualityCounts {
    const snapshot = this.refresh();
    this.counts ??= countAll(snapshot);
    return this.counts;
  }

  /** Row numbers of the tracks that the filter lets through, the worst first. */
  order(filter: QualityFilter): Int32Array {
    const { counted, leftOut, scores } = this.refresh();
    const key = `${filter.rule ?? ''} ${filter.ignored}`;
    const known = this.orders.get(key);
    if (known !== undefined) return known;
    const wanted = filter.rule === null ? ~0 : ruleBit(filter.rule);
    const bits = filter.ignored ? leftOut : counted;
    const numbers: number[] = [];
    for (let number = 0; number < bits.length; number += 1) {
      if (bits[number]! > 0 && (bits[number]! & wanted) !== 0) numbers.push(number);
    }
    const order = worstFirst(numbers, scores);
    this.orders.set(key, order);
    return order;
  }

  private refresh(): Snapshot {
    const version = this.version;
    if (version === this.madeOf && this.snapshot !== null) return this.snapshot;
    this.madeOf = version;
    this.counts = null;
    this.orders.clear();
    this.snapshot = this.takeSnapshot();
    return this.snapshot;
  }

  private takeSnapshot(): Snapshot {
    const { size } = this.index;
    const counted = new Int32Array(size).fill(-1);
    const leftOut = new Int32Array(size);
    const scores = new Float64Array(size);
    for (let number = 0; number < size; number += 1) {
      const broken = this.index.brokenBy(number);
      if (broken < 0) continue;
      const ignored = this.ignores.bitsFor(number);
      counted[number] = broken & ~ignored;
      if (ignored !== 0) leftOut[number] = broken & this.ignores.ownBitsFor(number);
      scores[number] = this.scores(broken, ignored);
    }
    return { counted, leftOut, scores };
  }
}

function countAll({ counted, leftOut, scores }: Snapshot): QualityCounts {
  const broken = RULES.map(() => 0);
  const ignored = RULES.map(() => 0);
  let [tracks, flawless, sum] = [0, 0, 0];
  for (let number = 0; number < counted.length; number += 1) {
    const bits = counted[number]!;
    if (bits < 0) continue;
    tracks += 1;
    sum += scores[number]!;
    if (bits === 0) flawless += 1;
    countBits(broken, bits);
    countBits(ignored, leftOut[number]!);
  }
  return { tracks, flawless, score: tracks === 0 ? null : sum / tracks, broken, ignored };
}
