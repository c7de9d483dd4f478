import { AppError } from '#shared/errors/app-error.ts';
import { decodeText } from '#main/interchange/decode-text.ts';
import { dropFields } from '#main/interchange/dropped-fields.ts';
import {
  emptyTrack,
  type InterchangeLibrary,
  type InterchangePlay,
  type InterchangeTrack,
  type ReadResult,
  type WriteResult,
} from '#main/interchange/model.ts';
import { createDropCounter, createReadReport, type ReadReport } from '#main/interchange/read-report.ts';
import { formatSeratoCrate, newSeratoCrate, parseSeratoCrate } from './crate.ts';
import { crateFileName, crateNamesOf, cratesOf, crateTree, type NamedCrate } from './crate-tree.ts';
import { parseSeratoDatabase } from './database.ts';
import { parseSeratoSession } from './history.ts';
import { fromSeratoPath, toSeratoPath } from './paths.ts';

/** The files of a "_Serato_" folder; where they come from is for others to say. */
export interface SeratoFiles {
  /** Names of the files in a folder below ("Subcrates"); none if there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** @param path Below the folder, with slashes: "Subcrates/House.crate". @returns null if there is no such file. */
  read(path: string): Promise<Uint8Array | null>;
}

const DATABASE = 'database V2';
const CRATES = 'Subcrates';
const SESSIONS = 'History/Sessions';
/** In which order the user has put the crates. */
const ORDER = 'neworder.pref';

/** The tracks by the names that crates use; spellings of accents differ between the two. */
function createTrackIndex(tracks: readonly InterchangeTrack[], root: string) {
  const all = new Map(tracks.map((track) => [track.id, track]));
  const byPlainName = new Map(tracks.map((track) => [track.id.normalize('NFC'), track.id]));
  const strangers = new Set<string>();
  return {
    /** The track of an entry; one that the database does not know is made of its path. */
    idOf: (stored: string): string => {
      const id = all.has(stored) ? stored : (byPlainName.get(stored.normalize('NFC')) ?? stored);
      if (!all.has(id)) {
        all.set(id, { ...emptyTrack(id), path: fromSeratoPath(id, root) });
        strangers.add(id);
      }
      return id;
    },
    tracks: () => [...all.values()],
    strangers,
  };
}

/** Crates in the order of the user where it is known, the others by name. */
async function orderedCrates(files: SeratoFiles): Promise<string[]> {
  const names = (await files.list(CRATES)).filter((name) => /\.crate$/i.test(name) && !name.startsWith('._'));
  const order = await files.read(ORDER);
  const ranks = new Map<string, number>();
  for (const line of order === null ? [] : decodeText(order).split(/[\r\n]+/)) {
    const name = /^\[crate\](.+)$/.exec(line)?.[1];
    if (name !== undefined) ranks.set(`${name}.crate`.normalize('NFC'), ranks.size);
  }
  const rank = (name: string) => ranks.get(name.normalize('NFC')) ?? Number.POSITIVE_INFINITY;
  return names
    .map((name) => ({ name, rank: rank(name) }))
    .sort((a, b) => (a.rank === b.rank ? (a.name < b.name ? -1 : 1) : a.rank - b.rank))
    .map(({ name }) => name);
}

/** What was played, session by session. @param idOf The track of a path. */
async function readHistory(
  files: SeratoFiles,
  root: string,
  idOf: (stored: string) => string,
  report: ReadReport,
): Promise<InterchangePlay[]> {
  const names = (await files.list(SESSIONS)).filter((name) => /\.session$/i.test(name) && !name.startsWith('._'));
  const plays: InterchangePlay[] = [];
  for (const name of names.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))) {
    const bytes = await files.read(`${SESSIONS}/${name}`);
    if (bytes === null) report.problem(name, 'The session could not be opened and was left out.');
    for (const play of bytes === null ? [] : parseSeratoSession(bytes, within(report, name))) {
      const { startSeconds, durationSeconds, deck } = play;
      const trackId = idOf(toSeratoPath(play.path, root) ?? play.path);
      plays.push({
        trackId,
        startedAt: new Date(startSeconds * 1000).toISOString(),
        durationSeconds,
        deck,
        session: '',
      });
    }
  }
  return plays;
}

/** Says in a problem which file it is in. */
function within(report: ReadReport, file: string): ReadReport {
  return { ...report, problem: (where, message) => report.problem(`${file}, ${where}`, message) };
}

/**
 * Reads a "_Serato_" folder: "database V2", the crates of "Subcrates" and the sessions of the history. Cues, loops and grids are not in it but in the tags of
 * the tracks.
 * @param root Where the drive of the folder is: "C:", "/", "/Volumes/USB".
 * @throws {AppError} not-found if there is neither a database nor a crate.
 */
export async function readSeratoFolder(files: SeratoFiles, root: string): Promise<ReadResult> {
  const report = createReadReport();
  const database = await files.read(DATABASE);
  const crateFiles = await orderedCrates(files);
  if (database === null && crateFiles.length === 0) {
    throw new AppError(
      'not-found',
      'This is no Serato library. Choose the folder "_Serato_" in Music or on the drive.',
    );
  }
  if (database === null) report.problem(DATABASE, 'The database is missing; the crates were read without it.');
  const tracks = database === null ? [] : parseSeratoDatabase(database, root, within(report, DATABASE));
  const index = createTrackIndex(tracks, root);
  const crates: NamedCrate[] = [];
  for (const file of crateFiles) {
    const bytes = await files.read(`${CRATES}/${file}`);
    if (bytes === null) report.problem(file, 'The crate could not be opened and was left out.');
    else {
      const { paths } = parseSeratoCrate(bytes, within(report, file));
      crates.push({ names: crateNamesOf(file), trackIds: paths.map(index.idOf) });
    }
  }
  const plays = await readHistory(files, root, index.idOf, report);
  for (const id of index.strangers) {
    const words = 'stands in a crate or in the history but not in the database; only its path is known.';
    report.problem(DATABASE, `"${id}" ${words}`);
  }
  return report.result({ tracks: index.tracks(), playlists: crateTree(crates), plays });
}

export interface SeratoCrateFile {
  /** To stand in "Subcrates". */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a crate says of a track, and what Serato itself reads from the music. */
const KEPT = new Set(['path', 'durationSeconds', 'sizeBytes', 'bitRate', 'sampleRate']);

/**
 * Makes the crate files of a library. All that they do not hold is counted as dropped. Serato reads everything else about the tracks from their tags.
 * @param root Where the drive is. Entries of tracks that are not on it are left out, for Serato keeps a folder per drive.
 */
export function formatSeratoCrates(
  library: InterchangeLibrary,
  root: string,
): { readonly files: readonly SeratoCrateFile[]; readonly dropped: WriteResult['dropped'] } {
  const drops = createDropCounter();
  const stored = new Map(
    library.tracks.map(({ id, path }) => [id, path === null ? null : toSeratoPath(path, root)] as const),
  );
  const files = cratesOf(library.playlists, drops).map(({ names, trackIds }) => {
    const paths = trackIds.map((id) => stored.get(id) ?? null).filter((path) => path !== null);
    drops.drop('playlist.entry', trackIds.length - paths.length);
    return { name: crateFileName(names), bytes: formatSeratoCrate(newSeratoCrate(paths)) };
  });
  for (const track of library.tracks) dropFields(track, KEPT, drops);
  drops.drop('play', library.plays.length);
  return { files, dropped: drops.counts() };
}
