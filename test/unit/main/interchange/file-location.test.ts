import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatFileLocation, parseFileLocation } from '#main/interchange/file-location.ts';
import { text } from '#test/support/interchange-library.ts';

test.each([
  ['file://localhost/D:/Music/Various%20Artists/A%20(B)%20-%20C.mp3', 'D:\\Music\\Various Artists\\A (B) - C.mp3'],
  ['file://localhost/Users/me/Beyonc%c3%a9%20%23.mp3', '/Users/me/Beyoncé #.mp3'],
  ['file://localhost/C:/Music/#1 + more, (a)!@$.mp3', 'C:\\Music\\#1 + more, (a)!@$.mp3'],
  ['file://localhost/C:/100%/50%20%e9%20off.mp3', 'C:\\100%\\50 %e9 off.mp3'],
  ['FILE://LocalHost/C:/a.mp3', 'C:\\a.mp3'],
  ['file:///Music/02%20%E2%9D%A6.mp3', '/Music/02 ❦.mp3'],
  ['file://localhost/Z:/Music/a.mp3', 'Z:\\Music\\a.mp3'],
  ['file://localhost//nas/Share%20One/a.flac', '\\\\nas\\Share One\\a.flac'],
  ['file://nas/music/a.flac', '\\\\nas\\music\\a.flac'],
  ['file://localhost//Users/me/a.mp3', '/Users/me/a.mp3'],
  ['file://localhost//Volumes/DJ/a.mp3', '/Volumes/DJ/a.mp3'],
  ['C:\\Music\\100%25.mp3', 'C:\\Music\\100%25.mp3'],
  ['file://localhostspotify:track:4uLU6hMCjMI75M1A2tKUQC', null],
  ['file://localhostsoundcloud:tracks:1234', null],
  ['file://localhost', null],
  ['', null],
])('%s is %s', (location, path) => expect(parseFileLocation(location)).toBe(path));

test('what is written is encoded as rekordbox encodes it', () => {
  expect(formatFileLocation("C:\\Müsic\\a & b's [c] #1 + (d)!@$,.mp3")).toBe(
    'file://localhost/C:/M%c3%bcsic/a%20%26%20b%27s%20%5bc%5d%20#1%20+%20(d)!@$,.mp3',
  );
  expect(formatFileLocation('/Users/me/a%20?.mp3')).toBe('file://localhost/Users/me/a%2520%3f.mp3');
  expect(formatFileLocation('\\\\nas\\music\\a.mp3')).toBe('file://localhost//nas/music/a.mp3');
});

test('every path is read as it was written', () => {
  const names = fc.array(
    text.map((name) => name.replace(/[/\\]/g, '_')).filter((name) => name !== ''),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(fc.constantFrom('C:\\', '\\\\nas\\music\\'), names, (root, parts) => {
      const path = root + parts.join('\\');
      expect(parseFileLocation(formatFileLocation(path))).toBe(path);
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom('/Users/', '/Volumes/DJ/'), names, (root, parts) => {
      const path = root + parts.join('/');
      expect(parseFileLocation(formatFileLocation(path))).toBe(path);
    }),
  );
});
