import { expect, test } from 'vitest';
import type { PlaylistNode } from '#main/interchange/model.ts';
import { playsOfHistories } from '#main/interchange/rekordbox/history-lists.ts';
import { parseRekordbox } from '#main/interchange/rekordbox/parse-rekordbox.ts';
import { parseRekordboxTxt } from '#main/interchange/text/rekordbox-txt.ts';

const list = (name: string, ...trackIds: string[]): PlaylistNode => ({ kind: 'playlist', name, trackIds });

test('lists of the history in any folder are plays of their day, in their order and each track once', () => {
  const plays = playsOfHistories([
    list('Warm-up', '9'),
    {
      kind: 'folder',
      name: 'Gigs',
      children: [list('HISTORY 2023-05-12', '3', '1', '3'), list('history 2023-05-13', '2')],
    },
    list('HISTORY 2023-05-12 (1)', '4'),
  ]);
  expect(plays.map(({ trackId, startedAt, session }) => [trackId, startedAt, session])).toEqual([
    ['3', '2023-05-12', 'HISTORY 2023-05-12'],
    ['1', '2023-05-12', 'HISTORY 2023-05-12'],
    ['2', '2023-05-13', 'history 2023-05-13'],
    ['4', '2023-05-12', 'HISTORY 2023-05-12 (1)'],
  ]);
});

test('a list without a day, with a day that there is none of, or with a history in its name is no history', () => {
  const names = [
    'HISTORY 001',
    'HISTORY 2023-13-45',
    'History of house',
    'My HISTORY 2023-05-12',
    'HISTORY 2023-05-12 edits',
  ];
  expect(playsOfHistories(names.map((name) => list(name, '1')))).toEqual([]);
});

test('it is read from an exported collection and from a list exported as text', () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><DJ_PLAYLISTS Version="1.0.0">
    <COLLECTION Entries="1"><TRACK TrackID="7" Name="A" Artist="B" Location="file://localhost/a.mp3"/></COLLECTION>
    <PLAYLISTS><NODE Type="0" Name="ROOT" Count="1"><NODE Name="HISTORY 2024-01-05" Type="1" KeyType="0" Entries="1">
    <TRACK Key="7"/></NODE></NODE></PLAYLISTS></DJ_PLAYLISTS>`;
  expect(parseRekordbox(xml).library.plays).toEqual([
    { trackId: '7', startedAt: '2024-01-05', durationSeconds: null, deck: null, session: 'HISTORY 2024-01-05' },
  ]);
  const text = Buffer.from('\ufeff#\tTrack Title\tArtist\r\n1\tA\tB\r\n', 'utf16le');
  expect(parseRekordboxTxt(text, 'HISTORY 2024-01-05.txt').library.plays.map(({ startedAt }) => startedAt)).toEqual([
    '2024-01-05',
  ]);
});
