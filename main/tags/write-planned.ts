import type { Stats } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pathsOfTrack } from '#main/storage/queries/tag-writes.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { changeTags, stillWritten, takeBack } from './entry-changes.ts';
import type { PlannedFile } from './preview-tags.ts';
import { checkAsPreviewed, planSerato } from './serato-writer.ts';
import type { TagDeps } from './tag-deps.ts';
import type { TagStore, TagWrite } from './tag-store.ts';
import { checkKnown, differs, prepareFile, type TaggedFile, withTaggedFile, writePrepared } from './tagged-file.ts';

/**
 * Writes one file. What stood there is on the disk before the file is touched.
 * @returns false where the file says all of it already.
 * @throws {AppError} With the reason why it was left as it is.
 */
export async function writePlanned(
  deps: TagDeps,
  store: TagStore,
  runId: string,
  planned: PlannedFile,
): Promise<boolean> {
  const { readers } = deps;
  const { path, trackId } = planned;
  const { changed, prepared, serato, lengthBefore } = await withTaggedFile(readers, path, async (file) => {
    const { stats } = file;
    checkKnown(path, stats.size === planned.sizeBytes && stats.mtimeMs === planned.modifiedMs);
    const serato = planned.seratoDigest === null ? null : await planSerato(deps.serato, trackId, file);
    if (planned.seratoDigest !== null) checkAsPreviewed(serato, planned.seratoDigest);
    const changed = changeTags(file.document, planned.texts, serato);
    const prepared = await prepareFile(file, changed.entries);
    return { changed, prepared, serato, lengthBefore: file.document.size };
  });
  if (changed.fields.length === 0) return false;
  const { kind } = prepared;
  let id: number | null = null;
  const onTemporary = (temporary: string): void => {
    const record = { runId, trackId, path, temporary, kind, changes: changed.changes, lengthBefore };
    id = store.begin(record);
  };
  const checkSerato = async (temporary: string): Promise<void> => {
    if (serato !== null && (await deps.serato.read(temporary)) !== serato.expected)
      throw differs('What Serato reads did not come back as it was written');
  };
  let stats: Stats;
  try {
    stats = await writePrepared(readers, prepared, changed.fields, { onTemporary, check: checkSerato });
  } catch (error) {
    if (id !== null) store.forget(id);
    throw error;
  }
  if (id !== null) store.written(id, stats);
  return true;
}

const CHANGED_SINCE =
  'These tags have been changed again since, so they were left. If MusicForge wrote them again, restore that writing first.';

/** The file that a write was about: where it was, or where its track is now. */
async function findWritten<Result>(
  deps: TagDeps,
  write: TagWrite,
  use: (file: TaggedFile) => Promise<Result>,
): Promise<Result> {
  let failure: unknown = new AppError(
    'not-found',
    'The file is not there. Connect its drive, or scan its folder again.',
  );
  const paths = [write.path, ...pathsOfTrack(deps.database, write.trackId).filter((path) => path !== write.path)];
  for (const path of paths) {
    try {
      return await withTaggedFile(deps.readers, path, async (file) => {
        if (stillWritten(file.document.entries, write.changes) === 'none')
          throw new AppError('conflict', CHANGED_SINCE);
        return await use(file);
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // What the file itself says counts for more than that another one is not there.
      if (error.code !== 'not-found' || path === write.path) failure = error;
    }
  }
  throw failure;
}

/**
 * Gives one file its old entries back, byte for byte.
 * @returns How many entries were left because they have been changed again since.
 * @throws {AppError} With the reason why it was left as it is.
 */
export async function restoreWrite(deps: TagDeps, store: TagStore, write: TagWrite): Promise<number> {
  const { prepared, changedSince } = await findWritten(deps, write, async (file) => {
    if (file.document.kind !== write.kind) throw new AppError('conflict', CHANGED_SINCE);
    const { entries, changedSince } = takeBack(file.document.entries, write.changes);
    return { prepared: await prepareFile(file, entries, write.lengthBefore), changedSince };
  });
  let begun = false;
  const onTemporary = (temporary: string): void => {
    store.beginRestore(write.id, temporary);
    begun = true;
  };
  let stats: Stats;
  try {
    stats = await writePrepared(deps.readers, prepared, [], { onTemporary });
  } catch (error) {
    if (begun) store.stillWritten(write.id);
    throw error;
  }
  store.restored(write.id, stats);
  return changedSince;
}

/**
 * Settles what was going on when the program was killed: takes away the half-made file, and looks which of the two the
 * real one is.
 */
export async function settleWrite(deps: TagDeps, store: TagStore, write: TagWrite): Promise<void> {
  await rm(write.temporary, { force: true });
  await withTaggedFile(deps.readers, write.path, async ({ stats, document }) => {
    const found = stillWritten(document.entries, write.changes);
    const isWritten = found === 'all' || (found === 'some' && write.state === 'restoring');
    if (isWritten) store.written(write.id, stats);
    else if (write.state === 'writing') store.forget(write.id);
    else store.restored(write.id, stats);
  });
}
