import type { LoggedTransaction } from './change-log.ts';
import type { Changes } from './changes.ts';
import type { HistoryStacks } from './history.ts';
import { withoutLocked } from './locked-fields.ts';
import type { Mutate, Mutation, MutationRequest } from './mutation.ts';
import type { Fields, RowStore, StoredRow } from './row-store.ts';
import type { RowWriter } from './row-writer.ts';
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

/** What an analysis found can be found again; everything else is the user's. */
function durabilityOf({ origin }: MutationRequest): Durability {
  return origin === 'analysis' ? 'derived' : 'user';
}

function applyRequest(parts: MutateParts, request: MutationRequest) {
  const { origin, label } = request;
  const undoable = request.undoable ?? (origin === 'user' || origin === 'import');
  const continues = undoable && isTop(parts.stacks, request.continues) ? request.continues : null;
  const { txn, writer } = parts.open({ origin, label, continues: continues ?? null, hidden: !undoable });
  for (const mutation of request.mutations) applyMutation(parts.rows, writer, mutation, txn);
  if (writer.written === 0) return { txnId: null, changed: 0 };
  if (undoable && continues === null) {
    parts.changes.afterCommit(() => parts.stacks.record({ txnId: txn.id, label, reverts: null }));
  }
  return { txnId: txn.id, changed: writer.written };
}

function isTop(stacks: HistoryStacks, txnId: string | null | undefined): boolean {
  return txnId !== undefined && txnId !== null && stacks.undo.at(-1)?.txnId === txnId;
}

function applyMutation(rows: RowStore, writer: RowWriter, mutation: Mutation, { at, origin }: LoggedTransaction): void {
  const { table, id } = mutation;
  if (mutation.op === 'insert') {
    rows.check(table, mutation.set);
    writer.insert(table, id, withoutUndefined(mutation.set));
    return;
  }
  const stored = rows.read(table, id);
  if (stored === undefined) return;
  const fields = fieldsToWrite(mutation, stored, at);
  if (mutation.op === 'update') rows.check(table, mutation.set);
  writer.write(table, stored, withoutLocked(origin, table, stored, fields));
}

/** A deleted row is not updated or deleted again; one that lives is not restored. */
function fieldsToWrite(mutation: Exclude<Mutation, { op: 'insert' }>, stored: StoredRow, at: string): Fields {
  if (mutation.op === 'restore') return { deleted_at: null };
  if (stored.deleted_at !== null) return {};
  return mutation.op === 'delete' ? { deleted_at: at } : withoutUndefined(mutation.set);
}

function withoutUndefined(set: object): Fields {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}
