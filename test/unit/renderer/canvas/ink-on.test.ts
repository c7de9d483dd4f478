import { expect, test } from 'vitest';
import { inkOn } from '#renderer/canvas/waveform/ink-on.ts';

test.each([
  ['#ffffff', '#0b0d11'],
  ['#e8c638', '#0b0d11'],
  ['#000000', '#ffffff'],
  ['#a84600', '#ffffff'],
])('on %s the ink is %s', (colour, ink) => {
  expect(inkOn(colour)).toBe(ink);
});
