import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createExportService } from '#main/interchange/export/export-service.ts';
import { writeLibrary } from '#main/interchange/export/write-library.ts';
import { createTransitionsService } from '#main/sets/create-transitions-service.ts';
import { SetId, TrackId } from '#shared/contract/ids.ts';
import { ExportFormat } from '#shared/contract/interchange.ts';
import { ORDER_RULES } from '#test/support/order-tracks.ts';
import {
  entryFields,
  manualClock,
  openTempLibrary,
  setFields,
  tempFolder,
  trackFields,
} from '#test/support/temp-library.ts';

const GRID = JSON.stringify({ beatsPerBar: 4, segments: [{ startSeconds: 0, bpm: 120, firstBeatNumber: 1 }] });

function plannedSet(count: number) {
  const database = openTempLibrary();
  const set = database.newId();
  const tracks = Array.from({ length: count }, () => TrackId.parse(database.newId()));
  const plan = { starts_at: '2026-11-28T23:00', venue: 'Club', notes: 'Bring the needles' };
  database.mutate({
    origin: 'user',
    label: 'Make',
    mutations: [
      { op: 'insert', table: 'sets', id: set, set: setFields('Friday', plan) },
      ...tracks.flatMap((id, place) => [
        {
          op: 'insert' as const,
          table: 'tracks' as const,
          id,
          set: trackFields({ title: `T${place}`, duration_seconds: 600, grid: GRID }),
        },
        {
          op: 'insert' as const,
          table: 'set_entries' as const,
          id: database.newId(),
          set: entryFields(set, id, place + 1, { notes: `Note ${place}`, phase: 'peak' }),
        },
      ]),
    ],
  });
  const transitions = createTransitionsService(database);
  const exports = createExportService({
    database,
    clock: manualClock(),
    newUuid: () => '0192f0c4-0000-7000-8000-000000000000',
    writeLibrary,
    smartTracks: () => Promise.resolve([]),
    transitions: async (id) => {
      const pairs = await transitions.plans(id, ORDER_RULES);
      return new Map(pairs.map(({ trackId, plan }) => [trackId, plan]));
    },
  });
  const scope = { kind: 'set', id: SetId.parse(set) } as const;
  return { exports, scope, transitions, tracks };
}

test('the sheet of a set has its plan, and asks before it takes the place of a page', async () => {
  const { exports, scope } = plannedSet(2);
  const path = join(tempFolder(), 'friday.html');
  writeFileSync(path, '<html>mine</html>');
  const request = { format: 'html', scope, path, replace: false } as const;
  await expect(exports.export(request)).rejects.toMatchObject({ code: 'conflict' });
  const report = await exports.export({ ...request, replace: true });
  expect(report).toMatchObject({ path, written: { tracks: 2, playlists: 1 } });
  const html = readFileSync(path, 'utf8');
  expect(html).toContain('Club · 2026-11-28, 23:00 to 23:20 · 2 tracks, 20:00');
  expect(html).toContain('Bring the needles');
  expect(await exports.sheet(scope.id)).toEqual({ html });
  expect(html).toMatch(/23:10<\/b><span>2\. Peak<\/span>[\s\S]*T1[\s\S]*Note 1/);
});

test.each(ExportFormat.options)('a set of two tracks is exported as %s', async (format) => {
  const { exports, scope } = plannedSet(2);
  const report = await exports.export({ format, scope, path: join(tempFolder(), 'out'), replace: false });
  expect(report.path).not.toBe('');
});

test.each(ExportFormat.options.filter((format) => format !== 'txt'))('so is an empty one as %s', async (format) => {
  const { exports, scope } = plannedSet(0);
  const report = await exports.export({ format, scope, path: join(tempFolder(), 'out'), replace: false });
  expect(report.written.tracks).toBe(0);
});

test('a tracklist of an empty set is refused in words', async () => {
  const { exports, scope } = plannedSet(0);
  const request = { format: 'txt', scope, path: join(tempFolder(), 'out.txt'), replace: false } as const;
  await expect(exports.export(request)).rejects.toThrow('There are no tracks in it: a tracklist needs one at least.');
});

test('the sheet of a set says where its tracks go over, as it was changed', async () => {
  const { exports, scope, transitions, tracks } = plannedSet(2);
  expect((await exports.sheet(scope.id)).html).toContain('the next from 0:00.0: 16 bars, bass swapped');
  const [trackId, nextTrackId] = tracks;
  if (trackId === undefined || nextTrackId === undefined) throw new Error('There are no two tracks');
  transitions.change({ id: scope.id, trackId, nextTrackId }, { mixOutSeconds: 480, bars: 32, bassSwap: false });
  const { html } = await exports.sheet(scope.id);
  expect(html).toContain('Mix out at 8:00.0, the next from 0:00.0: 32 bars, bass of both');
});
