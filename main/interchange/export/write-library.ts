import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeFileAtomic } from '#main/platform/atomic-file.ts';
import type { ContentCounts, ExportFormat } from '#shared/contract/interchange.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { countContent } from '#main/interchange/count-content.ts';
import { formatEngineDatabase } from '#main/interchange/engine/write-database.ts';
import type { Dropped, InterchangeLibrary, WriteResult } from '#main/interchange/model.ts';
import { addDropped } from '#main/interchange/read-report.ts';
import { readSource } from '#main/interchange/read-source.ts';
import { formatRekordbox } from '#main/interchange/rekordbox/format-rekordbox.ts';
import {
  formatSeratoCrates,
  readSeratoFolder,
  type SeratoCrateFile,
  type SeratoFiles,
} from '#main/interchange/serato/folder.ts';
import { driveOf } from '#main/interchange/serato/drive-of.ts';
import type { SheetPlan } from '#main/interchange/sheet/set-sheet.ts';
import { formatCsv } from '#main/interchange/text/csv.ts';
import { formatTraktor } from '#main/interchange/traktor/format-traktor.ts';
import { listsOfOne, listsOfTable, outsideLists } from './dropped-lists.ts';
import { formatList, formatSheet, type ListFormat } from './format-list.ts';
import { exists, refuseForeign } from './refuse-foreign.ts';
import { placeOf } from './write-place.ts';

export interface WriteTarget {
  readonly path: string;
  readonly format: ExportFormat;
  /** Whether a file that is there may be replaced. */
  readonly replace: boolean;
  /** Of the list, where the format holds one. */
  readonly title: string;
  readonly nowMs: number;
  /** Names a new database. */
  readonly uuid: string;
  /** What is planned of the set that a sheet is of; nothing for other lists. */
  readonly plan?: SheetPlan | null;
}

export interface WrittenLibrary {
  /** The file, or the folder of several. */
  readonly path: string;
  /** What a reader finds in it. */
  readonly counts: ContentCounts;
  readonly dropped: Dropped;
}

/** `writeLibrary`, here or in a thread. */
export type LibraryWriter = (library: InterchangeLibrary, target: WriteTarget) => Promise<WrittenLibrary>;

const LIST_FORMATS: readonly string[] = ['m3u8', 'cue', 'txt'] satisfies ListFormat[];
const isListFormat = (format: ExportFormat): format is ListFormat => LIST_FORMATS.includes(format);

const isThere = (path: string): AppError =>
  new AppError('conflict', `"${basename(path)}" is there already. Choose another name, or let it be replaced.`);

async function refuseExisting(path: string, { format, replace }: WriteTarget): Promise<void> {
  if (!(await exists(path))) return;
  await refuseForeign(path, format);
  if (!replace) throw isThere(path);
}

function withDropped({ output, dropped }: WriteResult, more: Dropped): WriteResult {
  return { output, dropped: addDropped(dropped, more) };
}

function formatFile(library: InterchangeLibrary, target: WriteTarget, file: string): WriteResult {
  const { format, title, nowMs, uuid } = target;
  if (format === 'rekordbox-xml') return formatRekordbox(library);
  if (format === 'traktor-nml') return formatTraktor(library);
  if (format === 'csv') return withDropped(formatCsv(library.tracks), listsOfTable(library));
  if (format === 'html') return withDropped(formatSheet(library, title, target.plan ?? null), listsOfOne(library));
  if (isListFormat(format)) return withDropped(formatList(library, format, title), listsOfOne(library));
  return formatEngineDatabase(library, { libraryFolder: dirname(dirname(file)), uuid, writtenAtMs: nowMs });
}

const EMPTY: InterchangeLibrary = { tracks: [], playlists: [], plays: [] };

const unchecked = (name: string): AppError =>
  new AppError('unavailable', `"${name}" could not be read back as it was written. Check the disk and try again.`);

