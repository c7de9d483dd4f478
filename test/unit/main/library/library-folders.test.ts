import { copyFileSync, mkdirSync, rmSync, unlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { makeMusicFolder, makeRecordings } from '#test/support/music-folder.ts';
import { openScannedLibrary, type ScannedLibrary } from '#test/support/scanned-library.ts';
import { tempFolder } from '#test/support/temp-library.ts';

/** Made once: recordings of a second, "Artist n - Title n". */
let source = '';
const recording = (number: number): string => join(source, `${number}.mp3`);
let music = '';
let library: ScannedLibrary;

describe.skipIf(ffmpegPath === null)('folders of the library', () => {
  beforeAll(() => {
    source = makeRecordings(4);
  });
  afterAll(() => rmSync(source, { recursive: true, force: true }));
  beforeEach(() => {
    music = makeMusicFolder(source);
    library = openScannedLibrary();
  });

  test('undo takes back the folder with all its tracks in one step, redo brings them back', async () => {
    await library.add(music);
    expect(library.database.history.state().undo).toBe('Add folder "music"');
    library.database.history.undo();
    expect(library.rows()).toEqual([]);
    expect(await library.service.folders()).toEqual([]);
    expect(library.database.history.state().undo).toBeNull();
    library.database.history.redo();
    expect(library.titles()).toEqual(['Title 1', 'Title 2', 'Title 3']);
  });

  test('what a rescan finds is no step of its own for undo', async () => {
    await library.add(music);
    copyFileSync(recording(4), join(music, '4.mp3'));
    unlinkSync(join(music, '1.mp3'));
    await library.rescan();
    expect(library.countTracks()).toBe(4);
    expect(library.database.history.state().undo).toBe('Add folder "music"');
  });

  test('undo of a folder also takes what later scans found in it, and redo finds it again', async () => {
    await library.add(music);
    copyFileSync(recording(4), join(music, '4.mp3'));
    await library.rescan();
    const before = library.rows();
    expect(before).toHaveLength(4);
    library.database.history.undo();
    await library.service.scansDone();
    expect(library.rows()).toEqual([]);
    library.database.history.redo();
    await library.service.scansDone();
    expect(library.rows()).toEqual(before);
  });

  test('a folder that is back before its leftovers were taken out has them all', async () => {
    await library.add(music);
    copyFileSync(recording(4), join(music, '4.mp3'));
    await library.rescan();
    const before = library.rows();
    for (let times = 0; times < 3; times += 1) {
      library.database.history.undo();
      await Promise.resolve();
      library.database.history.redo();
    }
    await library.service.scansDone();
    expect(library.rows()).toEqual(before);
  });

  test('a folder that is added again after its undo has its artists again, once', async () => {
    const credits = library.database.raw
      .prepare(
        `SELECT tracks.title, artists.name FROM tracks JOIN track_artists ON track_id = tracks.id
        JOIN artists ON artists.id = artist_id WHERE tracks.deleted_at IS NULL AND track_artists.deleted_at IS NULL
        AND artists.deleted_at IS NULL ORDER BY title`,
      )
      .raw();
    await library.add(music);
    const before = credits.all();
    expect(before).toEqual([1, 2, 3].map((n) => [`Title ${n}`, `Artist ${n}`]));
    library.database.history.undo();
    await library.service.scansDone();
    expect(credits.all()).toEqual([]);
    await library.add(music);
    expect(credits.all()).toEqual(before);
  });

  test('a track that was taken out stays out until its folder is added again, then it is the same track', async () => {
    const folder = await library.add(music);
    const id = library.rows()[0]?.track ?? '';
    expect(await library.service.removeTracks([id])).toEqual({ removed: 1 });
    await library.rescan();
    utimesSync(join(music, '1.mp3'), 1, 1);
    await library.rescan();
    expect(library.titles()).toEqual(['Title 2', 'Title 3']);
    expect(await library.service.removeFolder(folder.id)).toEqual({ removedTracks: 2 });
    expect(library.countTracks()).toBe(0);
    await library.add(music);
    expect(library.rows().map(({ track }) => track)).toContain(id);
    expect(library.countTracks()).toBe(3);
  });

  test('removing a folder is one step for undo and leaves tracks that also lie elsewhere', async () => {
    const other = join(tempFolder(), 'other');
    mkdirSync(other);
    copyFileSync(recording(1), join(other, 'same as 1.mp3'));
    const folder = await library.add(music);
    await library.add(other);
    expect(await library.service.removeFolder(folder.id)).toEqual({ removedTracks: 2 });
    expect(library.titles()).toEqual(['Title 1']);
    library.database.history.undo();
    expect(library.titles().toSorted()).toEqual(['Title 1', 'Title 1', 'Title 2', 'Title 3']);
  });

  test('a folder inside a folder is refused, a folder around one takes it in, the same one is not added twice', async () => {
    const inner = await library.add(join(music, 'deep'));
    const before = library.rows();
    const outer = await library.add(music);
    expect(await library.service.folders()).toMatchObject([{ id: outer.id, trackCount: 3 }]);
    expect(library.rows().filter(({ title }) => title !== 'Title 1')).toEqual(before);
    await expect(library.service.addFolder(`${music}/`)).rejects.toMatchObject({
      code: 'conflict',
      message: '"music" is already in the library.',
    });
    await library.service.ensureFolder(`${music}/`);
    expect(await library.service.folders()).toMatchObject([{ id: outer.id }]);
    await expect(library.service.addFolder(join(music, 'deep'))).rejects.toMatchObject({ code: 'conflict' });
    await expect(library.service.addFolder(join(music, 'nowhere'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(library.service.addFolder(join(music, '1.mp3'))).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(library.service.addFolder('relative')).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(library.service.removeFolder(inner.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a start finds what changed meanwhile', async () => {
    await library.add(music);
    copyFileSync(recording(4), join(music, '4.mp3'));
    library.service.start();
    await library.service.scansDone();
    expect(library.titles()).toContain('Title 4');
    expect(library.analysed).toHaveLength(4);
  });
});
