import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '#main/host/cli-entry.ts';
import { withLibrary } from '#main/host/cli-library.ts';
import { createReadReport } from '#main/interchange/read-report.ts';
import { formatRekordbox } from '#main/interchange/rekordbox/format-rekordbox.ts';
import { readSeratoFile } from '#main/interchange/serato/read-file.ts';
import { createSetsService } from '#main/sets/create-sets-service.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { foreignCue, foreignTrack } from '#test/support/import-bench.ts';
import { makeAudioFile } from '#test/support/audio-files.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { tempFolder } from '#test/support/temp-library.ts';

async function run(...args: readonly string[]) {
  const [lines, errors]: [string[], string[]] = [[], []];
  const code = await runCli(args, { line: (text) => lines.push(text), error: (text) => errors.push(text) });
  return { code, lines, errors: errors.join('\n'), json: () => JSON.parse(lines[0] ?? '') as Record<string, unknown> };
}

function collection(folder: string): string {
  const path = join(folder, 'collection.xml');
  const tracks = [foreignTrack('1', { cues: [foreignCue()] }), foreignTrack('2')];
  const playlists = [{ kind: 'playlist', name: 'Peak', trackIds: ['2', '1'] }] as const;
  writeFileSync(path, formatRekordbox({ tracks, playlists, plays: [] }).output);
  return path;
}

test('a dry run says what an import would do and writes nothing; the import does it; the export gives it back', async () => {
  const folder = tempFolder();
  const [source, data] = [collection(folder), join(folder, 'data')];
  const dry = await run('import', '--data', data, '--dry-run', '--json', source);
  expect(dry.code).toBe(0);
  expect(dry.json()).toMatchObject({
    preview: { added: 2, counts: { tracks: 2, cues: 1, playlists: 1 } },
    result: null,
  });
  const done = await run('import', '--data', data, '--json', source);
  expect(done.json()).toMatchObject({ result: { added: 2, cues: 1 } });
  const again = await run('import', '--data', data, '--rule', 'all=theirs', '--json', source);
  expect(again.json()).toMatchObject({ result: { added: 0, changed: 0, unchanged: 2 } });
  const out = join(folder, 'peak.m3u8');
  const written = await run('export', '--data', data, '--format', 'm3u8', '--crate', 'Peak', '--json', out);
  expect(written.json()).toMatchObject({ path: out, written: { tracks: 2, playlists: 1 } });
  expect(readFileSync(out, 'utf8').match(/[12]\.mp3/g)).toEqual(['2.mp3', '1.mp3']);
  const stick = tempFolder();
  const copied = await run('copy', '--data', data, '--crate', 'Peak', stick);
  expect(copied.code).toBe(1);
  expect(copied.errors).toBe('There is no file to copy.');
  const all = await run('export', '--data', data, '--all', join(folder, 'all.nml'));
  expect(all.lines.join('\n')).toContain('2 tracks, 1 cues');
});

test('convert prints what was read, written and dropped', async () => {
  const folder = tempFolder();
  const out = join(folder, 'collection.nml');
  const converted = await run('convert', '--json', collection(folder), out);
  expect(converted.json()).toMatchObject({
    from: { format: 'rekordbox-xml' },
    to: { path: out, format: 'traktor-nml' },
    read: { tracks: 2, cues: 1, loops: 0, gridSegments: 0, playlists: 1 },
    written: { tracks: 2, cues: 1, loops: 0, gridSegments: 0, playlists: 1 },
    dropped: expect.any(Object) as object,
    problems: [],
  });
  expect((await run('convert', collection(folder), join(folder, 'plain.csv'))).lines.join('\n')).toMatch(/cue\.cue: 1/);
});

test.each([
  [['import'], 2, /at least one file/],
  [['import', '--rule', 'rating=best', 'a.xml'], 2, /FIELD=mine/],
  [['copy', '--set', 'a'], 2, /one folder to copy to/],
  [['copy', '/tmp'], 2, /one of --set and --crate/],
  [['render', '--to', 'a.wav'], 2, /a set with --set/],
  [['render', '--set', 'a'], 2, /a file to write with --to/],
  [['export'], 2, /one file to write/],
  [['export', '--set', 'a', '--all', 'a.xml'], 2, /one of --set/],
  [['export', '--format', 'winamp', 'a.xml'], 2, /no format that is written/],
  [['export', '--write-tags', 'a.xml'], 2, /goes with --format serato/],
  [['convert', 'a.xml'], 2, /IN OUT/],
  [['convert', 'a.xml', 'b'], 2, /--format/],
  [['convert', '/nowhere/a.xml', '/tmp/b.nml'], 1, /not there/],
])('%j ends with %i and says what to do', async (args, code, words) => {
  const ended = await run(...args);
  expect(ended.code).toBe(code);
  expect(ended.errors).toMatch(words);
});

test('a crate that is not there, or a file that is, stops the export', async () => {
  const folder = tempFolder();
  const data = join(folder, 'data');
  const out = join(folder, 'out.csv');
  expect((await run('export', '--data', data, '--crate', 'None', out)).errors).toContain('There is no crate "None"');
  expect(existsSync(out)).toBe(false);
  writeFileSync(out, 'mine');
  expect((await run('export', '--data', data, out)).errors).toContain('is there already');
  expect(readFileSync(out, 'utf8')).toBe('mine');
  expect((await run('export', '--data', data, '--replace', out)).code).toBe(0);
});

