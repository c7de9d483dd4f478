/**
 * Import of a rekordbox collection of 100,000 tracks into an empty library: npm run bench -- import [tracks]
 * Reference of the same run: the same tracks, files and cues written by SQLite alone, without log, search or indexes.
 * The collection is invented in a process of its own, so that its memory is not counted with the import's.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createImportService } from '#main/interchange/import/import-service.ts';
import type { InterchangeTrack } from '#main/interchange/model.ts';
import { formatRekordbox } from '#main/interchange/rekordbox/format-rekordbox.ts';
import { createInterchangeThread } from '#main/interchange/thread/interchange-thread.ts';
import { artistMutations } from '#main/library/track-artist-mutations.ts';
import { systemClock } from '#main/platform/clock.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import { DEFAULT_RULES } from '#shared/contract/interchange.ts';
import { cpuSeconds } from './cpu-time.ts';
import { inventCollection } from '#test/support/foreign-collection.ts';

const [tracks = '100000', invented] = process.argv.slice(2);
const TRACKS = Number(tracks);
const TARGET_SECONDS = 25;
const TARGET_MB = 600;

/** Longest time that nothing else got its turn, in ms. */
function watchPauses(): { take(): number } {
  let last = performance.now();
  let longest = 0;
  const tick = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    setImmediate(tick).unref();
  };
  tick();
  const alive = setInterval(() => undefined, 1_000);
  alive.unref();
  return {
    take: () => {
      const taken = longest;
      longest = 0;
      return taken;
    },
  };
}

/** Seconds. */
function plainInserts(path: string, tracks: readonly InterchangeTrack[]): number {
  const raw = new Database(path);
  raw.exec('CREATE TABLE tracks (a, b, c, d, e, f, g); CREATE TABLE files (a, b); CREATE TABLE cues (a, b, c, d, e)');
  const track = raw.prepare('INSERT INTO tracks VALUES (?, ?, ?, ?, ?, ?, ?)');
  const file = raw.prepare('INSERT INTO files VALUES (?, ?)');
  const cue = raw.prepare('INSERT INTO cues VALUES (?, ?, ?, ?, ?)');
  const start = performance.now();
  raw.transaction(() => {
    for (const { id, title, artist, album, genre, label, comment, path: at, cues } of tracks) {
      track.run(id, title, artist, album, genre, label, comment);
      file.run(id, at);
      for (const each of cues) cue.run(id, each.slot, each.startSeconds, each.name, each.colour);
    }
  })();
  raw.close();
  return (performance.now() - start) / 1_000;
}

/** Writes the collection and prints what SQLite alone takes for it, in seconds. */
function invent(file: string): void {
  const collection = inventCollection(TRACKS);
  writeFileSync(file, formatRekordbox(collection).output);
  console.log(plainInserts(`${file}.sqlite`, collection.tracks));
}

function inventElsewhere(file: string): number {
  return Number(execFileSync(process.execPath, [import.meta.filename, tracks, file], { encoding: 'utf8' }));
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'musicforge-bench-'));
  try {
    const file = join(folder, 'collection.xml');
    const reference = inventElsewhere(file);
    const library = openDatabase({ path: join(folder, 'library.sqlite'), clock: systemClock });
    const workerUrl = new URL(import.meta.resolve('#main/interchange/thread/interchange-worker.ts'));
    const { readSource } = createInterchangeThread(workerUrl);
    const imports = createImportService({
      database: library,
      clock: systemClock,
      readSource,
      readMusicFile: () => Promise.resolve(null),
      artistMutations: (tracks) => artistMutations(library, tracks),
      onTracksAdded: () => undefined,
      backUp: () => Promise.resolve(),
      onProblem: (error) => console.error(error),
    });
    const pauses = watchPauses();
    const cpu = cpuSeconds();
    const start = performance.now();
    imports.preview([file]);
    await imports.idle();
    const read = (performance.now() - start) / 1_000;
    const readPause = pauses.take();
    imports.apply(DEFAULT_RULES);
    await imports.idle();
    const total = (performance.now() - start) / 1_000;
    const { phase, result, error } = imports.state();
    console.log(`file: ${((await stat(file)).size / 1e6).toFixed(0)} MB, ${TRACKS} tracks: ${phase} ${error ?? ''}`);
    console.log(`read and compared: ${read.toFixed(1)} s, longest piece ${readPause.toFixed(0)} ms`);
    console.log(`written:           ${(total - read).toFixed(1)} s, longest piece ${pauses.take().toFixed(0)} ms`);
    console.log(
      `in all:            ${total.toFixed(1)} s, CPU time ${(cpuSeconds() - cpu).toFixed(1)} s (target ${TARGET_SECONDS} s for 100,000)`,
    );
    console.log(
      `SQLite alone:      ${reference.toFixed(1)} s; ratio of the writing ${((total - read) / reference).toFixed(1)}`,
    );
    console.log(
      `cues ${result?.cues}, crates ${result?.crates}; memory at most ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB (target ${TARGET_MB})`,
    );
    await library.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (invented === undefined) await main();
else invent(invented);
