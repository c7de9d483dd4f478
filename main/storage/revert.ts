import { AppError } from '#shared/errors/app-error.ts';
import type { LoggedChange, LoggedTransaction } from './change-log.ts';
import { ownerOf, parseClocks } from './row-clocks.ts';
import type { Fields, RowStore } from './row-store.ts';
import type { RowWriter } from './row-writer.ts';
import { storageError } from './storage-error.ts';

/**
 * Takes changes back, newest first. A field is taken back only while its value is still the one of the change: whoever
 * wrote it later keeps theirs. With the value goes its owner, so that the step below can be taken back as well.
 * @param txn The transaction that does it.
 * @returns How many fields were left as they are.
 */
export function revertChanges(
  rows: RowStore,
  writer: RowWriter,
  txn: LoggedTransaction,
  changes: Iterable<LoggedChange>,
): number {
  let kept = 0;
  for (const change of changes) kept += revertChange(rows, writer, txn, change);
  return kept;
}

function revertChange(rows: RowStore, writer: RowWriter, txn: LoggedTransaction, change: LoggedChange): number {
  const before: Fields = change.before ?? { deleted_at: txn.at };
  const names = Object.keys(before);
  const stored = rows.read(change.table, change.rowId);
  if (stored === undefined) return names.length;
  const clocks = parseClocks(stored.clocks);
  const mine = names.filter((name) => ownerOf(clocks, name) === (change.ownersAfter[name] ?? change.hlc));
  const values = Object.fromEntries(mine.map((name) => [name, before[name] ?? null]));
  try {
    writer.write(change.table, stored, values, change.ownersBefore);
  } catch (error) {
    const meaning = storageError(error);
    // What stood here has been added again in the meantime (a file at the same path): the newer one stays.
    if (meaning instanceof AppError && meaning.code === 'conflict') return names.length;
    throw error;
  }
  return names.length - mine.length;
}
