import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naturalKey } from '#main/library/natural-key.ts';
import { SortColumn, sortSlots, type SortValue } from '#main/library/sort-column.ts';

describe('natural order', () => {
  test('numbers by value, without case, marks and leading signs', () => {
    const sorted = ['(Intro)', 'Ágape', 'track 10', 'Track 2', 'Zulu', 'ähnlich', 'Österreich', "'Til Dawn"];
    expect(sorted.toSorted((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1))).toEqual([
      'Ágape',
      'ähnlich',
      '(Intro)',
      'Österreich',
      "'Til Dawn",
      'Track 2',
      'track 10',
      'Zulu',
    ]);
  });
  test('only the empty text has an empty key', () => {
    expect(naturalKey('')).toBe('');
    expect(naturalKey('!!!')).toBe('!!!');
  });
});

function columnOf(values: readonly SortValue[]): SortColumn {
  const column = new SortColumn();
  values.forEach((value, slot) => column.set(slot, value));
  return column;
}

const slots = (count: number): Int32Array => Int32Array.from({ length: count }, (_, slot) => slot);

test('the second column decides where the first is equal; no value comes last in both directions', () => {
  const genre = columnOf(['house', null, 'house', 'disco', null]);
  const bpm = columnOf([124, 120, 122, null, 118]);
  const sort = (descending: boolean) =>
    Array.from(
      sortSlots(slots(5), [
        { column: genre, descending },
        { column: bpm, descending },
      ]),
    );
  expect(sort(false)).toEqual([3, 2, 0, 4, 1]);
  expect(sort(true)).toEqual([0, 2, 3, 1, 4]);
});

test('after any changes the order is that of a plain sort', () => {
  const value = fc.option(fc.oneof(fc.integer({ min: 0, max: 5 })), { nil: null });
  const change = fc.tuple(fc.integer({ min: 0, max: 19 }), value);
  fc.assert(
    fc.property(fc.array(value, { minLength: 20, maxLength: 20 }), fc.array(fc.array(change)), (start, rounds) => {
      const values = [...start];
      const column = columnOf(values);
      for (const changes of [[], ...rounds]) {
        for (const [slot, next] of changes) {
          values[slot] = next;
          column.set(slot, next);
        }
        const expected = [...values.keys()].sort(
          (a, b) => (values[a] ?? Infinity) - (values[b] ?? Infinity) || (values[a] === values[b] ? a - b : 0),
        );
        const sorted = Array.from(sortSlots(slots(20), [{ column, descending: false }]));
        expect(sorted.map((slot) => values[slot])).toEqual(expected.map((slot) => values[slot]));
        expect(sorted.toSorted((a, b) => a - b)).toEqual([...values.keys()]);
      }
    }),
  );
});
