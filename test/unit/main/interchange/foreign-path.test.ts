import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFileLocation } from '#main/interchange/file-location.ts';
import {
  foreignFileName,
  foreignFileStem,
  foreignPathKey,
  parseForeignPath,
  pathFromFileUrl,
  resolveForeignPath,
} from '#main/interchange/foreign-path.ts';

describe('a path of another machine', () => {
  test.each([
    ['C:\\Music\\a.mp3', 'windows', 'C:', ['Music', 'a.mp3']],
    ['d:/Music//a.mp3', 'windows', 'D:', ['Music', 'a.mp3']],
    ['\\\\?\\C:\\Music\\a.mp3', 'windows', 'C:', ['Music', 'a.mp3']],
    ['\\\\nas\\music\\x\\a.mp3', 'unc', '\\\\nas\\music', ['x', 'a.mp3']],
    ['//nas/music/x/a.mp3', 'unc', '\\\\nas\\music', ['x', 'a.mp3']],
    ['\\\\?\\UNC\\nas\\music\\a.mp3', 'unc', '\\\\nas\\music', ['a.mp3']],
    ['/Users/me/a.mp3', 'posix', '/', ['Users', 'me', 'a.mp3']],
    ['/Users/me/AC\\DC.mp3', 'posix', '/', ['Users', 'me', 'AC\\DC.mp3']],
    ['..\\Music\\a.mp3', 'relative', '', ['..', 'Music', 'a.mp3']],
    ['Music/a.mp3', 'relative', '', ['Music', 'a.mp3']],
    ['./Music/../a.mp3', 'relative', '', ['a.mp3']],
    ['C:\\..\\..\\a.mp3', 'windows', 'C:', ['a.mp3']],
    ['/../../etc/passwd', 'posix', '/', ['etc', 'passwd']],
  ])('%s is %s', (path, system, root, segments) => {
    expect(parseForeignPath(path)).toEqual({ system, root, segments });
  });

  test.each(['', '   ', '/Music/a.mp3\0.exe'])('%j is none', (path) => {
    expect(parseForeignPath(path)).toBeNull();
    expect(foreignPathKey(path)).toBeNull();
  });

  test('its key forgets case on Windows only, and how letters are composed everywhere', () => {
    expect(foreignPathKey('C:\\Music\\A.mp3')).toBe(foreignPathKey('c:/music/a.MP3'));
    expect(foreignPathKey('/Music/A.mp3')).not.toBe(foreignPathKey('/music/a.mp3'));
    expect(foreignPathKey('/Music/Café.mp3')).toBe(foreignPathKey('/Music/Cafe\u0301.mp3'));
    expect(foreignPathKey('/Music/./x/../a.mp3')).toBe('/Music/a.mp3');
  });

  test('its file is named with and without the ending', () => {
    expect(foreignFileName('C:\\Sets\\Warm-up 1.5.m3u8')).toBe('Warm-up 1.5.m3u8');
    expect(foreignFileStem('C:\\Sets\\Warm-up 1.5.m3u8')).toBe('Warm-up 1.5');
    expect(foreignFileStem('.m3u')).toBe('.m3u');
  });

  test('a relative one is found from the folder of its playlist, never above the root', () => {
    expect(resolveForeignPath('C:\\Music\\Sets', '..\\House\\a.mp3')).toBe('C:\\Music\\House\\a.mp3');
    expect(resolveForeignPath('/Music/Sets', 'a.mp3')).toBe('/Music/Sets/a.mp3');
    expect(resolveForeignPath('/Music/Sets', '/b.mp3')).toBe('/b.mp3');
    expect(resolveForeignPath('/Music', '../../b.mp3')).toBeNull();
    expect(resolveForeignPath('/Music', 'b\0.mp3')).toBeNull();
  });
});

describe('a file URL', () => {
  test.each([
    ['file://localhost/C:/Music/PioneerDJ/Demo%20Track%201.mp3', 'C:\\Music\\PioneerDJ\\Demo Track 1.mp3'],
    ['file://localhost/Users/me/B%26B/R%c3%b6yksopp+x%20#1.mp3', '/Users/me/B&B/Röyksopp+x #1.mp3'],
    ['file:///Music/02%20%E2%9D%A6%20(Ripe%20&%20Ruin).mp3', '/Music/02 ❦ (Ripe & Ruin).mp3'],
    ['file://localhost/Z:/iTunes/a.mp3', 'Z:\\iTunes\\a.mp3'],
    ['file:///C|/a.mp3', 'C:\\a.mp3'],
    ['file://nas/music/a%20b.mp3', '\\\\nas\\music\\a b.mp3'],
    ['file://localhost/Music/100% Pure.mp3', '/Music/100% Pure.mp3'],
    ['file://localhost/Music/50%25.mp3', '/Music/50%.mp3'],
    ['file://localhost/Music/caf%e9%20x.mp3', '/Music/caf%e9%20x.mp3'],
    ['file://localhost/Music/%zz%20%4', '/Music/%zz %4'],
    ['FILE://LOCALHOST/Music/a.mp3', '/Music/a.mp3'],
  ])('%s is read', (url, path) => expect(pathFromFileUrl(url)).toBe(path));

  test('what is none, and what hides its end behind a NUL, is refused', () => {
    expect(pathFromFileUrl('http://localhost/a.mp3')).toBeNull();
    expect(pathFromFileUrl('file://localhost/a.mp3%00.exe')).toBeNull();
    expect(pathFromFileUrl('file://localhost')).toBeNull();
  });

  test('is written as rekordbox writes it', () => {
    expect(formatFileLocation("C:\\Music\\It's [A] & B #1 + (x), y! @z $5 é.mp3")).toBe(
      'file://localhost/C:/Music/It%27s%20%5bA%5d%20%26%20B%20#1%20+%20(x),%20y!%20@z%20$5%20%c3%a9.mp3',
    );
    expect(formatFileLocation('/Users/me/100%.mp3')).toBe('file://localhost/Users/me/100%25.mp3');
    expect(formatFileLocation('\\\\nas\\music\\a.mp3')).toBe('file://localhost//nas/music/a.mp3');
  });

  test('reads back as the path it was made of', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => {
      return !/[\\/\0]/.test(text) && text.trim() !== '' && text !== '.' && text !== '..';
    });
    fc.assert(
      fc.property(fc.array(name, { minLength: 2, maxLength: 5 }), (names) => {
        const share = `\\\\nas\\music\\${names.join('\\')}`;
        expect(foreignPathKey(pathFromFileUrl(formatFileLocation(share)) ?? '')).toBe(foreignPathKey(share));
        expect(pathFromFileUrl(formatFileLocation(`/${names.join('/')}`))).toBe(`/${names.join('/')}`);
        expect(pathFromFileUrl(formatFileLocation(`C:\\${names.join('\\')}`))).toBe(`C:\\${names.join('\\')}`);
      }),
    );
  });
});
