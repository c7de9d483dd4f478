import { expect, test } from 'vitest';
import { energyPoints } from '#renderer/canvas/waveform/energy-line.ts';

test('a value stands in the middle of its stretch; the ends are drawn out to those of the track', () => {
  expect(energyPoints({ secondsPerValue: 2, values: [0.2, 0.8, 0.4] }, 5.5)).toEqual([
    { seconds: 0, energy: 0.2 },
    { seconds: 1, energy: 0.2 },
    { seconds: 3, energy: 0.8 },
    { seconds: 5, energy: 0.4 },
    { seconds: 5.5, energy: 0.4 },
  ]);
});

test('nothing is drawn after the end of the track, or without values', () => {
  const points = energyPoints({ secondsPerValue: 1, values: [0.2, 0.8, 0.4] }, 2);
  expect(points.map(({ seconds }) => seconds)).toEqual([0, 0.5, 1.5, 2]);
  expect(energyPoints({ secondsPerValue: 1, values: [] }, 2)).toEqual([]);
  expect(energyPoints({ secondsPerValue: 1, values: [0.2] }, 0)).toEqual([]);
});
