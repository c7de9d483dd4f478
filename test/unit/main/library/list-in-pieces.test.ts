import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTrackLists } from '#main/library/track-list.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';
import { manualClock, openTempLibrary } from '#test/support/temp-library.ts';

const byTitle: TrackQuery = {
  source: { kind: 'all' },
  search: '',
  sort: [{ field: 'title', direction: 'ascending' }],
};

test('a list that is read in pieces is that which is read at once, with what changed meanwhile', async () => {
  const database = openTempLibrary();
  const ids = addTracks(database, inventTracks(6000));
  const lists = createTrackLists(database, manualClock());
  const reading = lists.readIds(byTitle);
  for (const id of ids.slice(0, 12)) {
    database.mutate({
      origin: 'user',
      label: 'Edit',
      mutations: [{ op: 'update', table: 'tracks', id, set: { title: `Zebra ${id}` } }],
    });
    await nextTurn();
  }
  database.mutate({
    origin: 'user',
    label: 'Remove',
    mutations: [{ op: 'delete', table: 'tracks', id: ids[20] ?? '' }],
  });
  await reading;
  const read = lists.ids(byTitle);
  expect(read).toHaveLength(5999);
  expect(read).toEqual(createTrackLists(database, manualClock()).ids(byTitle));
});

test('the numbers of a list are those of the list itself, before and after it was made', async () => {
  const database = openTempLibrary();
  addTracks(database, inventTracks(300));
  const lists = createTrackLists(database, manualClock());
  for (const search of ['', 'bpm:>120', 'night']) {
    const query = { ...byTitle, search };
    const counted = await lists.readPage(query, 0, 0);
    const { rows, ...numbers } = await lists.readPage(query, 0, 50);
    expect(rows.length).toBeGreaterThan(0);
    expect(counted).toEqual({ ...numbers, rows: [] });
    expect(await lists.readPage(query, 0, 0)).toEqual(counted);
  }
});
