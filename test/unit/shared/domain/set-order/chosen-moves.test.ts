import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderWithMoves, proposedMoves } from '#shared/domain/set-order/chosen-moves.ts';

const none = new Set<string>();

/** Two orders of the same tracks, and locked ones that stand at the same place in both. */
const orders = fc.integer({ min: 0, max: 12 }).chain((count) => {
  const before = Array.from({ length: count }, (_, index) => `t${index}`);
  return fc
    .record({ shuffled: fc.shuffledSubarray(before, { minLength: count }), locked: fc.subarray(before) })
    .map(({ shuffled, locked }) => {
      const isLocked = new Set(locked);
      const free = shuffled.filter((id) => !isLocked.has(id)).values();
      const after = before.map((id) => (isLocked.has(id) ? id : (free.next().value ?? '')));
      return { before, after, locked: isLocked };
    });
});

test('one track that goes to the end is one move, however many give way', () => {
  expect(proposedMoves(['a', 'b', 'c', 'd'], ['b', 'c', 'd', 'a'], none)).toEqual([{ id: 'a', from: 0, to: 3 }]);
});

test('nothing moves between equal orders, and never a locked track', () => {
  expect(proposedMoves(['a', 'b'], ['a', 'b'], none)).toEqual([]);
  fc.assert(
    fc.property(orders, ({ before, after, locked }) => {
      for (const { id, from, to } of proposedMoves(before, after, locked)) {
        expect(locked.has(id)).toBe(false);
        expect([before[from], after[to]]).toEqual([id, id]);
      }
    }),
  );
});

test('all moves make the proposal, none the present order, some an order of the same tracks with the locked in place', () => {
  fc.assert(
    fc.property(orders, fc.integer({ min: 1, max: 4 }), ({ before, after, locked }, every) => {
      const moves = proposedMoves(before, after, locked).map(({ id }) => id);
      const made = (chosen: readonly string[]) => orderWithMoves(before, after, { chosen: new Set(chosen), locked });
      expect(made(moves)).toEqual(after);
      expect(made([])).toEqual(before);
      const some = made(moves.filter((_, index) => index % every === 0));
      expect(some.toSorted()).toEqual(before.toSorted());
      for (const id of locked) expect(some.indexOf(id)).toBe(before.indexOf(id));
    }),
  );
});
