import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { trackDetail } from '#main/library/track-detail.ts';
import { createLogger } from '#main/platform/logger.ts';
import { NO_CIPHER } from '#main/platform/remote-cipher.ts';
import { createSecretStore, type SecretCipher } from '#main/platform/secret-store.ts';
import { createAuddClient } from '#main/sources/audd-client.ts';
import { createAuddToken } from '#main/sources/audd-token.ts';
import { createRecognitionService, type RecognitionService } from '#main/sources/recognition-service.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { makeAudioFile } from '#test/support/audio-files.ts';
import { AUDD_TOKEN, type AuddServer, startAuddServer } from '#test/support/audd-server.ts';
import { ffmpegPath, needFfmpeg, runFfmpeg } from '#test/support/ffmpeg.ts';
import { fileFields, manualClock, openTempLibrary, tempFolder, trackFields } from '#test/support/temp-library.ts';

/** Stands for the keyring: what it writes is not what it was given. */
const KEYRING: SecretCipher = {
  isAvailable: async () => true,
  encrypt: async (text) => Buffer.from(text).map((byte) => byte ^ 0x55),
  decrypt: async (bytes) => Buffer.from(bytes.map((byte) => byte ^ 0x55)).toString(),
};

let server: AuddServer;
let database: LibraryDatabase;
let folder: string;
let enabled: boolean;

beforeEach(async () => {
  server = await startAuddServer();
  database = openTempLibrary();
  folder = tempFolder();
  enabled = true;
});

function serviceWith(cipher: SecretCipher = KEYRING, environment: NodeJS.ProcessEnv = {}): RecognitionService {
  return createRecognitionService({
    database,
    clock: manualClock(),
    client: createAuddClient({ url: server.url, timeoutMs: 10_000, wait: async () => undefined }),
    token: createAuddToken(createSecretStore(join(folder, 'secrets'), cipher), environment),
    isEnabled: () => enabled,
    ffmpegPath: async () => needFfmpeg(),
    stop: new AbortController().signal,
  });
}

function addTrack(path: string, seconds: number): TrackId {
  const id = TrackId.parse(database.newId());
  const set = trackFields({ title: 'Track 1', artist: '', duration_seconds: seconds });
  database.mutate({
    origin: 'tag',
    label: 'Scan',
    mutations: [
      { op: 'insert', table: 'tracks', id, set },
      { op: 'insert', table: 'files', id: database.newId(), set: fileFields(id, { path }) },
    ],
  });
  return id;
}

