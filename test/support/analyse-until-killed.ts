/**
 * Run as a process of its own, to be killed: takes up the analysis queue of a library and prints the id of each track
 * whose result is stored.
 * Arguments: path of the library.
 */
import { writeSync } from 'node:fs';
import { createAnalysisService } from '#main/analysis/analysis-service.ts';
import { systemClock } from '#main/platform/clock.ts';
import { openDatabase } from '#main/storage/open-database.ts';

const library = openDatabase({ path: process.argv[2] ?? '', clock: systemClock });
const ignore = (): void => {};
library.onChange(({ rows }) => {
  for (const id of rows.get('track_analyses') ?? []) writeSync(1, `${id}\n`);
});
const service = createAnalysisService({
  library,
  clock: systemClock,
  log: { info: ignore, warn: ignore, error: ignore },
  workerUrl: new URL('./analysis-worker-double.ts', import.meta.url),
  ffmpegPath: async () => 'ffmpeg',
  settings: () => ({ workerCount: 2, minBpm: 88, maxBpm: 176 }),
});
service.start();
// The leases' timer alone does not keep the process alive while it waits to be killed.
setInterval(ignore, 60_000);
