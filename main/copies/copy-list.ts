import { statfs } from 'node:fs/promises';
import { isAbsolute, join, parse, resolve } from 'node:path';
import { bestFileOfTrack } from '#main/storage/queries/files.ts';
import { setTrackFacts } from '#main/storage/queries/set-builder.ts';
import type { CopyProblem, CopyRequest, CopyScope } from '#shared/contract/copies.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CopiesDeps } from './copies-deps.ts';
import { copyName, safeName } from './copy-names.ts';
import { statSource } from './copy-file.ts';
import { fileFault, goneError, isFileFault } from './target-errors.ts';

/** A file that is to be copied. */
export interface CopyItem {
  readonly title: string;
  readonly artist: string;
  readonly durationSeconds: number | null;
  readonly source: string;
  /** In the folder of the copy, unless another file has it. */
  readonly name: string;
  readonly bytes: number;
}

/** What a copy is made of. */
export interface CopyList {
  /** Of the set or crate. */
  readonly name: string;
  /** Chosen by the user. */
  readonly chosen: string;
  /** In it: where the files go. */
  readonly folder: string;
  readonly items: readonly CopyItem[];
  /** Tracks without a file. */
  readonly missing: readonly CopyProblem[];
}

const SELECTION_NAME = 'Tracks';

function nameOfScope({ db, query }: CopiesDeps['database'], scope: CopyScope): string {
  if (scope.kind === 'tracks') return SELECTION_NAME;
  const table = scope.kind === 'set' ? 'sets' : 'crates';
  const row = query.first(
    db.selectFrom(table).select('name').where('id', '=', scope.id).where('deleted_at', 'is', null),
  );
  if (row === undefined) throw new AppError('not-found', `This ${scope.kind} is no longer in the library.`);
  return row.name;
}

const wordsOf = ({ artist, title }: { readonly artist: string; readonly title: string }): string =>
  [artist, title].filter((part) => part !== '').join(' - ') || 'A track without a name';

/** @throws {AppError} `invalid-input`; `unavailable` where no folder is. */
export async function freeBytesOf(folder: string): Promise<{ readonly free: number; readonly block: number }> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return { free: bavail * bsize, block: Math.max(1, bsize) };
  } catch (error) {
    throw goneError(error);
  }
}

/** What a file takes on a disk that gives its space in blocks. */
export const takenBytes = (bytes: number, block: number): number => Math.ceil(bytes / block) * block;

/**
 * Names and sizes of what is to be copied. A track keeps the number of its place also where another has no file, so that the
 * numbers are those of the set, and stay when the file is found.
 * @throws {AppError} `not-found` for a set or crate that is gone, `invalid-input`.
 */
export async function copyList(
  deps: Pick<CopiesDeps, 'database' | 'tracksOf'>,
  { scope, folder }: CopyRequest,
): Promise<CopyList> {
  if (!isAbsolute(folder) || folder.includes('\0')) {
    throw new AppError('invalid-input', 'Give the whole path of the folder, from the top of the drive.');
  }
  const name = nameOfScope(deps.database, scope);
  const ids = await deps.tracksOf(scope);
  const facts = setTrackFacts(deps.database, [...new Set(ids)]);
  const items: CopyItem[] = [];
  const missing: CopyProblem[] = [];
  for (const [place, id] of ids.entries()) {
    const track = facts.get(id);
    if (track === undefined) continue;
    const source = bestFileOfTrack(deps.database, id)?.path ?? null;
    try {
      if (source === null) throw fileFault('It has no file. Locate it, then press Resume.');
      const { size } = await statSource(source);
      const { title, artist, duration_seconds: durationSeconds } = track;
      const named = copyName({ title: title || parse(source).name, artist, path: source }, place, ids.length);
      items.push({ title, artist, durationSeconds, source, name: named, bytes: size });
    } catch (error) {
      if (!isFileFault(error)) throw error;
      missing.push({ track: wordsOf(track), reason: error.message });
    }
  }
  const chosen = resolve(folder);
  return { name, chosen, folder: join(chosen, safeName(name, SELECTION_NAME)), items, missing };
}

export const wordsOfItem = (item: CopyItem): string => wordsOf(item);
