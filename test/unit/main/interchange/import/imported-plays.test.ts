import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tracksForExport } from '#main/interchange/export/library-content.ts';
import { formatTraktor } from '#main/interchange/traktor/format-traktor.ts';
import type { InterchangePlay } from '#main/interchange/model.ts';
import { createTrackLists } from '#main/library/track-list.ts';
import { DEFAULT_RULES } from '#shared/contract/interchange.ts';
import { foreignTrack, importBench } from '#test/support/import-bench.ts';
import { manualClock, tempFolder } from '#test/support/temp-library.ts';

const play = (trackId: string, day: number): InterchangePlay => ({
  trackId,
  startedAt: `2024-05-0${day}T22:13:05`,
  durationSeconds: 300,
  deck: 0,
  session: `Night ${day}`,
});

/** Imports a collection of Traktor in which one track was counted twice and one not at all. */
async function importNights(bench: ReturnType<typeof importBench>, plays: readonly InterchangePlay[]) {
  const tracks = [foreignTrack('1', { playCount: 2 }), foreignTrack('2', { playCount: null })];
  const path = join(tempFolder(), 'collection.nml');
  writeFileSync(path, formatTraktor({ tracks, playlists: [], plays }).output);
  await bench.preview(path);
  bench.imports.apply(DEFAULT_RULES);
  await bench.imports.idle();
  return bench.imports.state().result;
}

test('a history counts once, whether or not the program has counted it too', async () => {
  const bench = importBench();
  const lists = createTrackLists(bench.library, manualClock());
  const counts = (search = '') =>
    lists
      .page({ source: { kind: 'all' }, search, sort: [{ field: 'title', direction: 'ascending' }] }, 0, 10)
      .rows.map(({ playCount }) => playCount);
  const plays = [play('1', 1), play('1', 2), play('2', 1), play('2', 2), play('2', 3)];
  expect(await importNights(bench, plays)).toMatchObject({ plays: 5 });
  expect(counts()).toEqual([2, 3]);
  expect(await importNights(bench, [...plays, play('1', 4)])).toMatchObject({ plays: 1 });
  expect(counts()).toEqual([3, 3]);
  expect(counts('plays:3')).toHaveLength(2);

  const exported = await tracksForExport(
    bench.library,
    await lists.readIds({ source: { kind: 'all' }, search: '', sort: [] }),
    null,
  );
  expect(exported.map(({ playCount }) => playCount)).toEqual([3, 3]);
  expect(exported.map(({ lastPlayedAt }) => lastPlayedAt?.slice(0, 8))).toEqual(['2024-05-', '2024-05-']);
  bench.library.history.undo();
  expect(counts()).toEqual([2, 3]);
});

test('plays that were taken out of the history stay out with the next import; those of an import that was undone come', async () => {
  const bench = importBench();
  const plays = [play('1', 1), play('2', 1)];
  await importNights(bench, plays);
  bench.library.history.undo();
  expect(await importNights(bench, plays)).toMatchObject({ plays: 2 });
  const ids = bench.library.raw.prepare<[], string>('SELECT id FROM plays WHERE deleted_at IS NULL').pluck().all();
  const mutations = ids.map((id) => ({ op: 'delete', table: 'plays', id }) as const);
  bench.library.mutate({ origin: 'user', label: 'Remove night', mutations });
  expect(await importNights(bench, [...plays, play('1', 2)])).toMatchObject({ plays: 1 });
});
