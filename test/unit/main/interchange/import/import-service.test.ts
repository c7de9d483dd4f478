import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_RULES } from '#shared/contract/interchange.ts';
import { musicalKey } from '#shared/domain/key.ts';
import {
  foreignCue,
  foreignMarker as marker,
  foreignTrack,
  importBench,
  liveCues as cuesOf,
  liveTracks as tracksOf,
  musicFile,
} from '#test/support/import-bench.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const refusal = (code: string, words: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(words) as string }) as Error;

describe('an import into an empty library', () => {
  test('brings all that a track has, and undo takes all of it back in one step', async () => {
    const bench = importBench();
    const track = foreignTrack('1', {
      album: 'Album',
      genre: 'House',
      label: 'Label',
      comment: 'Peak',
      remixer: 'Remixer',
      mix: 'Extended',
      composer: 'Composer',
      grouping: 'Group',
      year: 2021,
      trackNumber: 3,
      discNumber: 2,
      rating: 4,
      playCount: 7,
      addedAt: '2020-05-06',
      key: musicalKey(9, 'minor'),
      bpm: 126,
      grid: [marker(), marker({ startSeconds: 60.5, bpm: 128 })],
      cues: [
        foreignCue({ name: 'Drop', colour: '#28e214' }),
        foreignCue({ slot: null, startSeconds: 2 }),
        foreignCue({ type: 'loop', slot: 1, startSeconds: 3, endSeconds: 5 }),
        foreignCue({ type: 'load', slot: null, startSeconds: 4 }),
      ],
    });
    const result = await bench.run({ tracks: [track] });
    expect(result).toEqual({
      importId: expect.any(String) as string,
      added: 1,
      changed: 0,
      unchanged: 0,
      cues: 4,
      crates: 0,
      plays: 0,
    });
    expect(tracksOf(bench)).toMatchObject([
      {
        title: 'Title 1',
        artist: 'Artist',
        album: 'Album',
        genre: 'House',
        label: 'Label',
        comment: 'Peak',
        remixer: 'Remixer',
        mix: 'Extended',
        composer: 'Composer',
        grouping: 'Group',
        year: 2021,
        track_number: 3,
        disc_number: 2,
        rating: 4,
        play_count: 7,
        key_index: 14,
        bpm: 126,
        duration_seconds: 200,
      },
    ]);
    expect(JSON.parse(tracksOf(bench)[0]?.grid ?? '')).toEqual({
      beatsPerBar: 4,
      segments: [
        { startSeconds: 0.25, bpm: 126, firstBeatNumber: 1 },
        { startSeconds: 60.5, bpm: 128, firstBeatNumber: 1 },
      ],
    });
    expect(cuesOf(bench)).toMatchObject([
      { kind: 'hot', slot: 0, start_seconds: 1, name: 'Drop', colour: '#28e214' },
      { kind: 'memory', slot: null, start_seconds: 2 },
      { kind: 'loop', slot: 1, start_seconds: 3, end_seconds: 5 },
      { kind: 'memory', role: 'load', start_seconds: 4 },
    ]);
    expect(bench.library.history.undo().done).toBe('Import "collection.xml"');
    expect(tracksOf(bench)).toEqual([]);
    expect(cuesOf(bench)).toEqual([]);
    expect(bench.library.history.undo().done).toBeNull();
  });

  test('keeps folders, playlists, their order and tracks that stand in them twice', async () => {
    const bench = importBench();
    const playlist = { kind: 'playlist', name: 'Peak', trackIds: ['2', '1', '2'] } as const;
    const playlists = [{ kind: 'folder', name: 'Gigs', children: [playlist] } as const];
    await bench.run({ tracks: [foreignTrack('1'), foreignTrack('2')], playlists });
    const crates = bench.library.query.all(
      bench.library.db.selectFrom('crates').select(['id', 'name', 'kind', 'parent_id']).orderBy('id'),
    );
    const [root, gigs, peak] = crates;
    expect(crates).toMatchObject([
      { name: 'rekordbox', kind: 'folder', parent_id: null },
      { name: 'Gigs', kind: 'folder', parent_id: root?.id },
      { name: 'Peak', kind: 'crate', parent_id: gigs?.id },
    ]);
    const titles = () =>
      bench.library.raw
        .prepare(
          `SELECT title FROM crate_tracks JOIN tracks ON tracks.id = track_id
           WHERE crate_id = ? AND crate_tracks.deleted_at IS NULL ORDER BY position`,
        )
        .pluck()
        .all(peak?.id);
    expect(titles()).toEqual(['Title 2', 'Title 1', 'Title 2']);
    // A second import adds what is new and nothing twice.
    const more = { ...playlist, trackIds: ['2', '1', '3', '2'] };
    const again = await bench.run({
      tracks: [foreignTrack('1'), foreignTrack('2'), foreignTrack('3')],
      playlists: [{ kind: 'folder', name: 'Gigs', children: [more] }],
    });
    expect(again).toMatchObject({ added: 1, crates: 0 });
    expect(titles()).toEqual(['Title 2', 'Title 1', 'Title 2', 'Title 3']);
  });

  test('has files that are on this machine analysed, the others wait as missing', async () => {
    const bench = importBench();
    const folder = tempFolder();
    const path = join(folder, 'here.mp3');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, 'sound');
    bench.disk.set(path, musicFile(path, { contentHash: 'abc' }));
    const preview = await bench.preview(bench.write({ tracks: [foreignTrack('1', { path }), foreignTrack('2')] }));
    expect(preview).toMatchObject({ added: 2, missingFiles: 1 });
    bench.imports.apply(DEFAULT_RULES);
    await bench.imports.idle();
    const files = bench.library.query.all(
      bench.library.db.selectFrom('files').select(['path', 'content_hash', 'missing_since']).orderBy('path'),
    );
    expect(files).toEqual([
      { path, content_hash: 'abc', missing_since: null },
      { path: 'D:\\Music\\2.mp3', content_hash: '', missing_since: expect.any(String) as string },
    ]);
    expect(bench.analysed).toHaveLength(1);
  });
});

