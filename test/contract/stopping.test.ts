import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import type { HostClient } from '#shared/contract/contract.ts';
import { firstWhere } from '#test/support/running-host.ts';
import { beatTimes, clickTrack, RATE } from '#test/support/signals.ts';
import { tempFolder } from '#test/support/temp-library.ts';
import { writeFloatWav } from '#test/support/wav.ts';

const ENTRY = resolve(import.meta.dirname, '..', '..', 'main', 'host', 'server-entry.ts');
const TRACKS = 6;

interface Program {
  readonly child: ChildProcess;
  readonly client: HostClient;
}

/** The program as a user starts it, with a signed-in client. */
async function start(dataFolder: string): Promise<Program> {
  const child = spawn(process.execPath, [ENTRY, '--no-open', '--port', '0', '--data', dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const link = await firstLink(child.stdout);
  const answer = await fetch(link, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const socket = new WebSocket(`ws://${link.host}/rpc`, { origin: link.origin, headers: { cookie } });
  return { child, client: createORPCClient(new RPCLink({ websocket: socket })) };
}

async function firstLink(output: Readable): Promise<URL> {
  for await (const line of createInterface({ input: output })) {
    const link = /http:\/\/\S+\/open\?token=\S+/.exec(line)?.[0];
    if (link !== undefined) return new URL(link);
  }
  throw new Error('The program ended before it printed its link');
}

/** Starts the analysis of all tracks and resolves when at least one is done and others are not. */
async function reachTheMiddle(client: HostClient, music: string): Promise<void> {
  await client.settings.update({ workerCount: 1 });
  await client.library.addFolder({ path: music });
  await firstWhere(await client.analysis.watch(), ({ done, active }) => done >= 1 && active.length > 0);
}

/** What is in the library of a program that has ended. */
function inspect(dataFolder: string) {
  const raw = new Database(join(dataFolder, 'library.db'));
  const count = (sql: string) => raw.prepare(sql).pluck().get() as number;
  const found = {
    sound: raw.pragma('integrity_check', { simple: true }),
    tracks: count('SELECT count(*) FROM tracks'),
    results: count('SELECT count(*) FROM track_analyses'),
    waiting: count("SELECT count(*) FROM analysis_jobs WHERE state = 'queued'"),
    leased: count("SELECT count(*) FROM analysis_jobs WHERE state = 'leased'"),
  };
  raw.close();
  return found;
}

let music: string;

beforeAll(async () => {
  music = mkdtempSync(join(tmpdir(), 'musicforge-music-'));
  for (let index = 0; index < TRACKS; index += 1) {
    const bpm = 100 + index;
    const mono = clickTrack(beatTimes(bpm, 0.1, 60), 60);
    await writeFloatWav(join(music, `Click ${bpm}.wav`), mono, { channels: 1, sampleRate: RATE });
  }
});

afterAll(() => rmSync(music, { recursive: true }));

test.each(['SIGTERM', 'SIGINT'] as const)('%s in the middle of the analysis gives every job back', async (signal) => {
  const dataFolder = tempFolder();
  const { child, client } = await start(dataFolder);
  await reachTheMiddle(client, music);
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([0, null]);
  const found = inspect(dataFolder);
  expect(found).toMatchObject({ sound: 'ok', tracks: TRACKS, leased: 0 });
  expect(found.results + found.waiting).toBe(TRACKS);
  expect(found.waiting).toBeGreaterThan(0);
  expect(existsSync(join(dataFolder, 'running'))).toBe(false);
});

test('SIGKILL in the middle of the analysis loses no result, and the next start finishes the rest once', {
  timeout: 120_000,
}, async () => {
  const dataFolder = tempFolder();
  const first = await start(dataFolder);
  await reachTheMiddle(first.client, music);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const killed = inspect(dataFolder);
  expect(killed).toMatchObject({ sound: 'ok', tracks: TRACKS });
  expect(killed.results).toBeGreaterThan(0);
  expect(killed.results + killed.waiting + killed.leased).toBe(TRACKS);

  const second = await start(dataFolder);
  const state = await firstWhere(
    await second.client.analysis.watch(),
    ({ queued, active, done }) => queued === 0 && active.length === 0 && done > 0,
  );
  expect(state).toMatchObject({ failed: 0, done: TRACKS - killed.results });
  second.child.kill('SIGTERM');
  await once(second.child, 'exit');
  expect(inspect(dataFolder)).toEqual({ sound: 'ok', tracks: TRACKS, results: TRACKS, waiting: 0, leased: 0 });
});
