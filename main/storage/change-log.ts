import type Database from 'better-sqlite3';
import type { Hlc } from './hybrid-clock.ts';
import type { Owners } from './row-clocks.ts';
import type { Fields } from './row-store.ts';
import type { ChangeOrigin, SyncedTable } from './schema.ts';

/** What all rows of one transaction in the log have in common. */
export interface LoggedTransaction {
  readonly id: string;
  readonly label: string;
  readonly origin: ChangeOrigin;
  readonly hlc: Hlc;
  /** ISO time. */
  readonly at: string;
  readonly reverts: string | null;
}

/** One change of one row, as it was logged. */
export interface LoggedChange {
  readonly seq: number;
  readonly table: SyncedTable;
  readonly rowId: string;
  readonly hlc: Hlc;
  /** The values before; null = the row was inserted. */
  readonly before: Fields | null;
  /** The transactions that the values before came from; empty for an insert. */
  readonly ownersBefore: Owners;
  readonly after: Fields;
  /** For values given back by undo or redo: the transactions that they come from. All others come from this one. */
  readonly ownersAfter: Owners;
}

/** A transaction that undo or redo can step over. */
export interface HistoryStep {
  readonly txnId: string;
  readonly label: string;
  readonly reverts: string | null;
}

export interface ChangeLog {
  /** @param step Marks this row as the transaction's entry in the history. */
  append(txn: LoggedTransaction, table: SyncedTable, rowId: string, change: LogEntry, step: boolean): void;
  /** The changes of a transaction, newest first. */
  changesOf(txnId: string): Iterable<LoggedChange>;
  /** The last steps of the history, oldest first. */
  lastSteps(limit: number): readonly HistoryStep[];
}

export type LogEntry = Pick<LoggedChange, 'before' | 'ownersBefore' | 'after' | 'ownersAfter'>;

interface LogRow {
  seq: number;
  table_name: SyncedTable;
  row_id: string;
  hlc: Hlc;
  before: string | null;
  owners_before: string;
  after: string;
  owners_after: string;
}

const INSERT = `INSERT INTO change_log
  (txn_id, label, origin, table_name, row_id, before, owners_before, after, owners_after, hlc, reverts_txn_id,
   history_step, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
/** The questions that are asked of the log, which only grows: each must be answered from an index. */
export const CHANGE_LOG_QUERIES = {
  changes: `SELECT seq, table_name, row_id, hlc, before, owners_before, after, owners_after FROM change_log
    WHERE txn_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  steps: `SELECT txn_id AS txnId, label, reverts_txn_id AS reverts FROM change_log
    WHERE history_step = 1 ORDER BY seq DESC LIMIT ?`,
  lastReading: 'SELECT max(hlc) FROM change_log',
  origin: 'SELECT origin FROM change_log WHERE hlc = ? LIMIT 1',
} as const;
/** An import may have hundreds of thousands of changes: they are read in pages of this many. */
const PAGE = 2000;

export function createChangeLog(raw: Database.Database): ChangeLog {
  const insert = raw.prepare(INSERT);
  const changes = raw.prepare<[string, number, number], LogRow>(CHANGE_LOG_QUERIES.changes);
  const steps = raw.prepare<[number], HistoryStep>(CHANGE_LOG_QUERIES.steps);
  return {
    append: (txn, table, rowId, entry, step) => {
      const before = entry.before === null ? null : JSON.stringify(entry.before);
      const change = [before, JSON.stringify(entry.ownersBefore), JSON.stringify(entry.after)];
      const owners = JSON.stringify(entry.ownersAfter);
      const history = [txn.hlc, txn.reverts, step ? 1 : 0, txn.at];
      insert.run(txn.id, txn.label, txn.origin, table, rowId, ...change, owners, ...history);
    },
    changesOf: (txnId) => pages((below) => changes.all(txnId, below, PAGE)),
    lastSteps: (limit) => steps.all(limit).reverse(),
  };
}

function* pages(read: (below: number) => LogRow[]): Generator<LoggedChange> {
  let below = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = read(below);
    yield* rows.map(toChange);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    below = last.seq;
  }
}

function toChange(row: LogRow): LoggedChange {
  return {
    seq: row.seq,
    table: row.table_name,
    rowId: row.row_id,
    hlc: row.hlc,
    before: row.before === null ? null : (JSON.parse(row.before) as Fields),
    ownersBefore: JSON.parse(row.owners_before) as Owners,
    after: JSON.parse(row.after) as Fields,
    ownersAfter: JSON.parse(row.owners_after) as Owners,
  };
}

/** The highest clock reading in the log; null while it is empty. */
export function lastReading(raw: Database.Database): string | null {
  return raw.prepare(CHANGE_LOG_QUERIES.lastReading).pluck().get() as string | null;
}