describe('the import as a whole', () => {
  test('is one at a time, and nothing is written without a preview', async () => {
    const bench = importBench();
    expect(() => bench.imports.apply(DEFAULT_RULES)).toThrow(refusal('conflict', /Choose the files/));
    const path = bench.write({ tracks: [foreignTrack('1')] });
    bench.imports.preview([path]);
    expect(() => bench.imports.preview([path])).toThrow(refusal('busy', /is running/));
    await bench.imports.idle();
    bench.imports.cancel();
    expect(bench.imports.state().phase).toBe('idle');
    expect(tracksOf(bench)).toEqual([]);
  });

  test('says what is the matter with a file that cannot be read, and tells of the next import nothing of it', async () => {
    const bench = importBench();
    await expect(bench.preview('/nowhere/collection.xml')).rejects.toThrow(/"collection.xml" is not there/);
    expect(bench.imports.state()).toMatchObject({ phase: 'failed', preview: null });
    expect(await bench.preview(bench.write({ tracks: [foreignTrack('1')] }))).toMatchObject({ added: 1 });
  });

  test('that is cancelled while it writes keeps what was written, as one step for undo', async () => {
    const bench = importBench();
    const tracks = Array.from({ length: 500 }, (_, n) => foreignTrack(String(n + 1)));
    await bench.preview(bench.write({ tracks }));
    // As soon as its first part stands in the library.
    const stop = bench.library.onChange(() => bench.imports.cancel());
    bench.imports.apply(DEFAULT_RULES);
    await bench.imports.idle();
    stop();
    const { phase, result } = bench.imports.state();
    expect(phase).toBe('cancelled');
    expect(result?.added).toBe(tracksOf(bench).length);
    expect(result?.added).toBeLessThan(500);
    bench.library.history.undo();
    expect(tracksOf(bench)).toEqual([]);
  });
});
