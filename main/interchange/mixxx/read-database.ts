import { AppError } from '#shared/errors/app-error.ts';
import { cellNumber, cellText, type ForeignDatabase, readForeignDatabase } from '#main/interchange/foreign-database.ts';
import type { ReadResult } from '#main/interchange/model.ts';
import { createReadReport, type ReadReport } from '#main/interchange/read-report.ts';
import { readMixxxCues } from './cues.ts';
import { readMixxxCrates, readMixxxPlaylists } from './read-playlists.ts';
import { readMixxxTracks } from './read-tracks.ts';

const PROGRAM = 'Mixxx';
const VERSION_SETTING = 'mixxx.schema.version';
/** From here on a track names its file by number. */
const FIRST_VERSION = 3;
/** Mixxx 2.5; later versions have only added to it so far. */
const KNOWN_VERSION = 39;

function readVersion(database: ForeignDatabase, report: ReadReport): number {
  const rows = [...database.rows('settings', ['name', 'value'], report)];
  const version = cellNumber(rows.find((row) => cellText(row['name']) === VERSION_SETTING)?.['value']);
  if (version === null || database.columns('library').size === 0) {
    throw new AppError(
      'invalid-input',
      'This is no library of Mixxx. Choose mixxxdb.sqlite in the settings folder of Mixxx.',
    );
  }
  if (version < FIRST_VERSION) {
    const message = 'This library is of a very old Mixxx. Open it once in a newer one and choose it again.';
    throw new AppError('unsupported', message, { version });
  }
  if (version > KNOWN_VERSION) {
    report.problem('', `The library is of a newer Mixxx (schema ${version}); something may be missing.`);
  }
  return version;
}

/**
 * Reads mixxxdb.sqlite without changing it. Playlists come first, then crates; the history becomes plays.
 * @throws {AppError} invalid-input, unsupported (Mixxx before 1.8), not-found or busy.
 */
export function readMixxxDatabase(path: string): ReadResult {
  return readForeignDatabase(path, PROGRAM, (database) => {
    const report = createReadReport();
    const version = readVersion(database, report);
    const tracks = readMixxxTracks(database, readMixxxCues(database, version, report), report);
    const trackIds = new Set(tracks.map(({ id }) => id));
    const { playlists, plays } = readMixxxPlaylists(database, trackIds, report);
    const crates = readMixxxCrates(database, trackIds, report);
    return report.result({ tracks, playlists: [...playlists, ...crates], plays });
  });
}
