import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
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
