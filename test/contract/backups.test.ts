import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as MessagePortLink } from '@orpc/client/message-port';
import { RPCLink } from '@orpc/client/websocket';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { createHost } from '#main/host/create-host.ts';
import { type HostKeeper, keepHost } from '#main/host/host-keeper.ts';
import { programFolders } from '#main/host/program-folders.ts';
import { NO_CIPHER } from '#main/platform/remote-cipher.ts';
import { PROTOCOL_VERSION } from '#shared/contract/base.ts';
import type { HostClient } from '#shared/contract/contract.ts';
import { DEFAULT_RULES } from '#shared/contract/interchange.ts';
import { signIn, startTestServer } from '#test/support/host-transports.ts';
import { firstWhere } from '#test/support/running-host.ts';
import { beatTimes, clickTrack, RATE } from '#test/support/signals.ts';
import { tempFolder } from '#test/support/temp-library.ts';
import { writeFloatWav } from '#test/support/wav.ts';

const ENTRY = resolve(import.meta.dirname, '..', '..', 'main', 'host', 'server-entry.ts');

interface KeptHost {
  readonly keeper: HostKeeper;
  /** A new line of the same signed-in browser. */
  connect(): Promise<{ readonly client: HostClient; readonly closed: Promise<number> }>;
}

/** The host as the program runs it, over HTTP. */
async function startKept(dataFolder = tempFolder()): Promise<KeptHost> {
  const keeper = await keepHost({
    start: (reopen) =>
      createHost({ dataFolder, program: programFolders(ENTRY), demo: false, cipher: NO_CIPHER, reopen }),
    onLost: (error) => {
      throw error;
    },
  });
  const server = await startTestServer({ serveSocket: (socket) => keeper.serveSocket(socket) });
  const cookie = await signIn(server);
  onTestFinished(async () => {
    await server.close();
    await keeper.close();
  });
  return {
    keeper,
    connect: async () => {
      const url = `${server.origin.replace('http', 'ws')}/rpc`;
      const socket = new WebSocket(url, { origin: server.origin, headers: { cookie } });
      const closed = new Promise<number>((done) => socket.once('close', done));
      return { client: createORPCClient(new RPCLink({ websocket: socket })), closed };
    },
  };
}

const hello = (client: HostClient) => client.system.hello({ protocol: PROTOCOL_VERSION });
const setNames = async (client: HostClient) => (await client.sets.list()).map(({ name }) => name);

test('a restored backup is the library of the next host, which the same browser reaches again', async () => {
  const host = await startKept();
  const { client, closed } = await host.connect();
  const before = await hello(client);
  await client.sets.create({ name: 'Then', trackIds: [] });
  const backup = await client.backups.backUp();
  expect(backup).toMatchObject({ reason: 'manual', counts: { sets: 1, tracks: 0 } });
  await client.sets.create({ name: 'Later', trackIds: [] });
  expect((await client.backups.list()).current.sets).toBe(2);
  await client.backups.restore({ id: backup.id });
  expect(await closed).toBe(1012);

  const again = (await host.connect()).client;
  const after = await hello(again);
  expect(after.hostId).not.toBe(before.hostId);
  expect(after.libraryId).not.toBe(before.libraryId);
  expect(await setNames(again)).toEqual(['Then']);
  const notice = await firstWhere(await again.system.watchNotices(), () => true);
  expect(notice).toMatchObject({ level: 'info', title: expect.stringContaining('is now the backup of') as string });
  const { backups } = await again.backups.list();
  expect(backups.map(({ reason, counts }) => [reason, counts?.sets])).toEqual([
    ['restore', 2],
    ['manual', 1],
  ]);

  // Undo reaches what the backup's history has.
  expect((await again.history.state()).undo).toContain('Then');
  // And the way back is the same.
  await again.backups.restore({ id: backups[0]?.id ?? '' });
  await expect.poll(async () => setNames((await host.connect()).client)).toEqual(['Later', 'Then']);
});

test('an archive goes from one library to another', async () => {
  const [first, second] = [await startKept(), await startKept()];
  const { client } = await first.connect();
  await client.sets.create({ name: 'Travels', trackIds: [] });
  const path = join(tempFolder(), 'all.musicforge');
  await client.backups.exportArchive({ path });
  const written = await firstWhere(await client.backups.watch(), ({ phase }) => phase === 'exported');
  expect(written.archive).toMatchObject({ path, counts: { sets: 1 } });
  await expect(client.backups.exportArchive({ path })).rejects.toMatchObject({ code: 'conflict' });

  const line = await second.connect();
  await expect(line.client.backups.openArchive()).rejects.toMatchObject({ code: 'conflict' });
  await line.client.backups.checkArchive({ path });
  const ready = await firstWhere(await line.client.backups.watch(), ({ phase }) => phase === 'ready');
  expect(ready.archive).toEqual(written.archive);
  expect(await setNames(line.client)).toEqual([]);
  await line.client.backups.openArchive();
  expect(await line.closed).toBe(1012);
  expect(await setNames((await second.connect()).client)).toEqual(['Travels']);
});

