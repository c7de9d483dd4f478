import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHybridClock } from '#main/storage/hybrid-clock.ts';
import { createIdSource } from '#main/storage/id-source.ts';
import { manualClock } from '#test/support/temp-library.ts';

const NODE = '0123456789abcdef';

describe('hybrid clock', () => {
  test('is the time, a counter and the node, in hex that sorts', () => {
    const clock = createHybridClock(manualClock(0x018c2f5e1a2b), NODE, null);
    expect(clock.tick()).toBe(`018c2f5e1a2b-0000-${NODE}`);
    expect(clock.tick()).toBe(`018c2f5e1a2b-0001-${NODE}`);
  });

  test('goes on from the last reading in the log after a restart', () => {
    const clock = createHybridClock(manualClock(100), NODE, `000000000200-0007-${NODE}`);
    expect(clock.tick()).toBe(`000000000200-0008-${NODE}`);
  });

  test('a full counter borrows the next millisecond', () => {
    const clock = createHybridClock(manualClock(1), NODE, `000000000001-ffff-${NODE}`);
    expect(clock.tick()).toBe(`000000000002-0000-${NODE}`);
  });

  test('rises over every jump of the machine clock and every reading of another machine', () => {
    const step = fc.oneof(
      fc.record({ jump: fc.integer({ min: -5000, max: 5000 }) }),
      fc.record({ remoteTime: fc.integer({ min: 0, max: 30_000 }), remoteCounter: fc.nat(0xffff) }),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const time = manualClock(10_000);
        const clock = createHybridClock(time, NODE, null);
        let last: string = clock.tick();
        for (const taken of steps) {
          if ('jump' in taken) {
            time.advance(Math.max(taken.jump, -time.now()));
          } else {
            const digits = [
              taken.remoteTime.toString(16).padStart(12, '0'),
              taken.remoteCounter.toString(16).padStart(4, '0'),
            ];
            const remote = [...digits, 'ffffffffffffffff'].join('-');
            clock.receive(remote);
            // The other's time and counter lie behind; only its node id may sort after ours.
            if (remote.slice(0, 17) > last.slice(0, 17)) last = remote;
          }
          const reading = clock.tick();
          expect(reading.slice(0, 17) > last.slice(0, 17)).toBe(true);
          last = reading;
        }
      }),
    );
  });

  test('what is no reading is refused', () => {
    const clock = createHybridClock(manualClock(), NODE, null);
    expect(() => clock.receive('yesterday')).toThrow(RangeError);
  });
});

test('ids sort in the order they were made, though the clock stands still or goes back', () => {
  const time = manualClock();
  const newId = createIdSource(time);
  const ids = Array.from({ length: 10_000 }, (_, index) => {
    if (index === 5000) time.advance(-60_000);
    return newId();
  });
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
