import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTags } from '#main/library/read-tags.ts';
import { makeAudioFile } from '#test/support/audio-files.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { fileHash, writeTags } from '#test/support/tag-files.ts';
import { openTaggedLibrary } from '#test/support/tagged-library.ts';
import { HAS_FILE_MODES } from '#test/support/without-root.ts';

const FACTS = { key_index: 14, bpm: 127.98, energy: 6 / 9 } as const;

function threeFiles(folder: string): void {
  mkdirSync(folder, { recursive: true });
  makeAudioFile(join(folder, 'a.mp3'), { hz: 300, tags: { title: 'A' } });
  makeAudioFile(join(folder, 'b.flac'), { hz: 400, tags: { title: 'B', INITIALKEY: '8A', comment: 'Old words' } });
  makeAudioFile(join(folder, 'c.m4a'), { hz: 500, tags: { title: 'C' } });
}

describe.skipIf(ffmpegPath === null)('writing tags', () => {
  test('shows what would change and touches nothing until it is told to', async () => {
    const library = await openTaggedLibrary(threeFiles);
    for (const name of ['a.mp3', 'b.flac', 'c.m4a']) library.set(name, FACTS, 'analysis');
    const before = ['a.mp3', 'b.flac', 'c.m4a'].map((name) => fileHash(join(library.folder, name)));
    const { preview, phase } = await library.preview(['a.mp3', 'b.flac', 'c.m4a'], { fields: ['key', 'bpm'] });
    expect(phase).toBe('ready');
    expect(preview).toEqual({
      number: 1,
      changed: 3,
      unchanged: 0,
      refused: 0,
      changes: 5,
      byField: { key: 2, bpm: 3 },
    });
    const changes = library.tags.changes(preview?.number ?? 0, 0, 10).map(({ trackId: _id, ...change }) => change);
    expect(changes).toEqual([
      { file: 'a.mp3', field: 'key', before: '', after: '8A' },
      { file: 'a.mp3', field: 'bpm', before: '', after: '127.98' },
      { file: 'b.flac', field: 'bpm', before: '', after: '127.98' },
      { file: 'c.m4a', field: 'key', before: '', after: '8A' },
      { file: 'c.m4a', field: 'bpm', before: '', after: '128' },
    ]);
    expect(library.tags.changes(preview?.number ?? 0, 4, 10)).toHaveLength(1);
    expect(['a.mp3', 'b.flac', 'c.m4a'].map((name) => fileHash(join(library.folder, name)))).toEqual(before);
    await library.tags.cancel();
    expect(() => library.tags.write()).toThrow('Look at what would be written first');
  });

  test('writes, is taken in by the scan, and gives every byte back', async () => {
    const library = await openTaggedLibrary(threeFiles);
    const names = ['a.mp3', 'b.flac', 'c.m4a'];
    for (const name of names) library.set(name, { ...FACTS, rating: 4, comment: 'New words' });
    const before = names.map((name) => fileHash(join(library.folder, name)));
    await library.preview(names);
    const { result, problemCount } = await library.write();
    expect(result).toMatchObject({ kind: 'written', files: 3, failed: 0, cancelled: false });
    expect(problemCount).toBe(0);
    const { tags } = await readTags(join(library.folder, 'a.mp3'), 'mp3');
    expect(tags).toMatchObject({ title: 'A', comment: 'New words', rating: 4, sound: { keyIndex: 14, bpm: 127.98 } });
    // The scan took the files for the same tracks, retagged.
    expect((await library.state()).updated).toBe(3);
    expect(library.countTracks()).toBe(3);
    expect(library.analysed).toHaveLength(3);
    expect((await library.preview(names)).preview).toMatchObject({ changed: 0, unchanged: 3 });
    const [run] = library.tags.runs();
    expect(run).toMatchObject({ files: 3, restored: 0, fields: ['key', 'bpm', 'energy', 'rating', 'comment'] });
    expect((await library.restore(run?.id ?? '')).result).toMatchObject({ kind: 'restored', files: 3, failed: 0 });
    expect(names.map((name) => fileHash(join(library.folder, name)))).toEqual(before);
    expect(library.tags.runs()).toMatchObject([{ files: 3, restored: 3 }]);
    expect(() => library.tags.restore(run?.id ?? '')).toThrow('have their old tags back');
    expect(readdirSync(library.folder).sort()).toEqual(names);
  });

  test('writes again at once, before any scan has seen the first writing', async () => {
    const library = await openTaggedLibrary(threeFiles);
    library.set('a.mp3', { key_index: 0 });
    await library.preview(['a.mp3'], { fields: ['key'] });
    library.tags.write();
    await library.until(({ phase }) => phase === 'done');
    library.set('a.mp3', { key_index: 1 });
    expect((await library.preview(['a.mp3'], { fields: ['key'] })).preview).toMatchObject({ changed: 1, refused: 0 });
    await library.write();
    // The first writing cannot be taken back before the second one is.
    const [second, first] = library.tags.runs();
    expect((await library.restore(first?.id ?? '')).problems[0]?.reason).toMatch(/changed again since/);
    expect((await library.restore(second?.id ?? '')).result).toMatchObject({ files: 1, failed: 0 });
    expect((await library.restore(first?.id ?? '')).result).toMatchObject({ files: 1, failed: 0 });
  });

  test('leaves what the library does not know, and takes out only what the user took away', async () => {
    const library = await openTaggedLibrary(threeFiles);
    // As found by another file of the track: nobody emptied it.
    library.set('b.flac', { comment: '', bpm: null }, 'analysis');
    expect((await library.preview(['b.flac'])).preview).toMatchObject({ changed: 0 });
    library.set('b.flac', { comment: 'x' });
    library.set('b.flac', { comment: '' });
    const { preview } = await library.preview(['b.flac']);
    expect(preview).toMatchObject({ changed: 1, byField: { comment: 1 } });
    expect(library.tags.changes(preview?.number ?? 0, 0, 1)).toMatchObject([{ before: 'Old words', after: '' }]);
  });

  test('says of each file why it is left alone, and writes the others', async () => {
    const library = await openTaggedLibrary((folder) => {
      threeFiles(folder);
      makeAudioFile(join(folder, 'd.wma'), { hz: 600 });
      makeAudioFile(join(folder, 'e.ogg'), { hz: 700, output: ['-c:a', 'libvorbis'] });
    });
    const names = ['a.mp3', 'b.flac', 'c.m4a', 'd.wma', 'e.ogg'];
    for (const name of names) library.set(name, { key_index: 3 });
    writeFileSync(join(library.folder, 'a.mp3'), 'not any more');
    chmodSync(join(library.folder, 'b.flac'), 0o444);
    rmSync(join(library.folder, 'c.m4a'));
    const { preview, problems } = await library.preview(names, { fields: ['key'] });
    expect(preview).toMatchObject({ changed: 1, refused: 4 });
    expect(problems).toEqual([
      { file: 'a.mp3', reason: 'There is no sound in it that is known.' },
      { file: 'b.flac', reason: 'b.flac is write-protected. Change its permissions.' },
      { file: 'c.m4a', reason: 'The file is not there. Connect its drive, or scan its folder again.' },
      { file: 'd.wma', reason: 'Tags of WMA files cannot be written.' },
    ]);
    expect((await library.write()).result).toMatchObject({ files: 1, failed: 0 });
  });

  test('refuses a file that was changed since it was scanned, or since it was previewed', async () => {
    const library = await openTaggedLibrary(threeFiles);
    library.set('a.mp3', { key_index: 3 });
    library.set('b.flac', { key_index: 3 });
    makeAudioFile(join(library.folder, 'a.mp3'), { hz: 300, tags: { title: 'Changed' } });
    const { problems } = await library.preview(['a.mp3', 'b.flac'], { fields: ['key'] });
    expect(problems).toEqual([
      { file: 'a.mp3', reason: 'a.mp3 was changed since it was scanned. Scan its folder and try again.' },
    ]);
    await writeTags(join(library.folder, 'b.flac'), { comment: 'of another program' });
    const hash = fileHash(join(library.folder, 'b.flac'));
    const { result, problems: later } = await library.write();
    expect(result).toMatchObject({ runId: null, files: 0, failed: 1 });
    expect(later[0]?.reason).toMatch(/changed since/);
    expect(fileHash(join(library.folder, 'b.flac'))).toBe(hash);
    expect(library.tags.runs()).toEqual([]);
  });

  test('gives back what it wrote and leaves what another program has written since', async () => {
    const library = await openTaggedLibrary(threeFiles);
    library.set('a.mp3', { key_index: 3, bpm: 120 });
    await library.preview(['a.mp3'], { fields: ['key', 'bpm'] });
    await library.write();
    const path = join(library.folder, 'a.mp3');
    await writeTags(path, { bpm: '99', comment: 'of another program' });
    const { result, problems } = await library.restore(library.tags.runs()[0]?.id ?? '');
    expect(result).toMatchObject({ files: 1, failed: 1 });
    expect(problems).toEqual([
      { file: 'a.mp3', reason: '1 of its tags have been changed again since, and were left.' },
    ]);
    const { tags } = await readTags(path, 'mp3');
    expect(tags).toMatchObject({ comment: 'of another program', sound: { keyIndex: null, bpm: 99 } });
  });

  test('finds a file that was moved since, and restores after a restart of the program', async () => {
    const library = await openTaggedLibrary(threeFiles);
    const path = join(library.folder, 'a.mp3');
    const before = fileHash(path);
    library.set('a.mp3', FACTS);
    await library.preview(['a.mp3'], { fields: ['key', 'bpm', 'energy'] });
    await library.write();
    copyFileSync(path, join(library.folder, 'moved.mp3'));
    rmSync(path);
    await library.rescan();
    const stored = library.database.raw.prepare<[], string>('SELECT changes FROM tag_writes').pluck().all();
    expect(stored.join().length).toBeLessThan(2000);
    expect((await library.restore(library.tags.runs()[0]?.id ?? '')).result).toMatchObject({ files: 1, failed: 0 });
    expect(fileHash(join(library.folder, 'moved.mp3'))).toBe(before);
  });

  test('settles at the next start what a killed program has left: before the new file, and after', async () => {
    const library = await openTaggedLibrary(threeFiles);
    for (const name of ['a.mp3', 'b.flac']) library.set(name, { bpm: 99 });
    await library.preview(['a.mp3', 'b.flac'], { fields: ['bpm'] });
    await library.write();
    const half = join(library.folder, '.half.tmp');
    writeFileSync(half, 'half');
    const { raw } = library.database;
    // Killed after the rename of the one, and before that of the other (whose tag is the old one again).
    raw.prepare(`UPDATE tag_writes SET state = 'writing', temporary = ?`).run(half);
    makeAudioFile(join(library.folder, 'b.flac'), { hz: 400, tags: { title: 'B', INITIALKEY: '8A' } });
    library.tags.start();
    await library.tags.stop();
    expect(existsSync(half)).toBe(false);
    const rows = raw.prepare('SELECT path, state, size_bytes FROM tag_writes').all();
    const path = join(library.folder, 'a.mp3');
    expect(rows).toEqual([{ path, state: 'written', size_bytes: statSync(path).size }]);
  });

  test('is one job at a time, and stops after the file that is at work', async () => {
    const library = await openTaggedLibrary((folder) => {
      mkdirSync(folder, { recursive: true });
      for (let n = 0; n < 6; n += 1) makeAudioFile(join(folder, `${n}.mp3`), { hz: 300 + n * 50 });
    });
    const names = ['0.mp3', '1.mp3', '2.mp3', '3.mp3', '4.mp3', '5.mp3'];
    for (const name of names) library.set(name, { bpm: 99 });
    await library.preview(names, { fields: ['bpm'] });
    library.tags.write();
    await expect(library.tags.preview({ fields: ['key'], notation: 'camelot' }, [])).rejects.toThrow(
      'Wait for the end',
    );
    await library.tags.cancel();
    const { result } = await library.until(({ phase }) => phase === 'done');
    expect(result?.cancelled).toBe(true);
    expect(result?.files).toBeLessThan(6);
    await library.preview(names, { fields: ['bpm'] });
    expect((await library.write()).result?.files).toBe(6 - (result?.files ?? 0));
  });

  test.skipIf(!HAS_FILE_MODES)('keeps the permissions of the file', async () => {
    const library = await openTaggedLibrary(threeFiles);
    const path = join(library.folder, 'a.mp3');
    chmodSync(path, 0o640);
    library.set('a.mp3', { bpm: 99 });
    await library.preview(['a.mp3'], { fields: ['bpm'] });
    await library.write();
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });
});
