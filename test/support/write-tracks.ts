/**
 * Run as a process of its own, to be killed: adds a track with its file, again and again, each pair in one transaction,
 * and prints the track's id once the library says that it is saved.
 * Arguments: path of the library.
 */
import { writeSync } from 'node:fs';
import { systemClock } from '#main/platform/clock.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import { fileFields, trackFields } from './library-rows.ts';

const library = openDatabase({ path: process.argv[2] ?? '', clock: systemClock });
for (;;) {
  const id = library.newId();
  library.mutate({
    origin: 'tag',
    label: 'Import',
    mutations: [
      { op: 'insert', table: 'tracks', id, set: trackFields({ comment: 'x'.repeat(4000) }) },
      { op: 'insert', table: 'files', id: library.newId(), set: fileFields(id) },
    ],
  });
  writeSync(1, `${id}\n`);
}
