import { existsSync, renameSync, rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { writeError } from '#main/platform/atomic-file.ts';
import type { LibraryCounts } from '#shared/contract/backups.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { isSoundLibrary } from './integrity.ts';
import { countLibrary } from './library-counts.ts';
import { hasLibrarySchema } from './library-schema.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/all-migrations.ts';
import { syncFile } from './snapshot.ts';
import { storageError } from './storage-error.ts';

/**
 * A library that waits beside the present one to take its place (replace-library.ts). The name alone says that it is
 * whole: while it is being made it has another.
 */
export const stagedPath = (libraryPath: string): string => `${libraryPath}.incoming`;
export const unfinishedPath = (libraryPath: string): string => `${libraryPath}.incoming.partial`;

/** Removes what was begun and what waits. */
export function discardStaged(libraryPath: string): void {
  const unfinished = unfinishedPath(libraryPath);
  for (const path of [stagedPath(libraryPath), unfinished, `${unfinished}-journal`]) rmSync(path, { force: true });
}

/** What it is, for the words about it when it has taken its place. */
export const Provenance = z.object({ kind: z.enum(['backup', 'archive']), madeAt: z.string() });
export type Provenance = z.infer<typeof Provenance>;

export const PROVENANCE_KEY = 'storage.replaced-by';

/**
 * What belongs to the machine and not to the library: it is in no archive, and stays when another library takes the place
 * of this one.
 */
export const MACHINE_KEYS: readonly string[] = ['settings.ffmpegPath', 'settings.workerCount', 'tagger.model'];
/** Names one copy of the library: a copy that lives on is another. */
const NODE_KEY = 'storage.node';

export function forgetMachine(raw: Database.Database): void {
  const forget = raw.prepare('DELETE FROM settings WHERE key = ?');
  for (const key of [...MACHINE_KEYS, NODE_KEY]) forget.run(key);
}

const TAKE_WAVEFORMS = `
  INSERT OR IGNORE INTO main.waveforms (track_id, version, peaks, overview)
  SELECT w.track_id, w.version, w.peaks, w.overview FROM present.waveforms AS w
  WHERE w.track_id IN (SELECT value FROM json_each(?))`;
/** Tracks that were analysed of the same content in both, and have their waveform only in the present library. */
const WITHOUT_WAVEFORM = `
  SELECT a.track_id FROM main.track_analyses AS a
  JOIN present.track_analyses AS b ON b.track_id = a.track_id AND b.content_hash = a.content_hash
  JOIN present.waveforms AS p ON p.track_id = a.track_id
  LEFT JOIN main.waveforms AS w ON w.track_id = a.track_id
  WHERE w.track_id IS NULL`;
const WAVEFORMS_A_STEP = 20;

/** Settings of the machine, and the waveforms that a backup leaves out, so that they need not be computed again. */
async function* takeFromPresent(raw: Database.Database, present: string): AsyncGenerator<number, void, void> {
  raw.prepare('ATTACH ? AS present').run(present);
  const keys = JSON.stringify(MACHINE_KEYS);
  raw
    .prepare('INSERT INTO main.settings SELECT * FROM present.settings WHERE key IN (SELECT value FROM json_each(?))')
    .run(keys);
  const wanted = raw.prepare(WITHOUT_WAVEFORM).pluck().all() as string[];
  const take = raw.prepare(TAKE_WAVEFORMS);
  for (let done = 0; done < wanted.length; done += WAVEFORMS_A_STEP) {
    take.run(JSON.stringify(wanted.slice(done, done + WAVEFORMS_A_STEP)));
    yield done / wanted.length;
    await setImmediate();
  }
}

export interface StageOptions {
  /** Path of the library that is to be replaced. */
  readonly libraryPath: string;
  readonly provenance: Provenance;
  readonly nowIso: string;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

const notALibrary = () => new AppError('conflict', 'This is damaged, or no library of MusicForge. Choose another.');

async function prepare(raw: Database.Database, options: StageOptions): Promise<LibraryCounts> {
  const { libraryPath, provenance, nowIso, signal, onProgress } = options;
  // Nobody reads the file before it is complete, and one that is not is thrown away.
  raw.pragma('journal_mode = MEMORY');
  raw.pragma('synchronous = OFF');
  migrate(raw, MIGRATIONS, () => undefined);
  if (!hasLibrarySchema(raw)) throw notALibrary();
  raw.pragma('foreign_keys = OFF');
  forgetMachine(raw);
  for await (const fraction of takeFromPresent(raw, libraryPath)) {
    signal.throwIfAborted();
    onProgress(fraction);
  }
  raw
    .prepare('INSERT OR REPLACE INTO settings (key, value, updated_at) VALUES (?, ?, ?)')
    .run(PROVENANCE_KEY, JSON.stringify(provenance), nowIso);
  return countLibrary(raw);
}

/**
 * Makes what stands at `unfinishedPath` ready to take the library's place: checked, at the newest schema, with the
 * settings of this machine. The library itself is only read.
 * @throws {AppError} `conflict` when it is damaged or no library, `unsupported` of a newer program, `storage-full`.
 */
export async function stageLibrary(options: StageOptions): Promise<LibraryCounts> {
  const unfinished = unfinishedPath(options.libraryPath);
  try {
    if (!existsSync(unfinished) || !isSoundLibrary(unfinished)) throw notALibrary();
    const raw = new Database(unfinished);
    let counts: LibraryCounts;
    try {
      counts = await prepare(raw, options);
    } finally {
      raw.close();
    }
    options.signal.throwIfAborted();
    syncFile(unfinished);
    renameSync(unfinished, stagedPath(options.libraryPath));
    return counts;
  } catch (error) {
    discardStaged(options.libraryPath);
    throw stageError(error);
  }
}

export function stageError(error: unknown): unknown {
  const known = storageError(writeError(error, 'the restored library'));
  if (!(known instanceof AppError) || known.code !== 'storage-full') return known;
  const message = 'There is not enough space beside your library. Free some and try again; nothing was changed.';
  return new AppError('storage-full', message, known.details, error);
}
