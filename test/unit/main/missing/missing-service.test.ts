import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHostMissing } from '#main/host/host-finders.ts';
import type { MissingService } from '#main/missing/create-missing-service.ts';
import { systemClock } from '#main/platform/clock.ts';
import { createSetsService } from '#main/sets/create-sets-service.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { MissingSearch } from '#shared/contract/missing.ts';
import { makeAudioFile } from '#test/support/audio-files.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { openScannedLibrary, type ScannedLibrary } from '#test/support/scanned-library.ts';
import { fileFields, openTempLibrary, tempFolder, trackFields } from '#test/support/temp-library.ts';

const ALL = { kinds: ['content', 'folder', 'name'], moves: [], also: [], except: [] } as const;
const EXACT = { ...ALL, kinds: ['content'] } as const;

interface Finding {
  readonly service: MissingService;
  readonly analysed: string[];
  readonly search: (folders: readonly string[], trackIds?: readonly TrackId[]) => Promise<MissingSearch>;
  readonly apply: (choice: Parameters<MissingService['apply']>[0]) => Promise<MissingSearch>;
}

function openMissing(database: LibraryDatabase): Finding {
  const analysed: string[] = [];
  const service = createHostMissing({
    database,
    clock: systemClock,
    ownPlaces: [],
    onTracksAdded: (ids) => void analysed.push(...ids),
    onProblem: (error) => {
      throw error;
    },
  });
  onTestFinished(async () => {
    service.cancel();
    await service.idle();
  });
  async function ended(): Promise<MissingSearch> {
    await service.idle();
    for await (const state of service.watch()) return state;
    throw new Error('The search has no state');
  }
  return {
    service,
    analysed,
    search: (folders, trackIds) => {
      service.search(folders, trackIds);
      return ended();
    },
    apply: (choice) => {
      service.apply(choice);
      return ended();
    },
  };
}

const folderIn = (parent: string, ...names: string[]): string => {
  const folder = join(parent, ...names);
  mkdirSync(folder, { recursive: true });
  return folder;
};
const trackOf = (library: ScannedLibrary, title: string): TrackId =>
  TrackId.parse(library.rows().find((row) => row.title === title)?.track);
const isMissing = (database: LibraryDatabase, id: string) =>
  database.raw
    .prepare('SELECT missing_since IS NOT NULL FROM files WHERE track_id = ? AND deleted_at IS NULL')
    .pluck()
    .get(id);

