import { expect, test } from 'vitest';
import { energyLevel } from '#shared/domain/energy.ts';

test('energy levels run from 1 to 10', () => {
  expect([0, 0.5, 1].map(energyLevel)).toEqual([1, 6, 10]);
  expect([-1, 2].map(energyLevel)).toEqual([1, 10]);
});
