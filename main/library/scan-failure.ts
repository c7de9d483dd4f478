import { storageError } from '#main/storage/storage-error.ts';
import { AppError } from '#shared/errors/app-error.ts';

const KEPT = 'The tracks found so far are kept.';

/** Why a scan ended early, in words for the user: never those of SQLite or of the system. */
export function scanFailure(error: unknown): string {
  const known = storageError(error);
  if (!(known instanceof AppError)) return `Something unexpected happened. ${KEPT} Scan again; the log says more.`;
  if (known.code === 'storage-full')
    return `The disk with your library is full. ${KEPT} Free some space, then scan again.`;
  return known.message;
}