describe.skipIf(ffmpegPath === null)('files that are gone', () => {
  test('are found again by their sound under another name, as one step for undo', async () => {
    const [music, elsewhere] = [tempFolder(), tempFolder()];
    makeAudioFile(join(music, 'a.mp3'), { hz: 300, tags: { title: 'Night', artist: 'Ada' } });
    makeAudioFile(join(music, 'b.mp3'), { hz: 500, tags: { title: 'Day', artist: 'Bob' } });
    const library = openScannedLibrary();
    await library.add(music);
    renameSync(join(music, 'a.mp3'), join(elsewhere, 'renamed.mp3'));
    renameSync(join(music, 'b.mp3'), join(elsewhere, 'b.mp3'));
    await library.rescan();
    const { database } = library;
    const night = trackOf(library, 'Night');
    expect(isMissing(database, night)).toBe(1);

    const { service, search, apply, analysed } = openMissing(database);
    expect(await search([elsewhere])).toMatchObject({ phase: 'ready', missing: 2, files: 2, found: 2, exact: 2 });
    expect(
      service.found(0, 10).files.map(({ newPath, by, confidence }) => [basename(newPath), by, confidence]),
    ).toEqual([
      ['b.mp3', 'content', 1],
      ['renamed.mp3', 'content', 1],
    ]);
    expect(await apply(EXACT)).toMatchObject({ phase: 'done', located: 2 });
    expect(library.rows().map(({ path, missing }) => [basename(path), missing])).toEqual([
      ['b.mp3', null],
      ['renamed.mp3', null],
    ]);
    // Not analysed before: the sound is new to the analysis.
    expect(analysed).toHaveLength(2);
    expect(database.history.state().undo).toBe('Find 2 missing files again');
    database.history.undo();
    expect(isMissing(database, night)).toBe(1);
    database.history.redo();
    expect(isMissing(database, night)).toBe(0);
  });

  test('a crate and a set still list a track without its file, and it comes back into both', async () => {
    const [music, elsewhere] = [tempFolder(), tempFolder()];
    makeAudioFile(join(music, 'a.mp3'), { tags: { title: 'Night', artist: 'Ada' } });
    const library = openScannedLibrary();
    const { database, service: tracks } = library;
    await library.add(music);
    const night = trackOf(library, 'Night');
    const crate = database.newId();
    const crated: Mutation[] = [
      {
        op: 'insert',
        table: 'crates',
        id: crate,
        set: { name: 'C', parent_id: null, position: 1, kind: 'crate', query: '', colour: null },
      },
      {
        op: 'insert',
        table: 'crate_tracks',
        id: database.newId(),
        set: { crate_id: crate, track_id: night, position: 1 },
      },
    ];
    database.mutate({ origin: 'user', label: 'Crate', mutations: crated });
    const set = createSetsService(database).create('Friday', [night]);
    const inSet = async () => {
      const query = { source: { kind: 'set', setId: set.id } as const, search: '', sort: [] };
      return (await tracks.tracks(query, 0, 10)).rows.map(({ title, missing }) => [title, missing]);
    };
    const inCrate = () =>
      database.raw
        .prepare(
          `SELECT title FROM crate_tracks JOIN tracks ON tracks.id = track_id
            WHERE crate_id = ? AND crate_tracks.deleted_at IS NULL AND tracks.deleted_at IS NULL`,
        )
        .pluck()
        .all(crate);

    renameSync(join(music, 'a.mp3'), join(elsewhere, 'a.mp3'));
    await library.rescan();
    expect(await inSet()).toEqual([['Night', true]]);
    expect(inCrate()).toEqual(['Night']);
    const { search, apply } = openMissing(database);
    await search([elsewhere]);
    await apply(EXACT);
    expect(await inSet()).toEqual([['Night', false]]);
    expect(inCrate()).toEqual(['Night']);
    expect(trackOf(library, 'Night')).toBe(night);
  });

  test('of an imported library are found by the folders that moved with them, and only when they are ticked', async () => {
    const database = openTempLibrary();
    const root = tempFolder();
    const house = folderIn(root, 'music', 'House');
    const names = ['Ada - Night.mp3', 'Bob - Day.mp3', 'Cid - Dusk.mp3'];
    for (const [n, name] of names.entries()) makeAudioFile(join(house, name), { hz: 300 + 100 * n, seconds: 2 });
    const ids = names.map(() => TrackId.parse(database.newId()));
    const imported = names.flatMap((name, n): Mutation[] => {
      const id = ids[n] ?? '';
      const place = {
        path: `D:\\Music\\House\\${name}`,
        content_hash: '',
        size_bytes: 0,
        missing_since: '2026-01-01T00:00:00.000Z',
      };
      return [
        {
          op: 'insert',
          table: 'tracks',
          id,
          set: trackFields({ title: name.slice(6, -4), artist: name.slice(0, 3), duration_seconds: 2 }),
        },
        { op: 'insert', table: 'files', id: database.newId(), set: fileFields(id, place) },
      ];
    });
    database.mutate({ origin: 'import', label: 'Import', mutations: imported });

    const { service, search, apply, analysed } = openMissing(database);
    const to = join(root, 'music');
    expect(await search([root])).toMatchObject({ found: 3, exact: 0, moves: [{ from: 'D:\\Music', to, files: 3 }] });
    expect(service.found(0, 10).files[0]).toMatchObject({ by: 'folder', movedFrom: 'D:\\Music', doubt: '' });
    expect(await apply(EXACT)).toMatchObject({ phase: 'done', located: 0 });

    await search([root]);
    const chosen = { kinds: [], moves: ['D:\\Music'], also: [], except: [ids[2] as TrackId] };
    expect(await apply(chosen)).toMatchObject({ located: 2 });
    expect(ids.map((id) => isMissing(database, id))).toEqual([0, 0, 1]);
    expect(analysed.sort()).toEqual(ids.slice(0, 2).sort());
  });

  test('one track is located by hand, whatever is in the file, but not with the file of another', async () => {
    const [music, elsewhere] = [tempFolder(), tempFolder()];
    for (const [name, hz] of [
      ['a', 300],
      ['b', 500],
    ] as const)
      makeAudioFile(join(music, `${name}.mp3`), { hz, tags: { title: name } });
    const library = openScannedLibrary();
    await library.add(music);
    renameSync(join(music, 'a.mp3'), join(elsewhere, 'gone.bak'));
    await library.rescan();
    makeAudioFile(join(elsewhere, 'new.flac'), { hz: 700 });
    const { service, analysed } = openMissing(library.database);
    const track = trackOf(library, 'a');
    await expect(service.locate(track, join(music, 'b.mp3'))).rejects.toThrow('already that of "b"');
    await expect(service.locate(track, join(elsewhere, 'none.mp3'))).rejects.toThrow('does not exist');
    await expect(service.locate(track, elsewhere)).rejects.toThrow('folder');
    writeFileSync(join(elsewhere, 'text.mp3'), 'no music');
    await expect(service.locate(track, join(elsewhere, 'text.mp3'))).rejects.toThrow('no music');
    await expect(service.locate(track, 'relative.mp3')).rejects.toThrow('whole path');
    await service.locate(track, join(elsewhere, 'new.flac'));
    expect(isMissing(library.database, track)).toBe(0);
    expect(analysed).toEqual([track]);
    expect(library.database.history.state().undo).toBe('Locate "a"');
    const listing = await service.browse(elsewhere);
    expect(listing.files.map(({ name }) => name)).toEqual(['new.flac', 'text.mp3']);
  });

  test('a folder that cannot be opened is told in words, and nothing is kept of the search', async () => {
    const { service, search } = openMissing(openTempLibrary());
    expect(await search([join(tempFolder(), 'none')])).toMatchObject({
      phase: 'failed',
      error: expect.stringContaining('does not exist'),
    });
    expect(() => service.apply(ALL)).toThrow('Search again');
    service.cancel();
    expect(service.found(0, 10)).toEqual({ total: 0, files: [] });
  });
});
