import type { Stats } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, parse } from 'node:path';
import type { ImportFormat } from '#shared/contract/interchange.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type BlockReader, readBlocksAsync } from './block-reader.ts';
import { parseCue } from './cue/parse-cue.ts';
import { decodeBlocks } from './decode-text.ts';
import { detectFormat, SAMPLE_BYTES } from './detect-format.ts';
import { readEngineDatabase } from './engine/read-database.ts';
import { createItunesReader } from './itunes/parse-itunes.ts';
import { listMusic, mayHoldSeratoTags } from './list-music.ts';
import { readMixxxDatabase } from './mixxx/read-database.ts';
import { parseForeignPath, resolveForeignPath } from './foreign-path.ts';
import { type InterchangeTrack, MOST_PROBLEMS, type ReadResult } from './model.ts';
import { type BlockOptions, openBlocks } from './open-blocks.ts';
import { parseM3u } from './playlist/m3u.ts';
import { createReadReport } from './read-report.ts';
import { createRekordboxReader } from './rekordbox/parse-rekordbox.ts';
import { readSeratoFolder } from './serato/folder.ts';
import { checkFound, readMusicTags } from './serato/music-tags.ts';
import { withFileTags } from './serato/read-file.ts';
import { parseCsv } from './text/csv.ts';
import { parseRekordboxTxt } from './text/rekordbox-txt.ts';
import { parseSetText } from './text/set-text/parse-set-text.ts';
import type { TrackCollector, TrackList } from './track-list.ts';
import { createTraktorReader } from './traktor/parse-traktor.ts';

/** A library file of another program, read. */
export interface OpenedSource<Tracks extends TrackList = readonly InterchangeTrack[]> {
  readonly path: string;
  /** Of the file or folder, without the folders above it. */
  readonly name: string;
  readonly format: ImportFormat;
  readonly reading: ReadResult<Tracks>;
}

/** `readSource`, here or in a thread. */
export type SourceReader = (path: string, options: BlockOptions) => Promise<OpenedSource<TrackList>>;

/** Playlists are read as a whole; a larger one is something else. */
const MOST_TEXT_BYTES = 64 * 1024 * 1024;

type StreamedFormat = 'rekordbox-xml' | 'traktor-nml' | 'itunes-xml';
type StreamReader = <Tracks extends TrackCollector>(tracks: Tracks) => BlockReader<ReadResult<Tracks>>;

const STREAMED: Readonly<Record<StreamedFormat, StreamReader>> = {
  'rekordbox-xml': createRekordboxReader,
  'traktor-nml': createTraktorReader,
  'itunes-xml': createItunesReader,
};
const isStreamed = (format: ImportFormat): format is StreamedFormat => format in STREAMED;
const WHOLE: Readonly<Partial<Record<ImportFormat, (bytes: Uint8Array, name: string) => ReadResult>>> = {
  m3u: parseM3u,
  cue: parseCue,
  csv: parseCsv,
  'rekordbox-txt': parseRekordboxTxt,
  'set-text': (bytes, name) => withFullTitles(parseSetText(bytes, name)),
};

/** Tracklists are read with the mix beside the title; programs show it as a part of it. */
function withFullTitles(reading: ReadResult): ReadResult {
  const tracks = reading.library.tracks.map((track) =>
    track.mix === '' || track.title.includes(track.mix) ? track : { ...track, title: `${track.title} (${track.mix})` },
  );
  return { ...reading, library: { ...reading.library, tracks } };
}

function cannotOpen(error: unknown, name: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('not-found', `"${name}" is not there. Check the path, or connect its drive.`, {}, error);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new AppError('permission-denied', `"${name}" cannot be read. Change its permissions.`, {}, error);
  }
  return error;
}

