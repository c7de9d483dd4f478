import { AppError } from '#shared/errors/app-error.ts';
import { cellNumber, cellText, type ForeignDatabase, readForeignDatabase } from '#main/interchange/foreign-database.ts';
import type { ReadResult } from '#main/interchange/model.ts';
import { createReadReport, type ReadReport } from '#main/interchange/read-report.ts';
import { engineLibraryFolder } from './paths.ts';
import { readEnginePerformance } from './read-performance.ts';
import { readEnginePlaylists } from './read-playlists.ts';
import { originName, readEngineTracks } from './read-tracks.ts';

const PROGRAM = 'Engine DJ';
const FIRST_MAJOR = 2;
const LAST_MAJOR = 3;
/** Tables with what the plain form has no place for: their rows are counted. */
const NOT_READ = ['Smartlist', 'PreparelistEntity'] as const;

/** @returns The identifier of the database. */
function checkVersion(database: ForeignDatabase, report: ReadReport): string {
  const wanted = ['uuid', 'schemaVersionMajor', 'schemaVersionMinor', 'schemaVersionPatch'];
  const [row] = [...database.rows('Information', wanted, report)];
  const major = cellNumber(row?.['schemaVersionMajor']);
  if (row === undefined || major === null || database.columns('Track').size === 0) {
    throw new AppError('invalid-input', 'This is no library of Engine DJ. Choose m.db in Engine Library/Database2.');
  }
  const version = `${major}.${cellText(row['schemaVersionMinor'])}.${cellText(row['schemaVersionPatch'])}`;
  if (major < FIRST_MAJOR) {
    const message = 'This library is of Engine Prime 1. Open it once in Engine DJ 2 or later and choose the new one.';
    throw new AppError('unsupported', message, { version });
  }
  if (major > LAST_MAJOR)
    report.problem('', `The library is of a newer version (${version}); something may be missing.`);
  return cellText(row['uuid']);
}

function countRows(database: ForeignDatabase, report: ReadReport): void {
  for (const table of NOT_READ) {
    for (const _ of database.rows(table, [], report)) report.unknown(table);
  }
}

/**
 * Reads the m.db of Engine DJ 2 to 4 (schemas 2.18 to 3.x).
 * @param libraryFolder What paths are relative to; by default the folder "Engine Library" that the file lies in.
 * @throws {AppError} invalid-input, unsupported (Engine Prime 1), not-found or busy.
 */
export function readEngineDatabase(path: string, libraryFolder: string | null = engineLibraryFolder(path)): ReadResult {
  return readForeignDatabase(path, PROGRAM, (database) => {
    const report = createReadReport();
    const uuid = checkVersion(database, report);
    const performance = readEnginePerformance(database, report);
    const { tracks, byOrigin } = readEngineTracks(database, libraryFolder, performance, report);
    const ids = new Set(tracks.map(({ id }) => id));
    const idOf = (databaseUuid: string, trackId: string): string | null => {
      const here = ids.has(trackId) ? trackId : null;
      if (databaseUuid === uuid || databaseUuid === '') return here;
      return byOrigin.get(originName(databaseUuid, trackId)) ?? here;
    };
    const playlists = readEnginePlaylists(database, idOf, report);
    countRows(database, report);
    return report.result({ tracks, playlists, plays: [] });
  });
}
