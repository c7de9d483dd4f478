import { expect, test } from 'vitest';
import { folderMoves, matchFiles } from '#main/missing/match-files.ts';
import type { ReadFile } from '#main/missing/missing-deps.ts';
import { nameLikeness, nameWords, stemWords } from '#main/missing/name-likeness.ts';
import type { MissingFile } from '#main/storage/queries/missing-files.ts';

let numbers = 0;
const missing = (path: string | null, more: Partial<MissingFile> = {}): MissingFile => {
  numbers += 1;
  const id = `t${numbers}`;
  const known = { number: numbers, trackId: id, fileId: `f${numbers}`, title: '', artist: '', durationSeconds: 300 };
  return { ...known, path, sizeBytes: 0, contentHash: '', ...more };
};
const file = (path: string, more: Partial<ReadFile> = {}): ReadFile => ({
  path,
  sizeBytes: 1000,
  modifiedMs: 0,
  contentHash: `hash of ${path}`,
  format: 'mp3',
  sampleRate: 44_100,
  bitRate: 320_000,
  channels: 2,
  durationSeconds: 300.4,
  title: '',
  artist: '',
  hasArtwork: false,
  ...more,
});
const match = (wanted: MissingFile[], files: ReadFile[]) => matchFiles(wanted, files, () => Promise.resolve());
const told = async (wanted: MissingFile[], files: ReadFile[]) =>
  (await match(wanted, files)).map(({ missing: { path }, file: { path: to }, by }) => [path, to, by]);

test('the very sound is found whatever its name, a telling hash included', async () => {
  const wanted = [missing('/old/a.mp3', { contentHash: 'x' }), missing('/old/b.mp3', { contentHash: 'y:whole' })];
  const files = [file('/new/renamed.flac', { contentHash: 'x' }), file('/new/z.mp3', { contentHash: 'y' })];
  expect(await told(wanted, files)).toEqual([
    ['/old/a.mp3', '/new/renamed.flac', 'content'],
    ['/old/b.mp3', '/new/z.mp3', 'content'],
  ]);
});

test('files of another system are found by the folders that they share, capitals aside', async () => {
  const wanted = [missing('D:\\Music\\House\\Ada - Night.mp3'), missing('D:\\Music\\Techno\\Bob - Day.mp3')];
  const files = [file('/mnt/music/House/Ada - Night.mp3'), file('/mnt/music/techno/Bob - Day.MP3')];
  expect(await told(wanted, files)).toEqual([
    ['D:\\Music\\House\\Ada - Night.mp3', '/mnt/music/House/Ada - Night.mp3', 'folder'],
    ['D:\\Music\\Techno\\Bob - Day.mp3', '/mnt/music/techno/Bob - Day.MP3', 'folder'],
  ]);
});

test('a folder that moved is one mapping, the commonest first', async () => {
  const wanted = [1, 2, 3].map((n) => missing(`D:\\Music\\House\\${n}.mp3`));
  const files = [1, 2, 3].map((n) => file(`/mnt/music/House/${n}.mp3`));
  expect(folderMoves(await match(wanted, files))).toEqual([{ from: 'D:\\Music', to: '/mnt/music', files: 3 }]);
});

test('of two files of one name the one in the folder that others have moved to wins', async () => {
  const wanted = [1, 2, 3].map((n) => missing(`/old/set/0${n}.mp3`));
  const files = [file('/copies/set/02.mp3'), ...[1, 2, 3].map((n) => file(`/moved/set/0${n}.mp3`))];
  expect((await told(wanted, files)).map(([, to]) => to)).toEqual([
    '/moved/set/01.mp3',
    '/moved/set/02.mp3',
    '/moved/set/03.mp3',
  ]);
});

test('another length is another song, whatever the name', async () => {
  expect(await told([missing('/a/01 Intro.mp3')], [file('/b/01 Intro.mp3', { durationSeconds: 200 })])).toEqual([]);
  // Nothing but the name, and no length to compare.
  expect(await told([missing('/a/01.mp3', { durationSeconds: null })], [file('/b/01.mp3')])).toEqual([]);
});

test('a renamed file is found by its words or its tags where the length is the same', async () => {
  const wanted = [
    missing('/a/03 - Ada Lovelace - Night Train.mp3'),
    missing(null, { title: 'Strobe', artist: 'deadmau5', fileId: null }),
  ];
  const files = [
    file('/b/Ada Lovelace - Night Train (128A).mp3'),
    file('/b/x.flac', { title: 'Strobe', artist: 'deadmau5' }),
    file('/b/Other.mp3', { title: 'Something else', artist: 'deadmau5' }),
  ];
  const matches = await match(wanted, files);
  expect(matches.map(({ file: { path }, by }) => [path, by])).toEqual([
    ['/b/x.flac', 'name'],
    ['/b/Ada Lovelace - Night Train (128A).mp3', 'name'],
  ]);
  expect(matches[1]?.doubt).toBe('its name is not quite the same');
});

test('one file is given to one track, and one track gets one file', async () => {
  const wanted = [missing('/a/x.mp3'), missing('/b/x.mp3')];
  expect(await told(wanted, [file('/a/b/x.mp3')])).toHaveLength(1);
  expect(await told([missing('/a/x.mp3')], [file('/c/a/x.mp3'), file('/d/a/x.mp3')])).toHaveLength(1);
});

test('words of names count whatever their order and marks', () => {
  expect(nameLikeness(nameWords('Beyoncé – Halo'), nameWords('halo BEYONCE'))).toBe(1);
  expect(stemWords('07 Halo.mp3')).toEqual(['halo']);
  expect(nameLikeness(nameWords('Halo'), nameWords('Strobe'))).toBe(0);
});
