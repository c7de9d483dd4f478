/**
 * Look-up of the 25 tracks that sound most like one, among 100,000, against a plain comparison of one array a track in the
 * same run: npm run bench -- neighbours
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#main/platform/clock.ts';
import { TimbreIndex } from '#main/sets/timbre-index.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import { timbreLikeness, type TimbreVector } from '#shared/domain/timbre.ts';
import { addTimbredTracks } from '#test/support/timbred-library.ts';
import { median } from './analysis-metrics.ts';

const TRACKS = 100_000;
const LOOK_UPS = 50;
const SHOWN = 25;

const folder = mkdtempSync(join(tmpdir(), 'musicforge-bench-'));
const database = openDatabase({ path: join(folder, 'library.db'), clock: systemClock, backupDelayMs: 3_600_000 });
try {
  const vectors = addTimbredTracks(database, TRACKS);
  const ids = [...vectors.keys()];
  const index = new TimbreIndex(database);
  const loadStart = performance.now();
  await index.nearest(ids[0] ?? '', SHOWN, new Set());
  const loadMs = performance.now() - loadStart;
  const times: number[] = [];
  const plainTimes: number[] = [];
  for (let n = 0; n < LOOK_UPS; n += 1) {
    const id = ids[n * 1999] ?? '';
    const start = performance.now();
    const found = await index.nearest(id, SHOWN, new Set());
    const between = performance.now();
    const own = vectors.get(id) as TimbreVector;
    const plain = ids
      .map((other) => ({ id: other, likeness: timbreLikeness(own, vectors.get(other) as TimbreVector) }))
      .sort((a, b) => b.likeness - a.likeness)
      .slice(1, SHOWN + 1);
    times.push(between - start);
    plainTimes.push(performance.now() - between);
    if (plain[0]?.id !== found?.[0]?.id) throw new Error('The index and the plain comparison disagree');
  }
  const [ours, reference] = [median(times), median(plainTimes)];
  console.log(`first look-up, with reading the library: ${loadMs.toFixed(0)} ms`);
  console.log(
    `look-up among ${TRACKS.toLocaleString('en')}: median ${ours.toFixed(1)} ms, longest ${Math.max(...times).toFixed(1)} ms`,
  );
  console.log(`plain comparison: median ${reference.toFixed(1)} ms; ${(reference / ours).toFixed(1)} times as long`);
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
