import { expect, test } from 'vitest';
import { driveOf } from '#main/platform/drive-of.ts';

test.each([
  ['win32', 'D:\\Music\\a.mp3', 'D:\\'],
  ['win32', '\\\\nas\\music\\a.mp3', '\\\\nas\\music\\'],
  ['darwin', '/Volumes/USB/a.mp3', '/Volumes/USB'],
  ['darwin', '/Users/dj/Music/a.mp3', '/'],
  ['linux', '/media/dj/USB/Music/a.mp3', '/media/dj/USB'],
  ['linux', '/run/media/dj/USB/a.mp3', '/run/media/dj/USB'],
  ['linux', '/mnt/music/a.mp3', '/mnt/music'],
  ['linux', '/home/dj/media/a.mp3', '/'],
] as const)('on %s the drive of %s is %s', (platform, path, drive) => {
  expect(driveOf(path, platform)).toBe(drive);
});
