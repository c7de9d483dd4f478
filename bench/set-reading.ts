/**
 * Reading a set of 2,000 tracks with all its checks, against reading the same rows in one statement in the same run:
 * npm run bench -- set-reading
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#main/platform/clock.ts';
import { createSetBuilderService } from '#main/sets/create-set-builder-service.ts';
import { createSetsService } from '#main/sets/create-sets-service.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { SetDetail } from '#shared/contract/set-builder.ts';
import { addTimbredTracks } from '#test/support/timbred-library.ts';
import { median } from './analysis-metrics.ts';
import { longestPiece } from './longest-piece.ts';

const TRACKS = 2000;
const [READS, WARM_UP] = [20, 5];
const MICROSECONDS_PER_MS = 1000;
const RULES = { keyRule: 'strict', keyLock: true, tempoRangePercent: 6, halfDoubleTime: true } as const;

const folder = mkdtempSync(join(tmpdir(), 'musicforge-bench-'));
const database = openDatabase({ path: join(folder, 'library.db'), clock: systemClock, backupDelayMs: 3_600_000 });

/** Milliseconds of processor time: the machine may be busy otherwise. */
async function spent(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / MICROSECONDS_PER_MS;
}

try {
  // In the order in which they came: nearly every pair of neighbours clashes, which is the most that can be said of a set.
  const ids = [...addTimbredTracks(database, TRACKS).keys()].map((id) => TrackId.parse(id));
  const { id } = createSetsService(database).create('All of it', ids);
  const builder = createSetBuilderService({ database, clock: systemClock });
  const rows = database.raw.prepare(
    'SELECT * FROM set_entries JOIN tracks ON tracks.id = set_entries.track_id WHERE set_id = ? ORDER BY position',
  );
  const times = { read: [] as number[], plain: [] as number[], piece: [] as number[], answer: [] as number[] };
  for (let n = 0; n < READS + WARM_UP; n += 1) {
    let detail: SetDetail | null = null;
    const piece = await longestPiece(async () => {
      detail = await builder.read(id, RULES);
    });
    const read = await spent(() => builder.read(id, RULES));
    const answer = await spent(() => JSON.stringify(SetDetail.parse(detail)));
    const plain = await spent(() => rows.all(id));
    if (n === 0) console.log(`longest piece of the first reading: ${piece.toFixed(0)} ms`);
    // The first ones are not compiled yet.
    if (n < WARM_UP) continue;
    times.read.push(read);
    times.plain.push(plain);
    times.piece.push(piece);
    times.answer.push(answer);
  }
  const { checks } = await builder.read(id, RULES);
  const plain = median(times.plain);
  console.log(`a set of ${TRACKS.toLocaleString('en')} tracks with ${checks.length.toLocaleString('en')} checks`);
  console.log(
    `read          median ${median(times.read).toFixed(0)} ms, ${(median(times.read) / plain).toFixed(1)} times the plain rows`,
  );
  console.log(
    `longest piece median ${median(times.piece).toFixed(0)} ms, longest ${Math.max(...times.piece).toFixed(0)} ms`,
  );
  console.log(
    `its answer, validated and as text: median ${median(times.answer).toFixed(0)} ms, longest ${Math.max(...times.answer).toFixed(0)} ms`,
  );
  console.log(`plain rows    median ${plain.toFixed(0)} ms`);
} finally {
  await database.close();
  rmSync(folder, { recursive: true });
}
