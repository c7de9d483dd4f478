import { expect, test } from 'vitest';
import { unpackedPath } from '#main/platform/unpacked-path.ts';

test.each([
  ['/opt/MusicForge/resources/app.asar/dist/host/x.js', '/opt/MusicForge/resources/app.asar.unpacked/dist/host/x.js'],
  ['C:\\MusicForge\\resources\\app.asar\\dist\\x.js', 'C:\\MusicForge\\resources\\app.asar.unpacked\\dist\\x.js'],
  ['/opt/app.asar.unpacked/x.js', '/opt/app.asar.unpacked/x.js'],
  ['/home/me/musicforge/dist/host/x.js', '/home/me/musicforge/dist/host/x.js'],
])('%s is really at %s', (path, real) => {
  expect(unpackedPath(path)).toBe(real);
});
