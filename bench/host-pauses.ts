/**
 * The longest piece of work on the host's thread, in processor time, while it does what is heavy for it:
 * npm run bench -- pauses
 * Between two pieces the host answers the window; target: none over 50 ms.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { overviewOf } from '#main/analysis/overview.ts';
import { createGenreService } from '#main/genres/create-genre-service.ts';
import { systemClock } from '#main/platform/clock.ts';
import { TimbreIndex } from '#main/sets/timbre-index.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import { COLUMN_BYTES, encodePeaks, levelsOf } from '#shared/domain/peaks.ts';
import { addTimbredTracks } from '#test/support/timbred-library.ts';

const TRACKS = 100_000;
/** Columns of the longest waveform there is (main/dsp/waveform.ts). */
const MOST_COLUMNS = 120_000;
const SETTLING_MS = 3000;
const MICROSECONDS_PER_MS = 1000;

// What making the library left behind is not to be cleaned up while something else is measured.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const threadMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / MICROSECONDS_PER_MS;
};

/** @returns Milliseconds of processor time of the longest turn of the event loop while the work goes on. */
async function longestPiece(work: () => unknown): Promise<number> {
  let longest = 0;
  let last = threadMs();
  let isOver = false;
  const beat = (): void => {
    const now = threadMs();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(beat);
  };
  setImmediate(beat);
  await work();
  isOver = true;
  beat();
  return longest;
}

async function report(what: string, work: () => unknown): Promise<void> {
  collectGarbage();
  const start = performance.now();
  const longest = await longestPiece(work);
  const seconds = (performance.now() - start) / 1000;
  console.log(`${what.padEnd(46)} longest piece ${longest.toFixed(0).padStart(4)} ms, in all ${seconds.toFixed(2)} s`);
}

const folder = mkdtempSync(join(tmpdir(), 'musicforge-bench-'));
const database = openDatabase({ path: join(folder, 'library.db'), clock: systemClock, backupDelayMs: 3_600_000 });
try {
  const data = Uint8Array.from({ length: MOST_COLUMNS * COLUMN_BYTES }, (_, index) => index % 251);
  const peaks = { columnsPerSecond: 98, data };
  await report('waveform of the longest track, made to store', () => [encodePeaks(levelsOf(peaks)), overviewOf(peaks)]);
  const [first = ''] = addTimbredTracks(database, TRACKS).keys();
  // Timers of the library were held up meanwhile.
  await sleep(SETTLING_MS);
  const index = new TimbreIndex(database);
  await report(`first look-up of timbre, ${TRACKS} tracks`, () => index.nearest(first, 25, new Set()));
  await report(`later look-up of timbre, ${TRACKS} tracks`, () => index.nearest(first, 25, new Set()));
  await report(`learning genres from ${TRACKS} tracks`, () => createGenreService(database, systemClock).learn());
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