describe('the token', () => {
  test('is kept in the keyring only, and is never told again', async () => {
    const service = serviceWith();
    expect(await service.state()).toEqual({ enabled: true, token: 'none', canStore: true });
    const state = await service.setToken(AUDD_TOKEN);
    expect(state).toEqual({ enabled: true, token: 'stored', canStore: true });
    const names = readdirSync(join(folder, 'secrets'));
    expect(names).toEqual(['audd-api-token.secret']);
    for (const name of names) expect(readFileSync(join(folder, 'secrets', name), 'latin1')).not.toContain(AUDD_TOKEN);
    const stored = JSON.stringify(database.raw.prepare('SELECT * FROM settings').all());
    expect(stored).not.toContain(AUDD_TOKEN);
    expect(await service.removeToken()).toMatchObject({ token: 'none' });
  });

  test('is refused without a keyring, with the way that is left, and not written', async () => {
    const service = serviceWith(NO_CIPHER);
    expect(await service.state()).toEqual({ enabled: true, token: 'none', canStore: false });
    await expect(service.setToken(AUDD_TOKEN)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('AUDD_API_TOKEN'),
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of the environment is used without a keyring', async () => {
    const service = serviceWith(NO_CIPHER, { AUDD_API_TOKEN: ` ${AUDD_TOKEN} ` });
    expect(await service.state()).toMatchObject({ token: 'environment', canStore: false });
    await service.testToken(undefined);
    expect(server.requests).toMatchObject([{ token: AUDD_TOKEN, file: null }]);
  });

  test('is tested without sending audio: known, or not', async () => {
    const service = serviceWith();
    await service.setToken(AUDD_TOKEN);
    await service.testToken(undefined);
    await service.setToken('mistyped');
    await expect(service.testToken(undefined)).rejects.toThrow(/does not know this API token/);
    expect(server.requests.map(({ file }) => file)).toEqual([null, null]);
  });
});

test('while it is switched off, nothing is sent', async () => {
  const service = serviceWith();
  await service.setToken(AUDD_TOKEN);
  enabled = false;
  const id = addTrack(join(folder, 'a.mp3'), 60);
  await expect(service.recognise(id, undefined)).rejects.toThrow(/switched off/);
  await expect(service.testToken(undefined)).rejects.toThrow(/switched off/);
  expect(await service.state()).toMatchObject({ enabled: false });
  expect(server.requests).toEqual([]);
});

describe.skipIf(ffmpegPath === null)('a recognition', () => {
  test('sends 12 seconds of the middle, without tags, and keeps what comes back as a suggestion', async () => {
    const path = join(folder, 'secret name.flac');
    makeAudioFile(path, { seconds: 60, tags: { title: 'Secret title' } });
    const service = serviceWith();
    await service.setToken(AUDD_TOKEN);
    const id = addTrack(path, 60);
    expect(await service.recognise(id, undefined)).toEqual({ match: { artist: 'Bicep', title: 'Glue' } });
    const [request] = server.requests;
    const sent = join(folder, 'sent.flac');
    writeFileSync(sent, request?.file ?? new Uint8Array());
    // 12 s at 44.1 kHz, one channel of 16 bits.
    await runFfmpeg(['-i', sent, '-f', 's16le', join(folder, 'sent.raw')]);
    expect(readFileSync(join(folder, 'sent.raw')).length).toBe(12 * 44_100 * 2);
    expect(readFileSync(sent, 'latin1')).not.toMatch(/secret/i);
    const detail = trackDetail(database, id);
    expect(detail).toMatchObject({
      title: 'Track 1',
      artist: '',
      musicbrainzIds: [expect.any(String), expect.any(String)],
    });
    expect(detail.sources.find(({ field }) => field === 'title')).toMatchObject({
      verdict: 'conflict',
      sources: [
        { provider: 'tag', value: 'Track 1', chosen: true },
        { provider: 'recognition', value: 'Glue', confidence: 0.8, chosen: false },
      ],
    });
    expect(detail.sources.find(({ field }) => field === 'artist')).toMatchObject({ reason: 'none' });
  }, 60_000);

  test('without a match takes back what an earlier one said', async () => {
    const path = join(folder, 'a.flac');
    makeAudioFile(path, { seconds: 3 });
    const service = serviceWith();
    await service.setToken(AUDD_TOKEN);
    const id = addTrack(path, 3);
    await service.recognise(id, undefined);
    server.next.push({ body: { status: 'success', result: null } });
    expect(await service.recognise(id, undefined)).toEqual({ match: null });
    expect(trackDetail(database, id)).toMatchObject({ sources: [], musicbrainzIds: [] });
  }, 60_000);

  test('says why it could not be: no token, no file, no sound, account at its limit', async () => {
    const path = join(folder, 'a.flac');
    makeAudioFile(path, { seconds: 1 });
    const service = serviceWith();
    const id = addTrack(path, 1);
    await expect(service.recognise(id, undefined)).rejects.toThrow(/There is no AudD API token/);
    await service.setToken(AUDD_TOKEN);
    server.next.push({ body: { status: 'error', error: { error_code: 902, error_message: 'limit' } } });
    await expect(service.recognise(id, undefined)).rejects.toThrow(/limit of your AudD account/);
    const noSound = join(folder, 'text.flac');
    writeFileSync(noSound, 'no music');
    await expect(service.recognise(addTrack(noSound, 10), undefined)).rejects.toMatchObject({
      code: 'unreadable-audio',
    });
    const gone = TrackId.parse(database.newId());
    await expect(service.recognise(gone, undefined)).rejects.toMatchObject({ code: 'not-found' });
    expect(server.requests).toHaveLength(1);
  }, 60_000);

  test('is one at a time for a track, and can be cancelled', async () => {
    const path = join(folder, 'a.flac');
    makeAudioFile(path, { seconds: 1 });
    const service = serviceWith();
    await service.setToken(AUDD_TOKEN);
    const id = addTrack(path, 1);
    server.next.push({ hangs: true });
    const cancel = new AbortController();
    const running = service.recognise(id, cancel.signal);
    await expect(service.recognise(id, undefined)).rejects.toMatchObject({ code: 'busy' });
    await expect.poll(() => server.requests.length).toBe(1);
    cancel.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(await service.recognise(id, undefined)).toMatchObject({ match: { title: 'Glue' } });
  }, 60_000);

  test('leaves no token in the log, whatever goes wrong', async () => {
    const log = createLogger(join(folder, 'host.log'));
    const path = join(folder, 'a.flac');
    makeAudioFile(path, { seconds: 1 });
    const service = serviceWith();
    await service.setToken(AUDD_TOKEN);
    const id = addTrack(path, 1);
    server.next.push({ body: AUDD_TOKEN }, { status: 500 }, { status: 500 }, { status: 500 }, { status: 302 });
    for (let call = 0; call < 3; call += 1) {
      const error = await service.recognise(id, undefined).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(Error);
      log.error('rpc failed', { error });
    }
    expect(log.recentLines()).toHaveLength(3);
    expect(log.recentLines().join('\n')).not.toContain(AUDD_TOKEN);
  }, 60_000);
});