/** @param readBack Reads the new file before it takes its place; when it throws, an earlier export stays. @returns What it found. */
async function writeChecked<Found>(
  path: string,
  output: string | Uint8Array,
  readBack: (temporary: string) => Promise<Found>,
): Promise<Found> {
  await mkdir(dirname(path), { recursive: true });
  const found: Found[] = [];
  await writeFileAtomic(path, output, async (temporary) => {
    if (!Buffer.from(output).equals(await readFile(temporary))) throw unchecked(basename(path));
    found.push(await readBack(temporary));
  });
  const [only] = found;
  if (only === undefined) throw unchecked(basename(path));
  return only;
}

async function countsOf(temporary: string, file: string): Promise<ContentCounts> {
  const options = { signal: new AbortController().signal, onProgress: () => undefined };
  const { reading } = await readSource(temporary, options, file);
  return countContent(reading.library);
}

/** What a set sheet shows. */
function countsOfSheet(library: InterchangeLibrary): ContentCounts {
  return { ...countContent(library), gridSegments: 0, folders: 0, plays: 0, playlists: 1 };
}

/** What Serato finds in the crates that were written, whatever else its folder holds. */
async function countsOfCrates(crates: ReadonlyMap<string, Uint8Array>, root: string): Promise<ContentCounts> {
  if (crates.size === 0) return countContent(EMPTY);
  const files: SeratoFiles = {
    list: () => Promise.resolve([...crates.keys()]),
    read: (path) => Promise.resolve(crates.get(basename(path)) ?? null),
  };
  return countContent((await readSeratoFolder(files, root)).library);
}

/**
 * Serato's own crates are never written over: in a folder with its database a crate of the same name must hold the same already.
 * @throws {AppError} `unsupported`, or `conflict` where the crates of an earlier export are.
 */
async function refuseCrates(folder: string, files: readonly SeratoCrateFile[], target: WriteTarget): Promise<void> {
  const isSeratos = await exists(join(folder, 'database V2'));
  for (const { name, bytes } of files) {
    const path = join(folder, 'Subcrates', name);
    if (isSeratos && (await exists(path)) && !(await readFile(path)).equals(bytes)) {
      const message = `Serato has a crate "${basename(name, '.crate')}" already; it is never replaced. Rename or delete it in Serato, or choose another folder.`;
      throw new AppError('unsupported', message);
    }
  }
  if (target.replace) return;
  for (const { name } of files) {
    const path = join(folder, 'Subcrates', name);
    if (await exists(path)) throw isThere(path);
  }
}

async function writeSeratoFolder(library: InterchangeLibrary, target: WriteTarget): Promise<WrittenLibrary> {
  const folder = placeOf(target);
  const root = await driveOf(dirname(folder));
  const { files, dropped } = formatSeratoCrates(library, root);
  await refuseCrates(folder, files, target);
  const written = new Map<string, Uint8Array>();
  for (const { name, bytes } of files) {
    const readBack = (temporary: string) => readFile(temporary);
    written.set(name, await writeChecked(join(folder, 'Subcrates', name), bytes, readBack));
  }
  const counts = await countsOfCrates(written, root);
  return { path: folder, counts, dropped: addDropped(dropped, outsideLists(library)) };
}

/**
 * Writes a library in the format of another program: to a temporary file, which is compared and read by the format's own
 * reader, and then renamed.
 * @throws {AppError} `conflict` for a file that is there, `unsupported` for what another program works with, `storage-full`, `permission-denied`, `unavailable`.
 */
export async function writeLibrary(library: InterchangeLibrary, target: WriteTarget): Promise<WrittenLibrary> {
  const { format } = target;
  if (format === 'serato') return writeSeratoFolder(library, target);
  const file = placeOf(target);
  // A text without a line of a track reads as no tracklist, whoever reads it.
  if (format === 'txt' && library.tracks.length === 0) {
    throw new AppError('invalid-input', 'There are no tracks in it: a tracklist needs one at least.');
  }
  await refuseExisting(file, target);
  const { output, dropped } = formatFile(library, target, file);
  // A sheet is for eyes: no program reads it back, so what was put in is what is counted.
  const found = format === 'html' ? () => Promise.resolve(countsOfSheet(library)) : null;
  // What its own reader refuses is worth nothing to another program, and must not take the place of what is worth something.
  const counts = await writeChecked(file, output, found ?? ((temporary) => countsOf(temporary, file)));
  return { path: file, counts, dropped };
}
