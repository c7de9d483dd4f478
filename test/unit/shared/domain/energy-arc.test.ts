import { expect, test } from 'vitest';
import { ARC_NAMES, arcPoints, type EnergyArc, energyAt } from '#shared/domain/energy-arc.ts';

test('a drawn arc goes straight between its points, and level before the first and after the last', () => {
  const arc: EnergyArc = {
    kind: 'drawn',
    points: [
      { at: 0.2, energy: 0.4 },
      { at: 0.6, energy: 0.8 },
    ],
  };
  expect([0, 0.2, 0.4, 0.6, 1].map((at) => Math.round(energyAt(arc, at) * 100))).toEqual([40, 40, 60, 80, 80]);
});

test('a single point is a level', () => {
  expect(energyAt({ kind: 'drawn', points: [{ at: 0.5, energy: 0.7 }] }, 0.1)).toBe(0.7);
});

test('named arcs do what they are called', () => {
  const ends = (name: (typeof ARC_NAMES)[number]) => [
    energyAt({ kind: 'named', name }, 0),
    energyAt({ kind: 'named', name }, 1),
  ];
  const [start = 0, end = 0] = ends('warm-up');
  expect(end).toBeGreaterThan(start);
  const [high = 0, low = 0] = ends('closing');
  expect(low).toBeLessThan(high);
  const rides = arcPoints({ kind: 'named', name: 'roller-coaster' }).map(({ energy }) => energy);
  const peaks = rides.filter((energy, index) => energy > (rides[index - 1] ?? 0) && energy > (rides[index + 1] ?? 0));
  expect(peaks).toEqual(peaks.toSorted((a, b) => a - b));
  expect(peaks.length).toBeGreaterThan(1);
  for (const name of ARC_NAMES)
    for (const { at, energy } of arcPoints({ kind: 'named', name })) {
      expect(at).toBeGreaterThanOrEqual(0);
      expect(energy).toBeLessThanOrEqual(1);
    }
});
