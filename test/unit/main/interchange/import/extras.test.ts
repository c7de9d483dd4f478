import { expect, test } from 'vitest';
import { foreignTrack, importBench } from '#test/support/import-bench.ts';

test.each([
  ['mine', { 'TRACK.Tonality2': 'old' }],
  ['fill', { 'TRACK.Tonality2': 'old', 'TRACK.Other': 'new' }],
  ['theirs', { 'TRACK.Tonality2': 'new', 'TRACK.Other': 'new' }],
] as const)('what only one program has follows the rules: %s', async (rule, expected) => {
  const bench = importBench();
  await bench.run({ tracks: [foreignTrack('1', { extra: { 'TRACK.Tonality2': 'old' } })] });
  const extra = { 'TRACK.Tonality2': 'new', 'TRACK.Other': 'new' };
  await bench.run({ tracks: [foreignTrack('1', { extra })] }, { more: rule });
  const data = bench.library.raw.prepare<[], string>('SELECT data FROM track_extras').pluck().all();
  expect(data.map((text) => JSON.parse(text) as unknown)).toEqual([expected]);
});
