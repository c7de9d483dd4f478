import { writeFileSync } from 'node:fs';
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
  ownTrack as own,
} from '#test/support/import-bench.ts';
import { tempFolder } from '#test/support/temp-library.ts';

describe('a track that the library has', () => {
  test('is found by its path, its content, or its names and length', async () => {
    const bench = importBench();
    const folder = tempFolder();
    const [byPath, byContent, byName] = [
      own(bench, { title: 'A' }, '/music/a.mp3'),
      own(bench, { title: 'B' }, '/music/b.mp3'),
      own(bench, { title: 'C (feat. Someone)', artist: 'Artist', duration_seconds: 201.4 }, '/music/c.mp3'),
    ];
    const path = join(folder, 'copy-of-b.mp3');
    writeFileSync(path, 'sound');
    bench.disk.set(path, musicFile(path, { contentHash: `hash-${byContent}` }));
    const tracks = [
      foreignTrack('1', { path: '/music/a.mp3' }),
      foreignTrack('2', { path, title: 'Another name' }),
      foreignTrack('3', { title: 'C', artist: 'ARTIST ft. Someone' }),
      foreignTrack('4', { title: 'C', artist: 'ARTIST ft. Someone', durationSeconds: 400 }),
    ];
    const preview = await bench.preview(bench.write({ tracks }));
    expect(preview).toMatchObject({ added: 1, matched: { path: 1, content: 1, name: 1 } });
    bench.imports.apply(DEFAULT_RULES);
    await bench.imports.idle();
    expect(tracksOf(bench).map(({ id }) => id)).toEqual(expect.arrayContaining([byPath, byContent, byName]));
    expect(tracksOf(bench)).toHaveLength(4);
  });

  test('is not taken for another version of its song, whether lengths are known or not', async () => {
    const bench = importBench();
    own(bench, { title: 'Song feat. X (Original Mix)', artist: 'Artist', duration_seconds: 200 });
    const tracks = ['(Dub Mix)', '(Bicep Remix)'].map((version, n) =>
      foreignTrack(String(n), { title: `Song feat. X ${version}`, durationSeconds: n === 0 ? 200 : null }),
    );
    const asks = foreignTrack('3', { title: 'Song feat. X', durationSeconds: null, comment: 'Peak' });
    expect(await bench.run({ tracks: [...tracks, asks] })).toMatchObject({ added: 2, changed: 1 });
  });

  test('without a name is not taken for another without one', async () => {
    const bench = importBench();
    own(bench, { title: '', artist: '' });
    const tracks = [foreignTrack('1', { title: '', artist: '' }), foreignTrack('2', { title: 'Track 01' })];
    own(bench, { title: 'Track 01', artist: 'Artist' }, '/music/01.mp3');
    expect(await bench.preview(bench.write({ tracks }))).toMatchObject({ added: 2 });
  });

  test('of another system is found by how its path ends', async () => {
    const bench = importBench();
    own(bench, { title: 'Strobe' }, '/home/dj/Music/House/deadmau5/Strobe.mp3');
    const track = foreignTrack('1', { title: 'x', artist: 'y', path: 'E:\\House\\deadmau5\\Strobe.mp3' });
    expect(await bench.preview(bench.write({ tracks: [track] }))).toMatchObject({ added: 0, matched: { path: 1 } });
  });

  test.each([
    ['fill', { rating: 3, genre: 'Techno', comment: 'theirs' }],
    ['theirs', { rating: 5, genre: 'Techno', comment: 'theirs' }],
    ['mine', { rating: 3, genre: '', comment: '' }],
  ] as const)('keeps or takes by the rule: %s', async (rule, expected) => {
    const bench = importBench();
    own(bench, { title: 'A', genre: '', rating: 3 }, '/music/a.mp3');
    const track = foreignTrack('1', {
      path: '/music/a.mp3',
      title: 'A',
      artist: 'deadmau5',
      rating: 5,
      genre: 'Techno',
      comment: 'theirs',
    });
    const preview = await bench.preview(bench.write({ tracks: [track] }));
    expect(preview.conflictsByField).toEqual({ rating: 1 });
    expect(preview.conflicts).toEqual([
      { title: 'A', artist: 'deadmau5', field: 'rating', mine: '★★★', theirs: '★★★★★' },
    ]);
    bench.imports.apply({ ...DEFAULT_RULES, rating: rule, genre: rule, comment: rule });
    await bench.imports.idle();
    expect(tracksOf(bench)[0]).toMatchObject(expected);
  });

  test('takes grid and key over what was only measured, not over the user or a lock', async () => {
    const bench = importBench();
    const measured = own(bench, { title: 'A', bpm: 100, key_index: 1 }, '/music/a.mp3');
    const edited = own(bench, { title: 'B', bpm: 100, key_index: 1 }, '/music/b.mp3');
    const locked = own(bench, { title: 'C', bpm: 100, key_index: 1, grid_locked: 1, key_locked: 1 }, '/music/c.mp3');
    const set = { bpm: 99, key_index: 2 };
    bench.library.mutate({
      origin: 'user',
      label: 'Edit',
      mutations: [{ op: 'update', table: 'tracks', id: edited, set }],
    });
    const theirs = { bpm: 126, grid: [marker()], key: musicalKey(9, 'minor'), artist: 'deadmau5' };
    const tracks = ['a', 'b', 'c'].map((name) =>
      foreignTrack(name, { ...theirs, title: name.toUpperCase(), path: `/music/${name}.mp3` }),
    );
    await bench.run({ tracks });
    const rows = new Map(tracksOf(bench).map((row) => [row.id, row]));
    expect(rows.get(measured)).toMatchObject({ bpm: 126, key_index: 14 });
    expect(rows.get(edited)).toMatchObject({ bpm: 99, key_index: 2 });
    expect(rows.get(locked)).toMatchObject({ bpm: 100, key_index: 1, grid: null });
    await bench.run({ tracks }, { grid: 'theirs', key: 'theirs' });
    const after = new Map(tracksOf(bench).map((row) => [row.id, row]));
    expect(after.get(edited)).toMatchObject({ bpm: 126, key_index: 14 });
    expect(after.get(locked)).toMatchObject({ bpm: 100, key_index: 1, grid: null });
  });

  test('keeps its cues and gets those that it has not, on free pads', async () => {
    const bench = importBench();
    const id = own(bench, { title: 'A' }, '/music/a.mp3');
    const common = { track_id: id, role: 'cue', end_seconds: null, name: '', colour: null } as const;
    bench.library.mutate({
      origin: 'user',
      label: 'Cue',
      mutations: [
        {
          op: 'insert',
          table: 'cue_points',
          id: bench.library.newId(),
          set: { ...common, kind: 'hot', slot: 0, start_seconds: 1 },
        },
      ],
    });
    const cues = [
      foreignCue({ startSeconds: 1.002 }),
      foreignCue({ startSeconds: 9 }),
      foreignCue({ slot: 3, startSeconds: 12 }),
    ];
    const track = foreignTrack('1', { path: '/music/a.mp3', cues });
    await bench.run({ tracks: [track] });
    const expected = [
      { kind: 'hot', slot: 0, start_seconds: 1 },
      { kind: 'memory', slot: null, start_seconds: 9 },
      { kind: 'hot', slot: 3, start_seconds: 12 },
    ];
    expect(cuesOf(bench)).toMatchObject(expected);
    // Once more adds nothing.
    expect(await bench.run({ tracks: [track] })).toMatchObject({ cues: 0 });
    await bench.run({ tracks: [{ ...track, cues: cues.slice(1) }] }, { cues: 'theirs' });
    expect(cuesOf(bench)).toMatchObject([
      { kind: 'hot', slot: 0, start_seconds: 9 },
      { kind: 'hot', slot: 3, start_seconds: 12 },
    ]);
  });

  test('that a scan takes in between the preview and the import is merged, and stands in crates and lists', async () => {
    const bench = importBench();
    const path = '/music/late.mp3';
    const [late, other] = [foreignTrack('1', { path, comment: 'theirs', cues: [foreignCue()] }), foreignTrack('2')];
    const playlists = [{ kind: 'playlist', name: 'Peak', trackIds: ['1'] } as const];
    expect(await bench.preview(bench.write({ tracks: [late, other], playlists }))).toMatchObject({ added: 2 });
    const id = own(bench, { title: 'Late' }, path);
    bench.imports.apply(DEFAULT_RULES);
    await bench.imports.idle();
    expect(bench.imports.state()).toMatchObject({
      phase: 'done',
      result: { added: 1, changed: 1, unchanged: 0, cues: 1 },
    });
    expect(tracksOf(bench).find((track) => track.id === id)).toMatchObject({ title: 'Late', comment: 'theirs' });
    expect(bench.library.raw.prepare('SELECT track_id FROM crate_tracks').pluck().all()).toEqual([id]);
  });
});
