/**
 * Run as a process of its own, to be killed: adds a folder to a library (or scans it again) and prints a line for every
 * change of its tracks.
 * Arguments: path of the library, path of the folder.
 */
import { writeSync } from 'node:fs';
import { createLibraryService } from '#main/library/create-library-service.ts';
import { systemClock } from '#main/platform/clock.ts';
import { openDatabase } from '#main/storage/open-database.ts';

const [path = '', folder = ''] = process.argv.slice(2);
const database = openDatabase({ path, clock: systemClock });
database.onChange(({ rows }) => {
  if (rows.has('tracks')) writeSync(1, 'tracks\n');
});
const service = createLibraryService({
  database,
  clock: systemClock,
  homeFolder: '/',
  ownPlaces: [],
  watcherUrl: new URL(import.meta.resolve('#main/library/watcher-worker.ts')),
  judge: () => Promise.resolve(),
  onTracksAdded: () => undefined,
  onNotice: ({ message }) => {
    throw new Error(message);
  },
  onProblem: (error) => {
    throw error;
  },
});
if ((await service.folders()).length === 0) await service.addFolder(folder);
else service.scan();
await service.scansDone();
