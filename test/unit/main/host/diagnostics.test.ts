import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { describeHost } from '#main/host/diagnostics.ts';
import { PROTOCOL_VERSION } from '#shared/contract/base.ts';
import { DEFAULT_SETTINGS } from '#shared/contract/settings.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { HOST_INFO } from '#test/support/host-use-cases.ts';
import { openTempLibrary, trackFields } from '#test/support/temp-library.ts';

test('diagnostics tell versions, counts and the last lines, without folders and secrets', async () => {
  const database = openTempLibrary();
  database.mutate({
    origin: 'user',
    label: 'Add',
    mutations: [{ op: 'insert', table: 'tracks', id: database.newId(), set: trackFields() }],
  });
  const text = await describeHost({
    info: HOST_INFO,
    database,
    settings: { ...DEFAULT_SETTINGS, ffmpegPath: `${homedir()}/bin/ffmpeg` },
    recentLines: ['{"event":"old","path":"/home/joe/Music/x.mp3","token":"token=abc"}'],
    ffmpegPath: async () => '/opt/tools/ffmpeg',
  });
  expect(text).toContain(`MusicForge 1.2.3, protocol ${PROTOCOL_VERSION}`);
  expect(text).toMatch(/Rows: tracks 1, files 0/);
  expect(text).toContain('ffmpeg: found (ffmpeg), own path set');
  expect(text).toContain('"keyNotation":"camelot"');
  expect(text).toContain('x.mp3');
  expect(text).not.toMatch(/joe|abc|\/opt|ffmpegPath/);
  expect(text).not.toContain(homedir());
});

test('a missing ffmpeg is told, not thrown', async () => {
  const text = await describeHost({
    info: HOST_INFO,
    database: openTempLibrary(),
    settings: DEFAULT_SETTINGS,
    recentLines: [],
    ffmpegPath: () => Promise.reject(new AppError('ffmpeg-missing', 'ffmpeg was not found. Install it.')),
  });
  expect(text).toContain('ffmpeg: ffmpeg was not found. Install it.');
});
