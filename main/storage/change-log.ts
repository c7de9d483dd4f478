import type Database from 'better-sqlite3';
import type { Hlc } from './hybrid-clock.ts';
import type { Owners } from './row-clocks.ts';
import { inStatements, placesFor } from './in-statements.ts';
import type { Fields } from './row-store.ts';
import type { ChangeOrigin } from './schema-change-log.ts';
import type { SyncedTable } from './schema.ts';

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
  /** @param step Marks the first of the rows as the transaction's entry in the history. */
  append(txn: LoggedTransaction, table: SyncedTable, rows: readonly LoggedRow[], step: boolean): void;
  /** The inserting of many rows, as one entry. */
  appendInserts(txn: LoggedTransaction, table: SyncedTable, ids: readonly string[], step: boolean): void;
  /** The changes of a transaction, newest first. */
  changesOf(txnId: string): Iterable<LoggedChange>;
  /** The last steps of the history, oldest first. */
  lastSteps(limit: number): readonly HistoryStep[];
  /** How a transaction began; undefined where there is none. */
  startOf(txnId: string): TransactionOpening | undefined;
  /** Rows that a transaction changed, by table. */
  countsOf(txnId: string): readonly { readonly table: SyncedTable; readonly rows: number }[];
  /** The first entries of a transaction, oldest first. */
  firstChanges(txnId: string, limit: number): readonly LoggedChange[];
}

/** A change of a row that is to be logged. */
export type LoggedRow = Pick<LoggedChange, 'rowId' | 'before' | 'ownersBefore' | 'after' | 'ownersAfter'>;

/** What the first entry of a transaction says of all of it. */
export interface TransactionOpening {
  readonly origin: ChangeOrigin;
  /** ISO time. */
  readonly at: string;
}

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

const insertion = (rows: number): string => `INSERT INTO change_log
  (txn_id, label, origin, table_name, hlc, reverts_txn_id, created_at, row_id, before, owners_before, after, owners_after,
   history_step)
  VALUES ${placesFor(rows, '@id, @label, @origin, @table, @hlc, @reverts, @at, ?, ?, ?, ?, ?, ?')}`;
/** The questions that are asked of the log, which only grows: each must be answered from an index. */
export const CHANGE_LOG_QUERIES = {
  changes: `SELECT seq, table_name, row_id, hlc, before, owners_before, after, owners_after FROM change_log
    WHERE txn_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  steps: `SELECT txn_id AS txnId, label, reverts_txn_id AS reverts FROM change_log
    WHERE history_step = 1 ORDER BY seq DESC LIMIT ?`,
  firstChanges: `SELECT seq, table_name, row_id, hlc, before, owners_before, after, owners_after FROM change_log
    WHERE txn_id = ? ORDER BY seq LIMIT ?`,
  start: 'SELECT origin, created_at AS at FROM change_log WHERE txn_id = ? ORDER BY seq LIMIT 1',
  counts: `SELECT table_name AS "table", count(DISTINCT CASE row_id WHEN '' THEN NULL ELSE row_id END)
      + sum(CASE row_id WHEN '' THEN json_array_length(after, '$.ids') ELSE 0 END) AS rows
    FROM change_log WHERE txn_id = ? GROUP BY table_name`,
  lastReading: 'SELECT max(hlc) FROM change_log',
  origin: 'SELECT origin FROM change_log WHERE hlc = ? LIMIT 1',
  reverts: 'SELECT reverts_txn_id FROM change_log WHERE hlc = ? LIMIT 1',
} as const;
/** Stands for the row of an entry that inserted many; their ids are in `after`. */
const MANY_ROWS = '';
/** An import may have hundreds of thousands of changes: they are read in pages of this many. */
const PAGE = 2000;

export function createChangeLog(raw: Database.Database): ChangeLog {
  const insertions = new Map<number, Database.Statement>();
  const insert = (
    txn: LoggedTransaction,
    table: SyncedTable,
    rows: number,
    values: readonly (string | number | null)[],
  ) => {
    const statement = insertions.get(rows) ?? raw.prepare(insertion(rows));
    insertions.set(rows, statement);
    statement.run(values, { ...txn, table });
  };
  const changes = raw.prepare<[string, number, number], LogRow>(CHANGE_LOG_QUERIES.changes);
  const steps = raw.prepare<[number], HistoryStep>(CHANGE_LOG_QUERIES.steps);
  const start = raw.prepare<[string], TransactionOpening>(CHANGE_LOG_QUERIES.start);
  const counts = raw.prepare<[string], { table: SyncedTable; rows: number }>(CHANGE_LOG_QUERIES.counts);
  const firstChanges = raw.prepare<[string, number], LogRow>(CHANGE_LOG_QUERIES.firstChanges);
  return {
    append: (txn, table, rows, step) => {
      let isFirst = step;
      for (const some of inStatements(rows)) {
        const values = some.flatMap((row, index) => [...loggedValues(row), isFirst && index === 0 ? 1 : 0]);
        insert(txn, table, some.length, values);
        isFirst = false;
      }
    },
    appendInserts: (txn, table, ids, step) => {
      insert(txn, table, 1, [MANY_ROWS, null, '{}', JSON.stringify({ ids }), '{}', step ? 1 : 0]);
    },
    changesOf: (txnId) => pages((below) => changes.all(txnId, below, PAGE)),
    lastSteps: (limit) => steps.all(limit).reverse(),
    startOf: (txnId) => start.get(txnId),
    countsOf: (txnId) => counts.all(txnId),
    firstChanges: (txnId, limit) =>
      firstChanges
        .all(txnId, limit)
        .flatMap((row) => toChanges(row).reverse())
        .slice(0, limit),
  };
}

function loggedValues({ rowId, before, ownersBefore, after, ownersAfter }: LoggedRow): (string | null)[] {
  const old = before === null ? null : JSON.stringify(before);
  return [rowId, old, JSON.stringify(ownersBefore), JSON.stringify(after), JSON.stringify(ownersAfter)];
}

function* pages(read: (below: number) => LogRow[]): Generator<LoggedChange> {
  let below = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = read(below);
    for (const row of rows) yield* toChanges(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    below = last.seq;
  }
}

/** The changes of an entry, newest first. */
function toChanges(row: LogRow): LoggedChange[] {
  if (row.row_id !== MANY_ROWS) return [toChange(row)];
  const { ids } = JSON.parse(row.after) as { readonly ids: readonly string[] };
  return ids.toReversed().map((id) => toChange({ ...row, row_id: id, after: '{}' }));
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
