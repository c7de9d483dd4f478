import { expect, test } from 'vitest';
import { foreignTrack, importBench, liveCredits, ownTrack } from '#test/support/import-bench.ts';

const PATH = '/music/own.mp3';

test('the remixer of a new track is credited', async () => {
  const bench = importBench();
  await bench.run({ tracks: [foreignTrack('1', { remixer: 'Bicep' })] });
  expect(liveCredits(bench)).toEqual(['Artist main', 'Bicep remixer']);
});

test('a remixer alone that is new to a track is credited', async () => {
  const bench = importBench();
  ownTrack(bench, { title: 'Title', artist: 'Artist' });
  await bench.run({ tracks: [foreignTrack('1', { path: PATH, title: 'Title', remixer: 'Bicep' })] });
  expect(liveCredits(bench)).toEqual(['Artist main', 'Bicep remixer']);
});

test('a track that is renamed keeps its remixer', async () => {
  const bench = importBench();
  ownTrack(bench, { title: 'Title', artist: 'Artist', remixer: 'Bicep' });
  await bench.run({ tracks: [foreignTrack('1', { path: PATH, title: 'Another' })] }, { title: 'theirs' });
  expect(liveCredits(bench)).toEqual(['Artist main', 'Bicep remixer']);
});
