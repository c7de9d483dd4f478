import { expect, test } from 'vitest';
import { copyName, otherName, safeName } from '#main/copies/copy-names.ts';

const named = (title: string, artist = 'A', path = '/music/x.mp3') => copyName({ title, artist, path }, 0, 3);

test.each([
  ['Who? What: "Yes" / No\\<1>|*', '01 A - Who_ What_ _Yes_ _ No__1___.mp3'],
  ['Tab\tand\nline\u0000', '01 A - Tab_and_line_.mp3'],
  ['Ends in dots...', '01 A - Ends in dots.mp3'],
  ['Bro\ud800ken', '01 A - Bro\ufffdken.mp3'],
  ['cafe\u0301', '01 A - caf\u00e9.mp3'],
  ['', '01 A.mp3'],
])('%j is a name that FAT takes', (title, name) => {
  expect(named(title)).toBe(name);
});

test('what a stem would end in is taken off where there is no ending', () => {
  expect(named('Dots. .', 'A', '/music/noext')).toBe('01 A - Dots');
});

test('a long name is cut between characters, keeps its number and ending, and fits all file systems', () => {
  const name = named('👩‍👩‍👧‍👦'.repeat(60), 'ä'.repeat(40), '/music/x.flac');
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
  expect(name).toMatch(/^01 ä{40} - (👩‍👩‍👧‍👦)+\.flac$/u);
});

test('places are numbered with as many digits as the last has', () => {
  expect(copyName({ title: 'T', artist: '', path: '/x.wav' }, 4, 1200)).toBe('0005 T.wav');
});

test.each([
  ['CON', '_CON'],
  ['nul.x', '_nul.x'],
  ['.hidden', '_.hidden'],
  ['  Friday / Club  ', 'Friday _ Club'],
  ['...', 'Tracks'],
  ['../../etc', '_.._.._etc'],
])('the folder of a set %j is %j', (set, folder) => {
  expect(safeName(set, 'Tracks')).toBe(folder);
});

test('another file of the name gives the copy another', () => {
  expect(otherName('01 A - B.mp3', 2)).toBe('01 A - B (2).mp3');
});
