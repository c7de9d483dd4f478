import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkArchive } from '#main/backups/read-archive.ts';
import { type StageRequest, stageArchive, stageBackup } from '#main/backups/stage.ts';
import { writeArchive } from '#main/backups/write-archive.ts';
import { isoTime, systemClock } from '#main/platform/clock.ts';
import { countLibrary, countsOfFile } from '#main/storage/library-counts.ts';
import type { LibraryCounts } from '#shared/contract/backups.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { readAppVersion } from './app-version.ts';
import type { CliOutput } from './cli-analyse.ts';
import { defaultDataFolder } from './data-folder.ts';
import { type Foundation, layFoundation } from './foundation.ts';

/** Of package.json: this file runs from its source. */
const ROOT = join(import.meta.dirname, '..', '..');

interface LibraryChoice {
  /** null: the system's. */
  readonly dataFolder: string | null;
  readonly json: boolean;
}
export interface BackupCommand extends LibraryChoice {
  readonly target: string;
  readonly replace: boolean;
  readonly withWaveforms: boolean;
}
export interface RestoreCommand extends LibraryChoice {
  readonly source: string;
  readonly checkOnly: boolean;
}

const SHARED_OPTIONS = {
  json: { type: 'boolean', default: false },
  data: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

function onlyFile(positionals: readonly string[], what: string): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new AppError('invalid-input', `Name one file: ${what}.`);
  return resolve(file);
}

const folderOf = (data: string | undefined): string | null => (data === undefined ? null : resolve(data));

/** @returns null when help is asked for. @throws {AppError} invalid-input; {TypeError} for unknown options. */
export function parseBackupArgs(args: readonly string[]): BackupCommand | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...SHARED_OPTIONS,
      replace: { type: 'boolean', default: false },
      'no-waveforms': { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  return {
    target: onlyFile(positionals, 'backup OUT.musicforge'),
    replace: values.replace,
    withWaveforms: !values['no-waveforms'],
    json: values.json,
    dataFolder: folderOf(values.data),
  };
}

/** @returns null when help is asked for. @throws {AppError} invalid-input; {TypeError} for unknown options. */
export function parseRestoreArgs(args: readonly string[]): RestoreCommand | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...SHARED_OPTIONS, check: { type: 'boolean', default: false } },
  });
  if (values.help) return null;
  return {
    source: onlyFile(positionals, 'restore FILE'),
    checkOnly: values.check,
    json: values.json,
    dataFolder: folderOf(values.data),
  };
}

async function withFoundation<Result>(
  dataFolder: string | null,
  use: (foundation: Foundation) => Promise<Result>,
): Promise<Result> {
  const foundation = await layFoundation(dataFolder ?? defaultDataFolder(process.platform, process.env));
  try {
    return await use(foundation);
  } finally {
    await foundation.database.close();
  }
}

const countsLine = ({ tracks, crates, sets, cuePoints, plays }: LibraryCounts): string =>
  `${tracks} tracks, ${crates} crates, ${sets} sets, ${cuePoints} cue points, ${plays} plays`;

/** @returns Exit code. @throws {AppError} When nothing was written; the message says why. */
export async function runBackup(command: BackupCommand, output: CliOutput): Promise<number> {
  const { target, replace, withWaveforms } = command;
  const summary = await withFoundation(command.dataFolder, ({ database, clock }) =>
    writeArchive({
      libraryPath: database.path,
      path: target,
      withWaveforms,
      replace,
      appVersion: readAppVersion(ROOT),
      nowIso: isoTime(clock.now()),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    }),
  );
  if (command.json) output.line(JSON.stringify(summary));
  else for (const line of [`written: ${summary.path}`, countsLine(summary.counts)]) output.line(line);
  return 0;
}

/** An archive, or one of the program's own backups. */
interface RestoreSource {
  readonly counts: LibraryCounts;
  stage(request: StageRequest): Promise<LibraryCounts>;
}

async function readSource(path: string): Promise<RestoreSource> {
  const own = countsOfFile(path);
  if (own !== null) {
    const madeMs = systemClock.now();
    return { counts: own, stage: (request) => stageBackup({ path, madeMs, reason: 'manual' }, request) };
  }
  const options = { signal: new AbortController().signal, onProgress: () => undefined };
  const { counts } = await checkArchive(path, options);
  return { counts, stage: (request) => stageArchive(path, request) };
}

/** Puts the library beside the present one, and lets the next opening exchange them. */
async function exchange({ dataFolder }: RestoreCommand, source: RestoreSource) {
  const before = await withFoundation(dataFolder, async ({ database, clock }) => {
    const counts = countLibrary(database.raw);
    await source.stage({
      libraryPath: database.path,
      nowIso: isoTime(clock.now()),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    return counts;
  });
  return withFoundation(dataFolder, async ({ database }) => {
    if (!database.wasRestored)
      throw new AppError('unavailable', database.notices[0]?.message ?? 'Nothing was changed.');
    return { before, now: countLibrary(database.raw), folder: database.backups.path };
  });
}

/** @returns Exit code. @throws {AppError} When the library is as it was; the message says why. */
export async function runRestore(command: RestoreCommand, output: CliOutput): Promise<number> {
  const source = await readSource(command.source);
  if (command.checkOnly) {
    if (command.json) output.line(JSON.stringify({ counts: source.counts }));
    else output.line(`${basename(command.source)} can be restored: ${countsLine(source.counts)}`);
    return 0;
  }
  const { before, now, folder } = await exchange(command, source);
  if (command.json) output.line(JSON.stringify({ before, now, keptIn: folder }));
  else {
    output.line(`before: ${countsLine(before)}`);
    output.line(`now:    ${countsLine(now)}`);
    output.line(`The library of before is kept as the newest backup in ${folder}.`);
  }
  return 0;
}