test('a music folder that is not on the other computer is shown as not connected there', async () => {
  const [first, second] = [await startKept(), await startKept()];
  const { client } = await first.connect();
  const music = join(tempFolder(), 'my music');
  mkdirSync(music);
  await writeFloatWav(join(music, 'Here - Only.wav'), clickTrack(beatTimes(120, 0.1, 4), 4), {
    channels: 1,
    sampleRate: RATE,
  });
  await client.library.addFolder({ path: music });
  await firstWhere(await client.library.watchScan(), (scan) => !scan.running && scan.added === 1);
  const path = join(tempFolder(), 'all.musicforge');
  await client.backups.exportArchive({ path });
  await firstWhere(await client.backups.watch(), ({ phase }) => phase === 'exported');
  rmSync(music, { recursive: true });

  const line = await second.connect();
  await line.client.backups.checkArchive({ path });
  await firstWhere(await line.client.backups.watch(), ({ phase }) => phase === 'ready');
  await line.client.backups.openArchive();
  await line.closed;
  const there = (await second.connect()).client;
  expect(await there.library.folders()).toMatchObject([{ path: music, available: false, trackCount: 1 }]);
  const { problems } = await firstWhere(await there.library.watchScan(), (scan) => scan.problemCount > 0);
  expect(problems).toMatchObject([{ reason: expect.stringContaining('not there') as string }]);
});

test('the line of a desktop window ends with the old library and finds the next', async () => {
  const { keeper } = await startKept();
  const connect = () => {
    const { port1, port2 } = new MessageChannel();
    const closed = once(port2, 'close');
    // As Electron hands it over: nothing is read before the host is there.
    keeper.servePort(port1);
    const client: HostClient = createORPCClient(new MessagePortLink({ port: port2 }));
    port2.start();
    return { client, closed };
  };
  const line = connect();
  await line.client.sets.create({ name: 'Then', trackIds: [] });
  const { id } = await line.client.backups.backUp();
  await line.client.sets.create({ name: 'Later', trackIds: [] });
  await line.client.backups.restore({ id });
  await line.closed;
  const next = connect();
  expect(await setNames(next.client)).toEqual(['Then']);
});

test('an import without a backup goes on, and the user is told', async () => {
  const dataFolder = tempFolder();
  const { client } = await (await startKept(dataFolder)).connect();
  mkdirSync(join(dataFolder, 'backups', 'library-in-the-way.partial'), { recursive: true });
  const list = join(tempFolder(), 'list.m3u8');
  writeFileSync(list, '#EXTM3U\n#EXTINF:200,Somebody - Something\n/music/something.mp3\n');
  await client.interchange.preview({ paths: [list] });
  await firstWhere(await client.interchange.watch(), ({ phase }) => phase === 'ready');
  await client.interchange.apply({ rules: DEFAULT_RULES });
  const done = await firstWhere(await client.interchange.watch(), ({ phase }) => phase === 'done');
  expect(done.result?.added).toBe(1);
  const notice = await firstWhere(await client.system.watchNotices(), () => true);
  expect(notice).toMatchObject({ level: 'warning', title: 'The backup could not be made' });
});

test('what cannot be done is said, and leaves the library as it is', async () => {
  const { client } = await (await startKept()).connect();
  await client.sets.create({ name: 'Mine', trackIds: [] });
  await expect(client.backups.restore({ id: '../library.db' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(client.backups.exportArchive({ path: 'x.musicforge' })).rejects.toMatchObject({ code: 'invalid-input' });
  await client.backups.checkArchive({ path: join(tempFolder(), 'gone.musicforge') });
  const failed = await firstWhere(await client.backups.watch(), ({ phase }) => phase === 'failed');
  expect(failed.error).toContain('not there');
  expect(await setNames(client)).toEqual(['Mine']);
});

test('nothing takes the place of a library that is about to move', async () => {
  const { client } = await (await startKept()).connect();
  const { id } = await client.backups.backUp();
  await client.settings.moveLibrary({ path: join(tempFolder(), 'new place') });
  await expect(client.backups.restore({ id })).rejects.toMatchObject({ code: 'conflict' });
});
