/**
 * Run as a process of its own, to be killed: copies the files of tracks and says when it has begun.
 * Arguments: path of the library, folder, ids of the tracks.
 */
import { writeSync } from 'node:fs';
import { createHostCopies } from '#main/host/host-copies.ts';
import { systemClock } from '#main/platform/clock.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import { TrackId } from '#shared/contract/ids.ts';

const [path = '', folder = '', ...ids] = process.argv.slice(2);
const database = openDatabase({ path, clock: systemClock });
const log = { error: (message: string) => void writeSync(2, `${message}\n`) };
const copies = createHostCopies({ database, clock: systemClock, log: log as never }, () => Promise.resolve([]));
copies.start({ scope: { kind: 'tracks', ids: ids.map((id) => TrackId.parse(id)) }, folder });
for await (const { phase } of copies.watch()) {
  writeSync(1, `${phase}\n`);
  if (phase === 'done') break;
}
