import type { Clock } from '#main/platform/clock.ts';

declare const brand: unique symbol;
/**
 * A hybrid logical clock reading: "<milliseconds, 12 hex>-<counter, 4 hex>-<node, 16 hex>". Comparing two as text gives
 * their order, with the node as the tie-break, so every machine agrees which of two writes is the later one.
 */
export type Hlc = string & { readonly [brand]: 'hlc' };

interface Reading {
  readonly timeMs: number;
  readonly counter: number;
}

const MAX_COUNTER = 0xffff;
const PATTERN = /^([0-9a-f]{12})-([0-9a-f]{4})-[0-9a-f]{16}$/;

function parse(hlc: string): Reading {
  const match = PATTERN.exec(hlc);
  if (match === null) throw new RangeError(`Not a clock reading: ${hlc}`);
  return { timeMs: Number.parseInt(match[1] ?? '', 16), counter: Number.parseInt(match[2] ?? '', 16) };
}

function format({ timeMs, counter }: Reading, node: string): Hlc {
  return `${timeMs.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}-${node}` as Hlc;
}

/** The next reading at or after `timeMs`; a full counter borrows the next millisecond. */
function advance({ timeMs, counter }: Reading): Reading {
  return counter < MAX_COUNTER ? { timeMs, counter: counter + 1 } : { timeMs: timeMs + 1, counter: 0 };
}

const later = (a: Reading, b: Reading): Reading =>
  a.timeMs > b.timeMs || (a.timeMs === b.timeMs && a.counter >= b.counter) ? a : b;

export interface HybridClock {
  /** A reading later than every reading given out or received before, even when the machine's clock went back. */
  tick(): Hlc;
  /** Takes note of another machine's reading: what is written here afterwards counts as later. */
  receive(remote: string): void;
}

/**
 * @param node 16 hex digits that no other copy of the library has.
 * @param last The highest reading in the change log, so that time goes on after a restart; null for a new library.
 * @source Kulkarni et al., "Logical Physical Clocks", 2014.
 */
export function createHybridClock(clock: Clock, node: string, last: string | null): HybridClock {
  let latest: Reading = last === null ? { timeMs: 0, counter: 0 } : parse(last);
  return {
    tick: () => {
      const now = clock.now();
      latest = now > latest.timeMs ? { timeMs: now, counter: 0 } : advance(latest);
      return format(latest, node);
    },
    receive: (remote) => {
      latest = later(latest, parse(remote));
    },
  };
}
