import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type LibraryDatabase, type OpenDatabaseOptions, openDatabase } from '#main/storage/open-database.ts';

export { entryFields, fileFields, setFields, trackFields } from './library-rows.ts';

/** A clock that stands still until it is set. */
export function manualClock(startMs = Date.UTC(2026, 10, 20)): { now: () => number; advance: (byMs: number) => void } {
  let time = startMs;
  return {
    now: () => time,
    advance: (byMs) => {
      time += byMs;
    },
  };
}

/** A folder that is removed when the test is over. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'musicforge-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A real library in a folder of its own; closed and removed when the test is over. */
export function openTempLibrary(options: Partial<OpenDatabaseOptions> = {}): LibraryDatabase {
  const path = options.path ?? join(tempFolder(), 'library.db');
  const library = openDatabase({ clock: manualClock(), ...options, path });
  onTestFinished(() => (library.raw.open ? library.close() : undefined));
  return library;
}
