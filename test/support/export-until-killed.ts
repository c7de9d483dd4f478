/**
 * Run as a process of its own, to be killed: exports an archive of a library, again and again over the last one.
 * Arguments: path of the library, path of the archive.
 */
import { writeSync } from 'node:fs';
import { writeArchive } from '#main/backups/write-archive.ts';
import { isoTime, systemClock } from '#main/platform/clock.ts';
import { openDatabase } from '#main/storage/open-database.ts';

const [libraryPath = '', path = ''] = process.argv.slice(2);
openDatabase({ path: libraryPath, clock: systemClock });
writeSync(1, 'ready\n');
for (;;) {
  await writeArchive({
    libraryPath,
    path,
    withWaveforms: true,
    replace: true,
    appVersion: '1.2.3',
    nowIso: isoTime(systemClock.now()),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  writeSync(1, 'exported\n');
}
