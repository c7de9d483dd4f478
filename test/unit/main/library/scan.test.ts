import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { makeAudioFile, retagAudioFile } from '#test/support/audio-files.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { makeMusicFolder, makeRecordings } from '#test/support/music-folder.ts';
import { openScannedLibrary, type ScannedLibrary } from '#test/support/scanned-library.ts';
import { tempFolder } from '#test/support/temp-library.ts';
import { HAS_FILE_MODES, withoutRoot } from '#test/support/without-root.ts';

/** Made once: recordings of a second, "Artist n - Title n". */
let source = '';
const recording = (number: number): string => join(source, `${number}.mp3`);
let music = '';
let library: ScannedLibrary;

describe.skipIf(ffmpegPath === null)('scanning', () => {
  beforeAll(() => {
    source = makeRecordings(6);
  });
  afterAll(() => rmSync(source, { recursive: true, force: true }));
  beforeEach(() => {
    music = makeMusicFolder(source);
    library = openScannedLibrary();
  });

  test('a new folder: its tracks, their artists, and the analysis is told once', async () => {
    const folder = await library.add(music);
    expect(library.titles()).toEqual(['Title 1', 'Title 2', 'Title 3']);
    expect(library.analysed.toSorted()).toEqual(
      library
        .rows()
        .map(({ track }) => track)
        .toSorted(),
    );
    expect(library.database.raw.prepare('SELECT name FROM artists ORDER BY name').pluck().all()).toEqual([
      'Artist 1',
      'Artist 2',
      'Artist 3',
    ]);
    expect(await library.service.folders()).toMatchObject([
      { id: folder.id, path: music, trackCount: 3, available: true },
    ]);
    expect((await library.service.folders())[0]?.lastScannedAt).not.toBeNull();
    expect(await library.state()).toMatchObject({ running: false, found: 3, done: 3, added: 3, failed: 0 });
  });

  test('a second scan changes nothing and reads nothing', async () => {
    await library.add(music);
    const before = library.rows();
    await library.rescan();
    expect(library.rows()).toEqual(before);
    expect(await library.state()).toMatchObject({ found: 3, unchanged: 3, added: 0, updated: 0, failed: 0 });
    expect(library.analysed).toHaveLength(3);
  });

  test('a move and a rename keep the track and need no analysis', async () => {
    await library.add(music);
    const before = new Map(library.rows().map(({ title, track }) => [title, track]));
    renameSync(join(music, 'deep'), join(music, 'elsewhere'));
    renameSync(join(music, '1.mp3'), join(music, 'elsewhere', 'renamed.mp3'));
    await library.rescan();
    expect(new Map(library.rows().map(({ title, track }) => [title, track]))).toEqual(before);
    expect(library.rows().map(({ path }) => path.slice(music.length).replaceAll('\\', '/'))).toEqual([
      '/elsewhere/2.mp3',
      '/elsewhere/deeper/3.mp3',
      '/elsewhere/renamed.mp3',
    ]);
    expect(library.rows().every(({ missing }) => missing === null)).toBe(true);
    expect(library.analysed).toHaveLength(3);
  });

  test('a copy is a second place of the same track; the last one lost makes it missing', async () => {
    await library.add(music);
    copyFileSync(join(music, '1.mp3'), join(music, 'deep', 'copy of 1.mp3'));
    await library.rescan();
    expect(library.countTracks()).toBe(3);
    expect(library.rows().filter(({ title }) => title === 'Title 1')).toHaveLength(2);
  });

  test('copies inside a new folder are one track', async () => {
    cpSync(join(music, 'deep'), join(music, 'backup'), { recursive: true });
    await library.add(music);
    expect(library.countTracks()).toBe(3);
    expect(library.rows()).toHaveLength(5);
  });

  test('recordings that differ only between the samples are two tracks, also after a rescan and a move', async () => {
    rmSync(join(music, 'deep'), { recursive: true });
    makeAudioFile(join(music, 'explicit.wav'), { seconds: 60 });
    const bytes = readFileSync(join(music, 'explicit.wav'));
    bytes.fill(0, 400_000, 410_000);
    writeFileSync(join(music, 'clean.wav'), bytes);
    await library.add(music);
    expect(library.countTracks()).toBe(3);
    renameSync(join(music, 'clean.wav'), join(music, 'radio.wav'));
    await library.rescan();
    expect(library.countTracks()).toBe(3);
    expect(library.rows().every(({ missing }) => missing === null)).toBe(true);
  });

  test('a lost file leaves its track missing; when it comes back, it is there again', async () => {
    await library.add(music);
    renameSync(join(music, '1.mp3'), join(source, 'hidden.mp3'));
    await library.rescan();
    expect(library.rows().map(({ missing }) => missing !== null)).toEqual([true, false, false]);
    renameSync(join(source, 'hidden.mp3'), join(music, '1.mp3'));
    await library.rescan();
    expect(library.rows().every(({ missing }) => missing === null)).toBe(true);
    expect(library.countTracks()).toBe(3);
    expect(library.analysed).toHaveLength(3);
  });

  test('a folder whose drive is away keeps its tracks as they are', async () => {
    await library.add(music);
    renameSync(music, `${music} away`);
    await library.rescan();
    expect(library.rows().every(({ missing }) => missing === null)).toBe(true);
    expect(await library.service.folders()).toMatchObject([{ available: false, trackCount: 3 }]);
    expect((await library.state()).problems[0]?.reason).toContain('Connect its drive');
  });

  test('a retag updates the track and its artists, but not what the user edited', async () => {
    await library.add(music);
    const id = library.rows()[0]?.track ?? '';
    library.database.mutate({
      origin: 'user',
      label: 'Edit 1 track',
      mutations: [{ op: 'update', table: 'tracks', id, set: { title: 'Mine' } }],
    });
    await retagAudioFile(recording(1), join(music, '1.mp3'), { title: 'Theirs', artist: 'A & Co. feat. B' });
    await library.rescan();
    const track = library.database.raw.prepare('SELECT title, artist FROM tracks WHERE id = ?').get(id);
    expect(track).toEqual({ title: 'Mine', artist: 'A & Co. feat. B' });
    const artists = library.database.raw
      .prepare(
        `SELECT artists.name, role FROM track_artists JOIN artists ON artists.id = artist_id
         WHERE track_id = ? AND track_artists.deleted_at IS NULL ORDER BY position`,
      )
      .all(id);
    expect(artists).toEqual([
      { name: 'A & Co.', role: 'main' },
      { name: 'B', role: 'featured' },
    ]);
    expect(library.analysed).toHaveLength(3);
  });

  test('a new title in the tags keeps the remixer of a track whose artist the user edited', async () => {
    await library.add(music);
    const id = library.rows()[0]?.track ?? '';
    const set = { artist: 'Mine', remixer: 'Bicep' };
    const mutations = [{ op: 'update', table: 'tracks', id, set }] as const;
    library.database.mutate({ origin: 'user', label: 'Edit 1 track', mutations });
    await retagAudioFile(recording(1), join(music, '1.mp3'), { title: 'Theirs' });
    await library.rescan();
    const names = library.database.raw
      .prepare(
        `SELECT artists.name FROM track_artists JOIN artists ON artists.id = artist_id
         WHERE track_id = ? AND track_artists.deleted_at IS NULL ORDER BY position`,
      )
      .pluck()
      .all(id);
    expect(names).toEqual(['Mine', 'Bicep']);
  });

  test('new sound under an old name is the same track, to be analysed again', async () => {
    await library.add(music);
    const id = library.rows()[0]?.track;
    copyFileSync(recording(4), join(music, '1.mp3'));
    await library.rescan();
    expect(library.rows()[0]).toMatchObject({ track: id, title: 'Title 4' });
    expect(library.analysed.filter((trackId) => trackId === id)).toHaveLength(2);
    expect(library.countTracks()).toBe(3);
  });

  test('names of every kind are kept exactly', async () => {
    const names = [
      '#1 100%.mp3',
      '🔥 fire.mp3',
      '-leading.mp3',
      'two\nlines.mp3',
      'é nfc.mp3',
      'e\u0301 nfd.mp3',
      `${'x'.repeat(246)}.mp3`,
      'quote\'".mp3',
    ];
    const possible = names.filter((name) => process.platform !== 'win32' || !/[\n"]/.test(name));
    for (const [index, name] of possible.entries()) {
      makeAudioFile(join(source, 'odd.mp3'), { hz: 1000 + index * 40 });
      renameSync(join(source, 'odd.mp3'), join(music, 'deep', name));
    }
    await library.add(music);
    const found = library.rows().map(({ path }) => path);
    for (const name of possible) expect(found).toContain(join(music, 'deep', name));
    expect(library.rows().every(({ title }) => title.trim() !== '' && !title.includes('\n'))).toBe(true);
    await library.rescan();
    expect(await library.state()).toMatchObject({ unchanged: 3 + possible.length, added: 0, updated: 0, failed: 0 });
  });

  // macOS and Windows keep names as Unicode and refuse other bytes.
  test.skipIf(process.platform !== 'linux')('a name that is no text is a problem with a reason', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${music}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.mp3')]), 'x');
    await library.add(music);
    expect(library.countTracks()).toBe(3);
    expect((await library.state()).problems[0]?.reason).toContain('UTF-8');
  });

  test('links are followed, loops end, and nothing is listed twice', async () => {
    symlinkSync(music, join(music, 'deep', 'loop'));
    symlinkSync(join(music, 'deep'), join(music, 'a link to deep'));
    symlinkSync(join(music, '1.mp3'), join(music, 'link to 1.mp3'));
    symlinkSync('/nowhere/at/all', join(music, 'broken'));
    const outside = join(tempFolder(), 'outside');
    mkdirSync(outside);
    copyFileSync(recording(5), join(outside, '5.mp3'));
    symlinkSync(outside, join(music, 'outside'));
    await library.add(music);
    expect(library.rows().map(({ path }) => path.slice(music.length).replaceAll('\\', '/'))).toEqual([
      '/1.mp3',
      '/deep/2.mp3',
      '/deep/deeper/3.mp3',
      '/outside/5.mp3',
    ]);
  });

  test('hidden files and the companions of macOS are left out', async () => {
    copyFileSync(recording(4), join(music, '._1.mp3'));
    copyFileSync(recording(5), join(music, '.hidden.mp3'));
    mkdirSync(join(music, '.Trashes'));
    copyFileSync(recording(6), join(music, '.Trashes', '6.mp3'));
    await library.add(music);
    expect(library.countTracks()).toBe(3);
  });

  test('bad files are problems with a reason and the rest goes on', async () => {
    writeFileSync(join(music, 'empty.mp3'), '');
    writeFileSync(join(music, 'text.mp3'), 'no music\n'.repeat(999));
    writeFileSync(join(music, 'cover.jpg'), 'picture');
    writeFileSync(join(music, 'notes'), 'text');
    await library.add(music);
    expect(library.countTracks()).toBe(3);
    const { failed, problems } = await library.state();
    expect(failed).toBe(2);
    expect(problems.map(({ file }) => file).toSorted()).toEqual([
      join('music', 'empty.mp3'),
      join('music', 'text.mp3'),
    ]);
  });

  test.skipIf(!HAS_FILE_MODES)('unreadable files and folders are problems and do not count as gone', async () => {
    await library.add(music);
    chmodSync(dirname(music), 0o755);
    chmodSync(join(music, 'deep'), 0o000);
    onTestFinished(() => chmodSync(join(music, 'deep'), 0o755));
    await withoutRoot(() => library.rescan());
    expect(library.rows().every(({ missing }) => missing === null)).toBe(true);
    expect((await library.state()).problems[0]?.reason).toContain('permission');
  });

  test('a cancelled scan keeps what it read, and the next one reads the rest once', async () => {
    for (let n = 0; n < 120; n += 1) {
      copyFileSync(recording(4), join(music, `copy ${n}.mp3`));
      appendFileSync(join(music, `copy ${n}.mp3`), `different ${n}`);
    }
    await library.service.addFolder(music);
    for await (const now of library.service.watchScan()) if (now.added > 0) break;
    library.service.cancelScan();
    await library.service.scansDone();
    const first = library.rows().length;
    expect(first).toBeGreaterThan(0);
    await library.rescan();
    expect(library.rows()).toHaveLength(123);
    expect(new Set(library.analysed).size).toBe(123);
    expect(library.analysed).toHaveLength(123);
  });
});