test.skipIf(ffmpegPath === null)('an export for Serato writes into music files only when it is asked to', async () => {
  const folder = tempFolder();
  const [music, data, source] = [join(folder, 'a.mp3'), join(folder, 'data'), join(folder, 'collection.xml')];
  makeAudioFile(music, { seconds: 70, tags: { title: 'A' } });
  const tracks = [foreignTrack('1', { path: music, cues: [foreignCue()] })];
  writeFileSync(source, formatRekordbox({ tracks, playlists: [], plays: [] }).output);
  expect((await run('import', '--data', data, '--json', source)).json()).toMatchObject({ result: { added: 1 } });
  const exportTo = (...more: readonly string[]) =>
    run('export', '--data', data, '--format', 'serato', '--replace', '--json', ...more, folder);
  const before = readFileSync(music);
  expect((await exportTo()).json()).not.toHaveProperty('tags');
  expect(readFileSync(music).equals(before)).toBe(true);
  expect((await exportTo('--write-tags')).json()).toMatchObject({ tags: { files: 1, unchanged: 0, failed: 0 } });
  expect((await readSeratoFile(music, createReadReport()))?.cues).toHaveLength(1);
  expect((await exportTo('--write-tags')).json()).toMatchObject({ tags: { files: 0, unchanged: 1, failed: 0 } });
});

test.skipIf(ffmpegPath === null)('a crate is copied to a stick; once more, everything is there', async () => {
  const [music, stick, data] = [tempFolder(), tempFolder(), join(tempFolder(), 'data')];
  for (const [file, hz] of [['b.mp3', 440] as const, ['a.mp3', 550] as const]) {
    makeAudioFile(join(music, file), { hz, tags: { title: file, artist: 'Ann' } });
  }
  const list = join(music, 'Friday.m3u8');
  writeFileSync(list, '#EXTM3U\nb.mp3\na.mp3\n');
  expect((await run('import', '--data', data, list)).code).toBe(0);
  const copied = await run('copy', '--data', data, '--crate', 'Friday', '--json', stick);
  expect(copied.errors).toBe('');
  expect(copied.json()).toMatchObject({ folder: join(stick, 'Friday'), copied: 2, kept: 0, problems: [] });
  const copy = readFileSync(join(stick, 'Friday', '01 Ann - b.mp3.mp3'));
  expect(copy.equals(readFileSync(join(music, 'b.mp3')))).toBe(true);
  const again = await run('copy', '--data', data, '--crate', 'Friday', stick);
  expect(again.lines.slice(0, 2)).toEqual([
    `written: ${join(stick, 'Friday')}`,
    '0 files copied and checked, 2 were there, 0 left out',
  ]);
  const sheet = join(stick, 'friday.html');
  expect((await run('export', '--data', data, '--crate', 'Friday', sheet)).code).toBe(0);
  expect(readFileSync(sheet, 'utf8')).toMatch(/b\.mp3[\s\S]*a\.mp3/);
});

test.skipIf(ffmpegPath === null)('a set is rendered, and what is there is not written over unasked', async () => {
  const [music, out, data] = [tempFolder(), tempFolder(), join(tempFolder(), 'data')];
  for (const [file, hz] of [['a.wav', 440] as const, ['b.wav', 550] as const]) {
    makeAudioFile(join(music, file), { hz, seconds: 20 });
  }
  const list = join(music, 'Friday.m3u8');
  writeFileSync(list, '#EXTM3U\na.wav\nb.wav\n');
  expect((await run('import', '--data', data, list)).code).toBe(0);
  await withLibrary(data, async ({ database }) => {
    const rows = database.query.all(database.db.selectFrom('tracks').select('id'));
    createSetsService(database).create(
      'Friday',
      rows.map(({ id }) => TrackId.parse(id)),
    );
  });
  const file = join(out, 'friday.wav');
  const render = (...more: readonly string[]) =>
    run('render', '--data', data, '--set', 'Friday', '--to', file, ...more);
  const rendered = await render('--json');
  expect(rendered.errors).toBe('');
  // Tracks without beats go over into each other in 8 seconds.
  const { path, seconds } = rendered.json();
  expect(path).toBe(file);
  expect(Math.abs(Number(seconds) - 32)).toBeLessThan(0.5);
  expect(Math.abs(statSync(file).size / (44_100 * 4) - 32)).toBeLessThan(0.5);
  const again = await render();
  expect(again.code).toBe(1);
  expect(again.errors).toContain('"friday.wav" is there already');
  expect((await render('--replace')).lines[0]).toMatch(/^written: .*friday\.wav, 0:3[12] of music$/);
  expect((await run('render', '--data', data, '--set', 'Sunday', '--to', file)).errors).toBe(
    'There is no set "Sunday" in the library.',
  );
  const other = await run('render', '--data', data, '--set', 'Friday', '--to', join(out, 'friday.ogg'));
  expect(other.errors).toContain('ends in .wav or .mp3');
});
