import { expect, test } from 'vitest';
import { writeAddingOrder } from '#main/sets/adding-order.ts';

function orderOf(seconds: readonly number[]): { added: number[]; spread: number[] } {
  const [added, spread] = [new Int32Array(seconds.length), new Int32Array(seconds.length)];
  writeAddingOrder(Float64Array.from(seconds), added, spread);
  return { added: [...added], spread: [...spread] };
}

test('tracks stand in the order of their days, whatever their numbers', () => {
  expect(orderOf([86_400 * 3, 86_400, 86_400 * 2]).added).toEqual([2, 0, 1]);
});

test('what came in together shares the middle of its places and is a third of its number apart', () => {
  const day = 86_400;
  const { added, spread } = orderOf([0, ...Array.from({ length: 9 }, (_, n) => day + n), 2 * day]);
  expect(added).toEqual([0, ...Array<number>(9).fill(5), 10]);
  expect(spread).toEqual([0, ...Array<number>(9).fill(3), 0]);
});

test('removed tracks have no place', () => {
  expect(orderOf([86_400, Number.NaN, 0]).added).toEqual([1, 0, 0]);
});
