import { expect, test } from 'vitest';
import { areVersions, recordingKey, songVersion } from '#shared/domain/song-version.ts';

const named = (title: string, artist = 'deadmau5', more: { mix?: string; remixer?: string } = {}) =>
  songVersion({ title, artist, ...more });

test.each([
  ['Strobe', 'Strobe (Original Mix)'],
  ['Strobe (Extended Mix)', 'Strobe [Extended]'],
  ['Strobe (Extended Mix)', 'Strobe - Extended Version'],
  ['Strobe Radio Edit', 'Strobe (Radio Edit)'],
  ['Strobe (feat. Somebody)', 'Strobe'],
  ['Strobe [mau5trap]', 'STROBE'],
  ['Strobe - 2011 Remaster', 'Strobe (Remastered 2011)'],
  ['Ghosts n Stuff feat. Rob Swire', 'Ghosts N Stuff'],
])('"%s" and "%s" are one version', (a, b) => {
  expect(named(a).song).toBe(named(b).song);
  expect(named(a).version).toBe(named(b).version);
  expect(areVersions(named(a), named(b))).toBe(false);
});

test.each([
  ['Strobe', 'Strobe (Radio Edit)'],
  ['Strobe', 'Strobe (Instrumental)'],
  ['Strobe (Extended Mix)', 'Strobe (Dimension Remix)'],
  ['Strobe (Live)', 'Strobe (VIP)'],
  ['Strobe', 'Strobe - 2011 Remaster'],
  ['Strobe (Club Mix)', 'Strobe (Dub Mix)'],
  ['Strobe feat. X (Original Mix)', 'Strobe feat. X (Dub Mix)'],
  ['Strobe feat. X (Dub Mix)', 'Strobe feat. X (Bicep Remix)'],
])('"%s" and "%s" are versions of one song', (a, b) => {
  expect(named(a).song).toBe(named(b).song);
  expect(areVersions(named(a), named(b))).toBe(true);
});

test.each([
  ['Symphony (Part 1)', 'Symphony (Part 2)'],
  ['Strobe', 'Ghosts n Stuff'],
  ['Symphony feat. X (Part 1)', 'Symphony feat. X (Part 2)'],
  ['Six Ft Under', 'Six'],
  ['!!!', '???'],
  ["(I Can't Get No) Satisfaction", 'Satisfaction'],
])('"%s" and "%s" are two songs', (a, b) => {
  expect(named(a).song).not.toBe(named(b).song);
  expect(areVersions(named(a), named(b))).toBe(false);
});

test('the artist belongs to the song, guests and spellings do not', () => {
  expect(named('Strobe', 'Deadmau5 feat. X').song).toBe(named('Strobe', 'deadmau5').song);
  expect(named('Strobe', 'A & B; C').song).toBe(named('Strobe', 'C / A / B').song);
  expect(named('Strobe', 'Kaskade').song).not.toBe(named('Strobe').song);
});

test('a mix or a remixer beside the title counts once', () => {
  expect(named('Strobe', 'deadmau5', { mix: 'Radio Edit' }).version).toBe(named('Strobe (Radio Edit)').version);
  expect(named('Strobe (Radio Edit)', 'deadmau5', { mix: 'Radio Edit' }).versionText).toBe('Radio Edit');
  expect(named('Strobe', 'deadmau5', { remixer: 'Dimension' }).version).toBe('dimension');
});

test('what nobody has named is no song', () => {
  for (const title of ['Track 01', 'Untitled', '07', '']) expect(named(title).song).toBe('');
  expect(named('Strobe', '').song).toBe('');
});

test('a recording is known by song and version; by its title alone where no artist is named', () => {
  expect(recordingKey(named('Strobe feat. X (Original Mix)'))).toBe(recordingKey(named('Strobe', 'deadmau5 ft. X')));
  expect(recordingKey(named('Strobe', ''))).toBe(recordingKey(named('STROBE (Original Mix)', '')));
  expect(recordingKey(named('Strobe', ''))).not.toBe(recordingKey(named('Strobe')));
  for (const title of ['Track 01', 'Untitled', '']) expect(recordingKey(named(title))).toBe('');
});
