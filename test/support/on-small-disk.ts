/**
 * Run as a process of its own, on a disk of a few megabytes: restores an archive and exports one until there is no space,
 * and prints what it was told as JSON. Arguments: folder on the small disk, archive elsewhere.
 */
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stageArchive } from '#main/backups/stage.ts';
import { writeArchive } from '#main/backups/write-archive.ts';
import { systemClock } from '#main/platform/clock.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import { addTitled, titlesIn } from './titled-tracks.ts';

const [folder = '', archive = ''] = process.argv.slice(2);
const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
const nowIso = '2026-11-20T12:00:00.000Z';
const path = join(folder, 'library.db');
const filler = join(folder, 'filler');
const said: Record<string, unknown> = {};

/** Leaves so many bytes of the disk. */
function leave(bytes: number): void {
  rmSync(filler, { force: true });
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(filler, new Uint8Array(Math.max(0, bavail * bsize - bytes)));
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code,
  );

const library = openDatabase({ path, clock: systemClock });
addTitled(library, ['mine']);
leave(100_000);
said['restore'] = await codeOf(stageArchive(archive, { libraryPath: path, nowIso, ...quiet }));
said['backUp'] = await codeOf(library.backUp('manual'));
const target = { libraryPath: path, appVersion: '1', nowIso, withWaveforms: true, replace: false, ...quiet };
said['exportHere'] = await codeOf(writeArchive({ ...target, path: join(folder, 'x.musicforge') }));
said['left'] = readdirSync(folder).filter((name) => /incoming|partial|archive|musicforge/.test(name));
addTitled(library, []);
rmSync(filler);
said['stagedWithSpace'] = await codeOf(stageArchive(archive, { libraryPath: path, nowIso, ...quiet }));
await library.close();
// Now there is space for the library that waits, but none to keep the present one.
leave(100_000);
const refused = openDatabase({ path, clock: systemClock });
said['notice'] = refused.notices[0];
said['titles'] = titlesIn(refused);
await refused.close();
process.stdout.write(JSON.stringify(said));
