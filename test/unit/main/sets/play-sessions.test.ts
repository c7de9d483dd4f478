import { expect, test } from 'vitest';
import { playSessions } from '#main/sets/play-sessions.ts';
import type { StoredPlay } from '#main/storage/queries/played-sessions.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const play = (number: number, playedAt: string, session = '', source = 'rekordbox'): StoredPlay => {
  return { id: `${number}-${playedAt}`, number, playedAt, source, session, trackId: `track ${number}`, setId: null };
};
const tracksOf = (plays: readonly StoredPlay[]) => playSessions(plays, [], [], NOW).map(({ tracks }) => tracks);

test('a night without a name ends with two hours of nothing', () => {
  expect(
    tracksOf([play(1, '2026-10-01T22:00:00Z'), play(2, '2026-10-01T23:59:00Z'), play(3, '2026-10-02T02:00:00Z')]),
  ).toEqual([[1, 2], [3]]);
});

test('a name holds a night together, programs apart, and the same name months later is another night', () => {
  expect(
    tracksOf([
      play(1, '2026-10-01T22:00:00Z', 'HISTORY 1'),
      play(2, '2026-10-02T03:00:00Z', 'HISTORY 1'),
      play(8, '2026-10-01T22:30:00Z', 'HISTORY 1', 'traktor'),
      play(3, '2026-12-24T22:00:00Z', 'HISTORY 1'),
      play(4, '2026-03-01T22:00:00Z', 'HISTORY 1'),
    ]),
  ).toEqual([[4], [1, 2], [8], [3]]);
});

test('where a program tells only the day, the order in which it was written counts', () => {
  expect(tracksOf([play(5, '2026-10-01'), play(3, '2026-10-01'), play(4, '2026-10-01')])).toEqual([[5, 3, 4]]);
});

test('what two programs tell of one play counts once, and a track that comes again at once too', () => {
  expect(
    tracksOf([
      play(1, '2026-10-01T22:00:00Z'),
      play(1, '2026-10-01T22:01:00Z', '', 'traktor'),
      play(2, '2026-10-01T22:05:00Z'),
      play(2, '2026-10-01T22:09:00Z'),
    ]),
  ).toEqual([[1, 2]]);
});

test('days that lie ahead are today, and times that are none are left out', () => {
  const [session] = playSessions([play(1, '2031-01-01T00:00:00Z'), play(2, 'soon')], [], [], NOW);
  expect(session).toEqual({ day: NOW / 86_400_000, tracks: [1] });
});

test('sets stand among the nights by their last change', () => {
  const sets = [{ id: 'a', updatedAt: '2026-09-01T00:00:00Z', numbers: [7, 8] }];
  expect(playSessions([play(1, '2026-10-01T22:00:00Z')], sets, [], NOW).map(({ tracks }) => tracks)).toEqual([
    [7, 8],
    [1],
  ]);
});

test('a set that was made of a night is that night, until its order is another', () => {
  const plays = [play(1, '2020-10-01T22:00:00Z'), play(2, '2020-10-01T22:05:00Z')];
  const set = (numbers: number[]) => [{ id: 'a', updatedAt: '2026-09-01T00:00:00Z', numbers }];
  expect(playSessions(plays, set([1, 2]), [], NOW)).toHaveLength(1);
  expect(playSessions(plays, set([2, 1]), [], NOW)).toHaveLength(2);
});

test('a tracklist is of the day that its name tells, else of that on which it came, and nobody of yours played it', () => {
  const lists = [
    { name: 'Tessera @ Cellar 2024-02-03', createdAt: '2026-11-01T00:00:00Z', numbers: [1, 1, 2] },
    { name: 'Somebody, 2031-01-01', createdAt: '2026-10-01T00:00:00Z', numbers: [3, 4] },
  ];
  expect(playSessions([], [], lists, NOW)).toEqual([
    { day: Date.parse('2024-02-03') / 86_400_000, tracks: [1, 2], isTracklist: true },
    { day: Date.parse('2026-10-01') / 86_400_000, tracks: [3, 4], isTracklist: true },
  ]);
});
