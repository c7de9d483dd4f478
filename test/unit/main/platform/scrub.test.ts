import { expect, test } from 'vitest';
import { scrubText, scrubValue } from '#main/platform/scrub.ts';

test.each([
  ['/home/joe/My Music/01 Strobe.mp3', '01 Strobe.mp3'],
  ['cannot open /home/joe/a b/c.mp3: gone', 'cannot open c.mp3: gone'],
  [
    "ENOENT: no such file, open '/Volumes/USB STICK/Mr. Oizo/Flat Beat.aiff'",
    "ENOENT: no such file, open 'Flat Beat.aiff'",
  ],
  ['C:\\Users\\Joe\\Music\\x.mp3', 'x.mp3'],
  ['open "D:\\Sets\\2026\\a b.wav"', 'open "a b.wav"'],
  ['\\\\nas\\music\\x.flac', 'x.flac'],
  ['file:///home/joe/x.flac', 'x.flac'],
  ['at run (/opt/MusicForge/app.asar/dist/host/server-entry.js:12:3)', 'at run (server-entry.js:12:3)'],
  ['path=/srv/a/b', 'path=b'],
  ['//server/share/joe/a.mp3', 'a.mp3'],
  ['~/Music/joe/a.mp3', 'a.mp3'],
  ["/home/joe/DJ's Music/x/a.mp3", 'a.mp3'],
  ["open '/home/joe/DJ's Music/a.mp3' and '/home/joe/b/c.mp3'", "open 'a.mp3' and 'c.mp3'"],
  ['/home/joe/What? Now/Part 1:2/a.mp3', 'a.mp3'],
  ['{"path":"/home/joe/x.mp3"}', '{"path":"x.mp3"}'],
])('%s becomes %s', (text, expected) => {
  expect(scrubText(text)).toBe(expected);
});

test.each([
  '128 BPM, 8A/9A',
  'and/or',
  'http://127.0.0.1:4870/rpc',
  'see https://docs.audd.io/enterprise/x',
  'half 1/2 time',
  'select a / b from t',
])('%s is left alone', (text) => {
  expect(scrubText(text)).toBe(text);
});

test.each([
  ['GET /open?token=abc-DEF_1', 'GET /open?token=[removed]'],
  ['password: hunter2', 'password: [removed]'],
  ['api_key="xyz"', 'api_key="[removed]"'],
])('%s becomes %s', (text, expected) => {
  expect(scrubText(text)).toBe(expected);
});

test('values are scrubbed all the way down, secrets by the name of their field', () => {
  expect(scrubValue({ a: ['/x/y/z.mp3', 5, null], headers: { Cookie: 'm=1', apiKey: 'k' }, ok: true })).toEqual({
    a: ['z.mp3', 5, null],
    headers: { Cookie: '[removed]', apiKey: '[removed]' },
    ok: true,
  });
});

test('errors keep their name, code and cause, without folders', () => {
  const cause = Object.assign(new Error("open '/home/joe/x.mp3'"), { code: 'ENOENT' });
  const text = JSON.stringify(scrubValue(new TypeError('at /home/joe/y.mp3', { cause })));
  expect(text).not.toContain('joe');
  expect(JSON.parse(text)).toMatchObject({
    name: 'TypeError',
    message: 'at y.mp3',
    cause: { name: 'Error', code: 'ENOENT', message: "open 'x.mp3'" },
  });
});

test('a value that contains itself ends', () => {
  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  expect(JSON.stringify(scrubValue(loop))).toContain('[deeper]');
});
