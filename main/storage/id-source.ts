import { randomFillSync } from 'node:crypto';
import type { Clock } from '#main/platform/clock.ts';
import { uuid7 } from '#shared/domain/uuid7.ts';

/** Gives a new UUIDv7 with every call; ids of one source sort in the order they were made. */
export type NewId = () => string;

const MAX_SEQUENCE = 0xfff;
/** Asking the system costs more than all else of an id: it is asked for many at once. */
const POOL_BYTES = 8_192;

function createRandomPool(): (bytes: Uint8Array) => void {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  return (bytes) => {
    if (used + bytes.length > POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    bytes.set(pool.subarray(used, used + bytes.length));
    used += bytes.length;
  };
}

/** @param fillRandom Fills the bytes; injected so that tests can repeat themselves. */
export function createIdSource(clock: Clock, fillRandom: (bytes: Uint8Array) => void = createRandomPool()): NewId {
  const random = new Uint8Array(8);
  let timeMs = 0;
  let sequence = 0;
  return () => {
    const now = clock.now();
    if (now > timeMs) {
      timeMs = now;
      sequence = 0;
    } else if (sequence < MAX_SEQUENCE) {
      sequence += 1;
    } else {
      timeMs += 1;
      sequence = 0;
    }
    fillRandom(random);
    return uuid7(timeMs, sequence, random);
  };
}
