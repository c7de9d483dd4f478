import { AppError } from '#shared/errors/app-error.ts';
import { runsOf } from './in-statements.ts';
import type { LoggedChange, LoggedTransaction } from './change-log.ts';
import { ownerOf, parseClocks } from './row-clocks.ts';
import { type RevertParts, withWholeCredits } from './revert-credits.ts';
import type { Fields } from './row-store.ts';
import type { RowChange, RowWriter } from './row-writer.ts';
import { storageError } from './storage-error.ts';

/**
 * Takes changes back, newest first. A field is taken back only while its value is still the one of the change: whoever
 * wrote it later keeps theirs. With the value goes its owner, so that the step below can be taken back as well. Artists of
 * tracks are kept whole on the way.
 * @param txn The transaction that does it.
 * @returns How many fields were left as they are.
 */
export function revertChanges(
  parts: RevertParts,
  writer: RowWriter,
  txn: LoggedTransaction,
  changes: Iterable<LoggedChange>,
): number {
  let kept = 0;
  // Where rows may not be alike, one that cannot come back must not keep others from it.
  const kindOf = ({ table }: LoggedChange): string | null => (parts.rows.mustDiffer(table) ? null : table);
  for (const run of runsOf(changes, kindOf, ({ rowId }) => rowId)) kept += revertTogether(parts, writer, txn, run);
  return kept;
}

/** @param all Changes of one table. */
function revertTogether(
  parts: RevertParts,
  writer: RowWriter,
  txn: LoggedTransaction,
  all: readonly LoggedChange[],
): number {
  const table = all[0]?.table ?? 'tracks';
  const stored = parts.rows.readAll(
    table,
    all.map(({ rowId }) => rowId),
  );
  const back: RowChange[] = [];
  let fields = 0;
  for (const change of all) {
    const before: Fields = change.before ?? { deleted_at: txn.at };
    const names = Object.keys(before);
    fields += names.length;
    const row = stored.get(change.rowId);
    if (row === undefined) continue;
    const clocks = parseClocks(row.clocks);
    const mine = names.filter((name) => ownerOf(clocks, name) === (change.ownersAfter[name] ?? change.hlc));
    const values = Object.fromEntries(mine.map((name) => [name, before[name] ?? null]));
    back.push({ stored: row, fields: values, owners: change.ownersBefore });
  }
  try {
    const whole = withWholeCredits(parts, writer, table, back);
    // Fields that only changed hands have the same value before and after.
    writer.writeAll(table, whole, { evenEqual: true });
    return fields - takenOf(back, whole);
  } catch (error) {
    const meaning = storageError(error);
    // What stood here has been added again in the meantime (a file at the same path): the newer one stays.
    if (meaning instanceof AppError && meaning.code === 'conflict') return fields;
    throw error;
  }
}

/** How many of the fields are given back; what is written beside them does not count. */
function takenOf(asked: readonly RowChange[], given: readonly RowChange[]): number {
  const names = ({ fields }: RowChange): string[] => Object.keys(fields);
  return asked.reduce(
    (sum, change, at) => sum + names(change).filter((name) => name in (given[at]?.fields ?? {})).length,
    0,
  );
}
