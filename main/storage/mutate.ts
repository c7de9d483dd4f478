import { runsOf } from './in-statements.ts';
import type { LoggedTransaction } from './change-log.ts';
import type { Changes } from './changes.ts';
import type { HistoryStacks } from './history-stacks.ts';
import { withoutLocked } from './locked-fields.ts';
import type { Mutate, Mutation, MutationRequest } from './mutation.ts';
import type { Fields, RowStore, StoredRow } from './row-store.ts';
import type { RowChange, RowWriter, WriteOptions } from './row-writer.ts';
import type { ChangeOrigin } from './schema-change-log.ts';
import type { SyncedTable } from './schema.ts';
import type { OpenTransaction } from './transaction-log.ts';
import type { Durability, Transaction } from './transactions.ts';

export interface MutateParts {
  readonly transaction: Transaction;
  readonly changes: Changes;
  readonly rows: RowStore;
  readonly stacks: HistoryStacks;
  readonly open: OpenTransaction;
}

/**
 * The one way to write user data. All of a request is written or nothing: rows, their field clocks and the change log.
 * Inside a transaction of the caller it is a part of that one.
 */
export function createMutate(parts: MutateParts): Mutate {
  return (request) => parts.transaction(durabilityOf(request), () => applyRequest(parts, request));
}

function durabilityOf({ origin, durability }: MutationRequest): Durability {
  return durability ?? (origin === 'analysis' ? 'derived' : 'user');
}

function applyRequest(parts: MutateParts, request: MutationRequest) {
  const { origin, label } = request;
  const undoable = request.undoable ?? isUndoable(origin);
  const continues = undoable ? standing(parts.stacks, request.continues) : null;
  const { txn, writer } = parts.open({ origin, label, continues, hidden: !undoable });
  const how = { evenEqual: request.takesOver ?? false };
  for (const mutations of runsOf(request.mutations, kindOf, rowOf))
    applyMutations(parts.rows, writer, mutations, { txn, how });
  if (writer.written === 0) return { txnId: null, changed: 0 };
  if (undoable && continues === null) {
    parts.changes.afterCommit(() => parts.stacks.record({ txnId: txn.id, label, reverts: null }));
  }
  return { txnId: txn.id, changed: writer.written };
}

const isUndoable = (origin: ChangeOrigin): boolean => origin === 'user' || origin === 'import' || origin === 'tag';

/** The step that is gone on with; null where there is none, or it was taken back meanwhile. */
function standing(stacks: HistoryStacks, txnId: string | null | undefined): string | null {
  return txnId !== null && txnId !== undefined && stacks.stands(txnId) ? txnId : null;
}

interface Applying {
  readonly txn: LoggedTransaction;
  readonly how: WriteOptions;
}

/** Changes of rows of one table are done together; what is inserted stands by itself. */
const kindOf = (mutation: Mutation): string | null => (isOfRow(mutation) ? mutation.table : null);
const rowOf = (mutation: Mutation): string => (isOfRow(mutation) ? mutation.id : '');

type RowMutation = Exclude<Mutation, { op: 'insert' | 'insert-all' }>;

const isOfRow = (mutation: Mutation): mutation is RowMutation =>
  mutation.op !== 'insert' && mutation.op !== 'insert-all';

function applyMutations(rows: RowStore, writer: RowWriter, mutations: readonly Mutation[], applying: Applying): void {
  const [first] = mutations;
  if (first?.op === 'insert-all') writer.insertAll(first.table, first.rows);
  else if (first?.op === 'insert') {
    rows.check(first.table, first.set);
    writer.insert(first.table, first.id, withoutUndefined(first.set));
  } else if (first !== undefined) changeRows(rows, writer, first.table, mutations.filter(isOfRow), applying);
}

function changeRows(
  rows: RowStore,
  writer: RowWriter,
  table: SyncedTable,
  mutations: readonly RowMutation[],
  { txn, how }: Applying,
): void {
  const stored = rows.readAll(
    table,
    mutations.map(({ id }) => id),
  );
  const changes = mutations.flatMap((mutation): RowChange[] => {
    const row = stored.get(mutation.id);
    if (row === undefined) return [];
    const fields = fieldsToWrite(mutation, row, txn.at);
    if (mutation.op === 'update') rows.check(table, mutation.set);
    return [{ stored: row, fields: withoutLocked(txn.origin, table, row, fields) }];
  });
  writer.writeAll(table, changes, how);
}

/** A deleted row is not updated or deleted again; one that lives is not restored. */
function fieldsToWrite(mutation: RowMutation, stored: StoredRow, at: string): Fields {
  if (mutation.op === 'restore') return { deleted_at: null };
  if (stored.deleted_at !== null) return {};
  return mutation.op === 'delete' ? { deleted_at: at } : withoutUndefined(mutation.set);
}

function withoutUndefined(set: object): Fields {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}