async function headOf(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const head = new Uint8Array(SAMPLE_BYTES);
    const { bytesRead } = await handle.read(head, 0, SAMPLE_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** What a folder holds says more than its name: "Music" with a "_Serato_" in it is Serato's. */
async function detectFolder(path: string): Promise<ImportFormat | null> {
  const entries = (await readdir(path)).map((entry) => entry.toLowerCase());
  if (entries.includes('_serato_') || entries.includes('database v2')) return 'serato';
  return entries.includes('engine library') || entries.includes('m.db') ? 'engine' : null;
}

async function detect(path: string, stats: Stats, called: string): Promise<ImportFormat | 'sqlite'> {
  const isFolder = stats.isDirectory();
  const within = isFolder ? await detectFolder(path) : null;
  if (within !== null) return within;
  const decision = detectFormat(called, isFolder ? new Uint8Array() : await headOf(path), isFolder);
  if ('reason' in decision) throw new AppError('unsupported', `"${basename(called)}": ${decision.reason}`);
  return decision.format;
}

/** The file of Engine DJ in or below a folder. */
async function engineFile(path: string, stats: Stats): Promise<string> {
  if (!stats.isDirectory()) return path;
  for (const below of ['m.db', join('Database2', 'm.db'), join('Engine Library', 'Database2', 'm.db')]) {
    const file = join(path, below);
    if (
      await stat(file).then(
        () => true,
        () => false,
      )
    )
      return file;
  }
  throw new AppError('not-found', 'There is no m.db of Engine DJ in this folder. Choose the folder "Engine Library".');
}

/** The folder of Serato for a folder, its database or one of its crates. */
async function readSerato(path: string, stats: Stats, options: BlockOptions): Promise<ReadResult> {
  const folder = seratoFolder(path, stats, stats.isDirectory() ? await readdir(path) : []);
  // On an own drive the folder stands at the top; in the music folder of a user paths begin at the top of the system's drive.
  const above = dirname(folder);
  const isHome = /[\\/](?:Music|My Music)$/i.test(above);
  const root = isHome ? parse(folder).root : above;
  const library = await readSeratoFolder(
    {
      list: (name) => readdir(join(folder, name)).catch(noneIfAbsent([])),
      read: (name) => readFile(join(folder, name)).catch(noneIfAbsent(null)),
    },
    root,
  );
  return withSeratoFiles(library, options);
}

async function withSeratoFiles(reading: ReadResult, options: BlockOptions): Promise<ReadResult> {
  const report = createReadReport();
  const tracks = await withFileTags(reading.library.tracks, report, options);
  const files = report.result({ ...reading.library, tracks });
  const unknown = { ...reading.unknown };
  for (const [name, count] of Object.entries(files.unknown)) unknown[name] = (unknown[name] ?? 0) + count;
  return {
    library: files.library,
    problems: [...reading.problems, ...files.problems].slice(0, MOST_PROBLEMS),
    problemCount: reading.problemCount + files.problemCount,
    unknown,
  };
}

function noneIfAbsent<Nothing>(nothing: Nothing): (error: unknown) => Nothing {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return nothing;
    throw error;
  };
}

function seratoFolder(path: string, stats: Stats, entries: readonly string[]): string {
  if (!stats.isDirectory()) return /\.crate$/i.test(path) ? dirname(dirname(path)) : dirname(path);
  return entries.includes('_Serato_') ? join(path, '_Serato_') : path;
}

async function readWhole(path: string, stats: Stats, format: ImportFormat, called: string): Promise<ReadResult> {
  const name = basename(called);
  if (stats.size > MOST_TEXT_BYTES) {
    throw new AppError('unsupported', `"${name}" is too large for a playlist (more than 64 MB).`);
  }
  const parseBytes = WHOLE[format];
  if (parseBytes === undefined) throw new RangeError(`no reader for ${format}`);
  const reading = parseBytes(await readFile(path), basename(name, extname(name)));
  return { ...reading, library: { ...reading.library, tracks: withWholePaths(reading.library.tracks, dirname(path)) } };
}

/** Playlists name files by where they lie from the playlist. */
function withWholePaths(tracks: readonly InterchangeTrack[], folder: string): InterchangeTrack[] {
  return tracks.map((track) => {
    const isRelative = track.path !== null && parseForeignPath(track.path)?.system === 'relative';
    return isRelative && track.path !== null ? { ...track, path: resolveForeignPath(folder, track.path) } : track;
  });
}

/** Whose database it is: the readers know their own tables. */
function readDatabase(path: string): { readonly format: ImportFormat; readonly reading: ReadResult } {
  try {
    return { format: 'engine', reading: readEngineDatabase(path) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
    return { format: 'mixxx', reading: readMixxxDatabase(path) };
  }
}

/** Music files in place of a library: the one that was chosen, or those of a folder that is none. */
async function musicIn(path: string, stats: Stats, signal: AbortSignal): Promise<string[]> {
  if (!stats.isDirectory()) return mayHoldSeratoTags(path) ? [path] : [];
  const isLibrary = (await detectFolder(path)) !== null || 'format' in detectFormat(path, new Uint8Array(), true);
  return isLibrary ? [] : await listMusic(path, signal);
}

/** What was read into a list of its own, in the caller's. */
function collected<Tracks extends TrackCollector>(reading: ReadResult, tracks: Tracks): ReadResult<Tracks> {
  for (const track of reading.library.tracks) tracks.push(track);
  return { ...reading, library: { ...reading.library, tracks } };
}

async function readAtOnce(
  path: string,
  stats: Stats,
  options: BlockOptions,
  called: string,
): Promise<Pick<OpenedSource, 'format' | 'reading'> | StreamedFormat> {
  const music = await musicIn(path, stats, options.signal);
  if (music.length > 0) {
    const reading = await readMusicTags(music, options);
    if (stats.isDirectory()) checkFound(reading, music.length);
    return { format: 'serato', reading };
  }
  const format = await detect(path, stats, called);
  if (format === 'sqlite') return readDatabase(path);
  if (format === 'mixxx') return { format, reading: readMixxxDatabase(path) };
  if (format === 'engine') return { format, reading: readEngineDatabase(await engineFile(path, stats)) };
  if (format === 'serato') return { format, reading: await readSerato(path, stats, options) };
  return isStreamed(format) ? format : { format, reading: await readWhole(path, stats, format, called) };
}

/**
 * Reads a library file or folder of whichever program. The original is only ever opened for reading.
 * @param called Its name, where it does not have it yet.
 * @throws {AppError} `not-found`, `permission-denied`, `unsupported`, `invalid-input`; the message says what to do.
 */
export function readSource(path: string, options: BlockOptions, called = path): Promise<OpenedSource> {
  return readInto<InterchangeTrack[]>([], path, options, called);
}

/**
 * As `readSource`, for libraries that should not stand in memory as objects.
 * @param tracks Filled on the way.
 */
export async function readInto<Tracks extends TrackCollector>(
  tracks: Tracks,
  path: string,
  options: BlockOptions,
  called = path,
): Promise<OpenedSource<Tracks>> {
  const name = basename(called);
  try {
    const stats = await stat(path);
    const source = await readAtOnce(path, stats, options, called);
    if (typeof source !== 'string') return { path, name, ...source, reading: collected(source.reading, tracks) };
    const blocks = decodeBlocks(openBlocks(path, stats.size, options));
    return { path, name, format: source, reading: await readBlocksAsync(STREAMED[source](tracks), blocks) };
  } catch (error) {
    options.signal.throwIfAborted();
    throw cannotOpen(error, name);
  }
}

/**
 * What is read for a path and must stay as it is: a file, or the folder of Serato with all that is in it.
 * @returns null for a folder of music.
 */
export async function originalOf(path: string): Promise<string | null> {
  const stats = await stat(path);
  if (!stats.isDirectory()) {
    return /(?:\.crate|[\\/]database v2)$/i.test(path) ? seratoFolder(path, stats, []) : path;
  }
  if ((await musicIn(path, stats, new AbortController().signal)).length > 0) return null;
  const format = await detect(path, stats, path);
  return format === 'engine' ? engineFile(path, stats) : seratoFolder(path, stats, await readdir(path));
}
