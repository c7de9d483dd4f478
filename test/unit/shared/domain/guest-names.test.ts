import { expect, test } from 'vitest';
import { moveGuests, normaliseGuests } from '#shared/domain/guest-names.ts';

test.each([
  ['A ft. B', 'A feat. B'],
  ['A ft B', 'A feat. B'],
  ['A FEAT B', 'A feat. B'],
  ['A featuring B', 'A feat. B'],
  ['A Feat. B', 'A feat. B'],
  ['A feat.B', 'A feat. B'],
  ['A f/ B', 'A feat. B'],
  ['A f/B', 'A feat. B'],
  ['A, ft. B', 'A feat. B'],
  ['Song (Ft. B)', 'Song (feat. B)'],
  ['Song [featuring B]', 'Song [feat. B]'],
  ['Song (w/ B)', 'Song (feat. B)'],
  ['A feat. B', 'A feat. B'],
  ['Six ft Under', 'Six ft Under'],
  ['12 ft Dub', '12 ft Dub'],
  ['A Feat of Strength', 'A Feat of Strength'],
  ['Featuring You', 'Featuring You'],
  ['Defeat Me', 'Defeat Me'],
  ['Song (with Love)', 'Song (with Love)'],
])('guests of %j', (text, wanted) => {
  expect(normaliseGuests(text)).toBe(wanted);
});

test.each([
  ['A feat. B', 'Song', 'A', 'Song (feat. B)'],
  ['A ft B', 'Song (X Remix)', 'A', 'Song (feat. B) (X Remix)'],
  ['A feat. B', 'Song - Radio Edit', 'A', 'Song (feat. B) - Radio Edit'],
  ['A (feat. B)', 'Song', 'A', 'Song (feat. B)'],
  ['A feat. B & C', 'Song', 'A', 'Song (feat. B & C)'],
  ['A feat. B', 'Song (feat. B)', 'A', 'Song (feat. B)'],
  ['A feat. B', 'Song (feat. C)', 'A', 'Song (feat. C & B)'],
  ['A', 'Song', 'A', 'Song'],
  ['A feat. B vs. C', 'Song', 'A feat. B vs. C', 'Song'],
  ['feat. B', 'Song', 'feat. B', 'Song'],
  ['A feat. B', '(Intro)', 'A', '(Intro) (feat. B)'],
])('from the artist %j, with the title %j, into the title', (artist, title, newArtist, newTitle) => {
  expect(moveGuests({ artist, title }, 'title')).toEqual({ artist: newArtist, title: newTitle });
});

test.each([
  ['A', 'Song (feat. B)', 'A feat. B', 'Song'],
  ['A', 'Song feat. B (X Remix)', 'A feat. B', 'Song (X Remix)'],
  ['A', 'Song (ft. B) [X Remix]', 'A feat. B', 'Song [X Remix]'],
  ['A feat. B', 'Song (feat. B)', 'A feat. B', 'Song'],
  ['A feat. B', 'Song (feat. C)', 'A feat. B & C', 'Song'],
  ['A, B', 'Song (feat. B)', 'A, B', 'Song'],
  ['', 'Song (feat. B)', '', 'Song (feat. B)'],
  ['A', '(feat. B)', 'A', '(feat. B)'],
])('with the artist %j, from the title %j, into the artist', (artist, title, newArtist, newTitle) => {
  expect(moveGuests({ artist, title }, 'artist')).toEqual({ artist: newArtist, title: newTitle });
});

test('there and back again', () => {
  const track = { artist: 'A feat. B & C', title: 'Song (X Remix)' };
  expect(moveGuests(moveGuests(track, 'title'), 'artist')).toEqual(track);
});
