import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that is there while the program runs, and stays when it is killed. */
export interface RunMarker {
  /** The last run ended without its clean end: some of its steps may not have followed each other. */
  readonly wasKilled: boolean;
  remove(): void;
}

/** Sets the marker. Only who holds the library's lock may do so. */
export function setRunMarker(dataFolder: string): RunMarker {
  const path = join(dataFolder, 'running');
  const wasKilled = existsSync(path);
  writeFileSync(path, `${process.pid}\n`);
  return { wasKilled, remove: () => rmSync(path, { force: true }) };
}
