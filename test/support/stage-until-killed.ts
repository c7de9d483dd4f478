/**
 * Run as a process of its own, to be killed: replaces a library by an archive, again and again.
 * Arguments: path of the library, path of the archive.
 */
import { writeSync } from 'node:fs';
import { stageArchive } from '#main/backups/stage.ts';
import { isoTime, systemClock } from '#main/platform/clock.ts';
import { openDatabase } from '#main/storage/open-database.ts';

const [path = '', archive = ''] = process.argv.slice(2);
const signal = new AbortController().signal;
writeSync(1, 'ready\n');
for (;;) {
  const library = openDatabase({ path, clock: systemClock });
  const nowIso = isoTime(systemClock.now());
  await stageArchive(archive, { libraryPath: path, nowIso, signal, onProgress: () => undefined });
  await library.close();
  writeSync(1, 'staged\n');
}
