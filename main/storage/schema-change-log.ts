import type { ColumnType, Generated } from 'kysely';
import type { Timestamp } from './schema-row.ts';

/** `import`: another program's library; `tag`: the file itself. */
export type ChangeOrigin = 'user' | 'import' | 'tag' | 'analysis' | 'sync';

/** Append-only. One row for each change of a row, in the order they were made. */
export interface ChangeLogTable {
  seq: Generated<number>;
  txn_id: string;
  /** In words, for the history ("Edit 3 tracks"). */
  label: string;
  origin: ChangeOrigin;
  table_name: string;
  row_id: string;
  /** JSON object of the changed fields; null = the row did not exist before. */
  before: string | null;
  /** JSON: field -> hlc of the transaction that its value before came from. */
  owners_before: Generated<string>;
  after: string;
  /** The same for values that undo or redo gave back; all others come from this transaction. */
  owners_after: Generated<string>;
  hlc: string;
  /** The transaction that this one takes back: an edit (undo), or an undo (redo). */
  reverts_txn_id: string | null;
  /** 1 on the first row of a transaction that undo or redo steps over, so that the steps are found without the rest. */
  history_step: Generated<number>;
  created_at: ColumnType<Timestamp, Timestamp, never>;
}
