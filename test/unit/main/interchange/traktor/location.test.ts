import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { locationOfPath, pathOfLocation } from '#main/interchange/traktor/location.ts';
import { text } from '#test/support/interchange-library.ts';

test.each([
  ['D:', '/:Music/:A & B/:', 'a.mp3', 'D:\\Music\\A & B\\a.mp3'],
  ['C:', '/:', 'a.mp3', 'C:\\a.mp3'],
  ['Macintosh HD', '/:Users/:dj/:Music/:', 'a.mp3', '/Users/dj/Music/a.mp3'],
  ['Macintosh HD', '/:tracks/:', 'a.mp3', '/tracks/a.mp3'],
  ['osx', '/:Users/:johndoe/:Music/:', 'a.mp3', '/Users/johndoe/Music/a.mp3'],
  ['Transcend', '/:DJing/:', 'a.mp3', '/Volumes/Transcend/DJing/a.mp3'],
  ['USB', '/:Volumes/:USB/:', 'a.mp3', '/Volumes/USB/a.mp3'],
  ['Macintosh HD', '/:Users/:dj/:', 'AC//DC.mp3', '/Users/dj/AC:DC.mp3'],
  ['\\\\nas\\music', '/:House/:', 'a.mp3', '\\\\nas\\music\\House\\a.mp3'],
  ['C:', '/Music/House/', 'a.mp3', 'C:\\Music\\House\\a.mp3'],
  ['', '/:home/:dj/:', 'a.mp3', '/home/dj/a.mp3'],
  ['C:', '/:Music/:', '', null],
])('%s %s %s is %s', (volume, directory, file, path) => {
  expect(pathOfLocation({ volume, directory, file })).toBe(path);
});

test('the volume that a file was read from is written again', () => {
  const read = { volume: 'osx', directory: '/:Users/:johndoe/:', file: 'a.mp3' };
  expect(locationOfPath('/Users/johndoe/a.mp3', 'osx')).toEqual(read);
  expect(locationOfPath('/Users/johndoe/a.mp3', null)).toEqual({ ...read, volume: 'Macintosh HD' });
  // Not if the track is elsewhere by now.
  expect(locationOfPath('/Volumes/USB/a.mp3', 'osx')).toEqual({ volume: 'USB', directory: '/:', file: 'a.mp3' });
});

test('paths that are not absolute have no place', () => {
  for (const path of ['a.mp3', 'Music\\a.mp3', 'C:a.mp3', 'spotify:track:1'])
    expect(locationOfPath(path, 'C:')).toBeNull();
});

test('every absolute path is read as it was written', () => {
  const name = text.map((value) => value.replace(/[/\\]/g, '_')).filter((value) => value !== '');
  const check = (path: string, volume: string | null) => {
    const location = locationOfPath(path, volume);
    expect(location === null ? null : pathOfLocation(location)).toBe(path);
  };
  const names = fc.array(name, { minLength: 1, maxLength: 4 });
  fc.assert(fc.property(names, (parts) => check(`D:\\${parts.join('\\')}`, 'C:')));
  fc.assert(fc.property(names, (parts) => check(`\\\\nas\\${['music', ...parts].join('\\')}`, null)));
  fc.assert(
    fc.property(fc.constantFrom('Users', 'Volumes', 'mnt', 'Volumes/X/Users'), names, (root, parts) =>
      check(`/${[root, ...parts].join('/')}`, 'osx'),
    ),
  );
});
