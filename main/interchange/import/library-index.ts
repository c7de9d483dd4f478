import type { Statement } from 'better-sqlite3';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { SAME_LENGTH_SECONDS } from '#shared/domain/same-length.ts';
import { recordingKey, songVersion } from '#shared/domain/song-version.ts';

/** A live track with what it is recognised by. */
export interface IndexedTrack {
  readonly id: string;
  readonly durationSeconds: number | null;
}

/** How the tracks of the library are found. */
export interface LibraryIndex {
  byPath(path: string): string | undefined;
  byContent(contentHash: string): string | undefined;
  /** The track of this song and version (`recordingKey`) whose length is nearest, within two seconds where both lengths are known. */
  byName(key: string, durationSeconds: number | null): string | undefined;
  /** Paths of all files, for finding those of another system. */
  paths(): readonly string[];
}

interface Numbered {
  readonly row_number: number;
}
interface FileLine extends Numbered {
  readonly path: string;
  readonly content_hash: string;
  readonly track_id: string;
}
interface NameLine extends Numbered {
  readonly id: string;
  readonly artist: string;
  readonly title: string;
  readonly mix: string;
  readonly remixer: string;
  readonly duration_seconds: number | null;
}

const FILES = `SELECT rowid AS row_number, path, content_hash, track_id FROM files
  WHERE deleted_at IS NULL AND rowid > ? ORDER BY rowid LIMIT ?`;
const NAMES = `SELECT rowid AS row_number, id, artist, title, mix, remixer, duration_seconds FROM tracks
  WHERE deleted_at IS NULL AND rowid > ? ORDER BY rowid LIMIT ?`;

/**
 * Reads how all tracks can be found, page by page.
 * @param pause Called every few hundred rows: others get their turn.
 */
export async function indexLibrary(
  { raw }: Pick<LibraryDatabase, 'raw'>,
  pause: () => Promise<void>,
): Promise<LibraryIndex> {
  const paths = new Map<string, string>();
  const contents = new Map<string, string>();
  await eachRow(
    raw.prepare<[number, number], FileLine>(FILES),
    pause,
    ({ path, content_hash: hash, track_id: trackId }) => {
      paths.set(path.normalize('NFC'), trackId);
      // What was told apart from its likeness goes on behind a colon.
      if (hash !== '') contents.set(hash.split(':', 1)[0] ?? hash, trackId);
    },
  );
  const names = new Map<string, IndexedTrack[]>();
  await eachRow(
    raw.prepare<[number, number], NameLine>(NAMES),
    pause,
    ({ id, duration_seconds: durationSeconds, ...song }) => {
      const key = recordingKey(songVersion(song));
      if (key === '') return;
      const known = names.get(key);
      if (known === undefined) names.set(key, [{ id, durationSeconds }]);
      else known.push({ id, durationSeconds });
    },
  );
  return {
    byPath: (path) => paths.get(path.normalize('NFC')),
    byContent: (hash) => contents.get(hash),
    byName: (key, durationSeconds) => nearest(names.get(key) ?? [], durationSeconds),
    paths: () => [...paths.keys()],
  };
}

/** The track whose length is nearest, within what is the same to the ear where both lengths are known. */
export function nearest(tracks: readonly IndexedTrack[], durationSeconds: number | null): string | undefined {
  let [best, distance] = [undefined as string | undefined, Infinity];
  for (const track of tracks) {
    const apart =
      durationSeconds === null || track.durationSeconds === null
        ? SAME_LENGTH_SECONDS
        : Math.abs(track.durationSeconds - durationSeconds);
    if (apart <= SAME_LENGTH_SECONDS && apart < distance) [best, distance] = [track.id, apart];
  }
  return best;
}

/** Read and recognised within some milliseconds. */
const ROWS_A_PAGE = 500;

/** Reads the rows that a statement gives, in the order of their numbers, page by page. */
async function eachRow<Row extends Numbered>(
  page: Statement<[number, number], Row>,
  pause: () => Promise<void>,
  use: (row: Row) => void,
): Promise<void> {
  let after = -1;
  for (;;) {
    const rows = page.all(after, ROWS_A_PAGE);
    rows.forEach(use);
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_A_PAGE) return;
    after = last.row_number;
    await pause();
  }
}
