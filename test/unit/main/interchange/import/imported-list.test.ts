import { expect, test } from 'vitest';
import { createTrackLists } from '#main/library/track-list.ts';
import { foreignTrack, importBench } from '#test/support/import-bench.ts';
import { manualClock } from '#test/support/temp-library.ts';

test('the tracks of an import are listed, new ones and those that were recognised, and no others', async () => {
  const bench = importBench();
  const lists = createTrackLists(bench.library, manualClock());
  const titles = (importId: string, search = '') =>
    lists
      .page(
        { source: { kind: 'imported', importId }, search, sort: [{ field: 'title', direction: 'ascending' }] },
        0,
        10,
      )
      .rows.map(({ title }) => title);
  const first = await bench.run({ tracks: [foreignTrack('1'), foreignTrack('2')] });
  // The second track is there already, and says nothing new.
  const second = await bench.run({ tracks: [foreignTrack('2'), foreignTrack('3')] });
  expect(second).toMatchObject({ added: 1, changed: 0, unchanged: 1 });
  expect(titles(first.importId)).toEqual(['Title 1', 'Title 2']);
  expect(titles(second.importId)).toEqual(['Title 2', 'Title 3']);
  expect(titles(second.importId, '3')).toEqual(['Title 3']);
  bench.library.history.undo();
  expect(titles(second.importId)).toEqual(['Title 2']);
  expect(titles('of another start')).toEqual([]);
});
