import { expect, test } from 'vitest';
import { createByteWriter } from '#main/interchange/bytes.ts';
import { createReadReport } from '#main/interchange/read-report.ts';
import { encodeChunkText, formatChunk } from '#main/interchange/serato/chunks.ts';
import { readSeratoFolder } from '#main/interchange/serato/folder.ts';
import { parseSeratoSession } from '#main/interchange/serato/history.ts';

const NIGHT = Date.parse('2026-11-14T22:05:00Z') / 1000;

const field = (number: number, body: Uint8Array): Uint8Array =>
  createByteWriter().u32(number).u32(body.length).bytes(body).finish();
const text = (number: number, value: string) => field(number, encodeChunkText(`${value}\0`));
const number = (id: number, value: number) => field(id, createByteWriter().u32(value).finish());
const entry = (...fields: readonly Uint8Array[]) => formatChunk('oent', formatChunk('adat', ...fields));
const session = (...entries: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat([formatChunk('vrsn', encodeChunkText('1.0/Serato Scratch LIVE Review')), ...entries]);

const played = (path: string, after: number, ...more: readonly Uint8Array[]) =>
  entry(text(2, path), number(28, NIGHT + after), field(50, Uint8Array.of(1)), ...more);

test('a session tells what was played, when, how long and on which deck', () => {
  const report = createReadReport();
  const bytes = session(
    played('/Users/dj/Music/a.mp3', 0, number(45, 215), text(63, '1')),
    played('/Users/dj/Music/b.mp3', 230, number(29, NIGHT + 430), number(31, 2)),
    entry(text(2, '/Users/dj/Music/only-loaded.mp3'), number(28, NIGHT), field(50, Uint8Array.of(0))),
    played('/Users/dj/Music/c.mp3', 460),
  );
  expect(parseSeratoSession(bytes, report)).toEqual([
    { path: '/Users/dj/Music/a.mp3', startSeconds: NIGHT, durationSeconds: 215, deck: 0 },
    { path: '/Users/dj/Music/b.mp3', startSeconds: NIGHT + 230, durationSeconds: 200, deck: 1 },
    { path: '/Users/dj/Music/c.mp3', startSeconds: NIGHT + 460, durationSeconds: null, deck: null },
  ]);
  expect(report.result({ tracks: [], playlists: [], plays: [] })).toMatchObject({ problemCount: 0, unknown: {} });
});

test('what is broken in a session is told, and the rest is read', () => {
  const report = createReadReport();
  const whole = session(
    played('/a.mp3', 0),
    entry(number(28, NIGHT)),
    entry(),
    formatChunk('oxyz'),
    played('/b.mp3', 9),
  );
  const plays = parseSeratoSession(whole.subarray(0, -3), report);
  expect(plays.map(({ path }) => path)).toEqual(['/a.mp3', '/b.mp3']);
  const { problemCount, unknown } = report.result({ tracks: [], playlists: [], plays: [] });
  expect({ problemCount, unknown }).toEqual({ problemCount: 3, unknown: { oxyz: 1 } });
});

test('a library brings its history as plays of its tracks, by the numbers of its sessions', async () => {
  const track = formatChunk('otrk', formatChunk('pfil', encodeChunkText('Music/a.mp3')));
  const files: Readonly<Record<string, Uint8Array>> = {
    'database V2': track,
    'History/Sessions/10.session': session(played('/Volumes/USB/Music/a.mp3', 900)),
    'History/Sessions/9.session': session(played('/Volumes/USB/Music/a.mp3', 0), played('/elsewhere/x.mp3', 300)),
    'History/Sessions/._9.session': session(played('/Volumes/USB/Music/a.mp3', 0)),
  };
  const list = (folder: string) =>
    Promise.resolve(
      Object.keys(files).flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [])),
    );
  const { library, problems } = await readSeratoFolder(
    { list, read: (path) => Promise.resolve(files[path] ?? null) },
    '/Volumes/USB',
  );
  expect(library.plays.map(({ trackId, startedAt }) => [trackId, startedAt])).toEqual([
    ['Music/a.mp3', '2026-11-14T22:05:00.000Z'],
    ['/elsewhere/x.mp3', '2026-11-14T22:10:00.000Z'],
    ['Music/a.mp3', '2026-11-14T22:20:00.000Z'],
  ]);
  expect(library.tracks.map(({ path }) => path)).toEqual(['/Volumes/USB/Music/a.mp3', '/elsewhere/x.mp3']);
  expect(problems.map(({ message }) => message)).toEqual([
    '"/elsewhere/x.mp3" stands in a crate or in the history but not in the database; only its path is known.',
  ]);
});
