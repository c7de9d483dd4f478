import { expect, test } from 'vitest';
import { mainArtistKeys, songKey } from '#shared/domain/artist-names-song.ts';

const glue = songKey({ artist: 'Bicep', title: 'Glue' });

test.each([
  ['BICEP', 'Glue (Original Mix)'],
  ['Bicep', 'glue [Extended Mix]'],
  ['Bicep feat. Somebody', 'Glue (Radio Edit)'],
  ['Bicep', 'Glue - 2017 Remaster'],
])('%s, %s is the same song', (artist, title) => {
  expect(songKey({ artist, title })).toBe(glue);
});

test.each([
  ['Bicep', 'Glue (Hammer Remix)'],
  ['Bicep', 'Opal'],
  ['Somebody', 'Glue'],
])('%s, %s is another', (artist, title) => {
  expect(songKey({ artist, title })).not.toBe(glue);
});

test('a title that is all brackets stays a title', () => {
  expect(songKey({ artist: 'X', title: '(Intro)' })).not.toBe(songKey({ artist: 'X', title: '(Outro)' }));
});

test('main artists without guests', () => {
  expect(mainArtistKeys({ artist: 'Fred again.. & Four Tet feat. X', title: 'T' })).toEqual(['fred again', 'four tet']);
});
