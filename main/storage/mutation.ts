import type { ChangeOrigin } from './schema-change-log.ts';
import type { Schema, SyncedTable } from './schema.ts';
import type { Durability } from './transactions.ts';

type BookkeepingField = 'id' | 'number' | 'created_at' | 'updated_at' | 'deleted_at' | 'clocks';
/** The fields of a synced row that a mutation may write. */
export type RowFields<Table extends SyncedTable> = Omit<Schema[Table], BookkeepingField>;

/** A row to be inserted. */
export interface NewRow<Table extends SyncedTable> {
  readonly id: string;
  readonly set: RowFields<Table>;
}

/**
 * One change of one row of user data, or the inserting of many.
 * - insert: the row must not exist (a soft-deleted row with the id counts as existing).
 * - insert-all: many rows of one kind, each with the same fields, for imports. The log keeps their ids only: what they held at
 *   first is in the rows, and in the log of what changed them since.
 * - update: writes only fields whose value differs; a row that is gone is skipped and not counted, and so are fields of
 *   a track that the user has locked when the origin is an analysis, an import or a tag.
 * - delete: sets deleted_at; restore: clears it.
 */
export type Mutation = {
  [Table in SyncedTable]:
    | { readonly op: 'insert'; readonly table: Table; readonly id: string; readonly set: RowFields<Table> }
    | { readonly op: 'insert-all'; readonly table: Table; readonly rows: readonly NewRow<Table>[] }
    | { readonly op: 'update'; readonly table: Table; readonly id: string; readonly set: Partial<RowFields<Table>> }
    | { readonly op: 'delete'; readonly table: Table; readonly id: string }
    | { readonly op: 'restore'; readonly table: Table; readonly id: string };
}[SyncedTable];

export interface MutationRequest {
  readonly origin: ChangeOrigin;
  /** What it is, in words, for undo and the history: "Edit 3 tracks". */
  readonly label: string;
  readonly mutations: readonly Mutation[];
  /**
   * Whether undo steps over it; by default true for `user`, `import` and `tag`. Bookkeeping that the user did not ask for (a
   * watched folder: a file moved, came or went) passes false, so that undo keeps to what the user did.
   */
  readonly undoable?: boolean;
  /** By default that of the origin: what an analysis found can be found again, everything else is the user's. */
  readonly durability?: Durability;
  /** Fields of an update that have the value already are of this origin from now on as well. */
  readonly takesOver?: boolean;
  /**
   * The txnId of an earlier request that this one carries on (the next batch of one import): undo then takes both back
   * in one step. What was done in between is a step of its own above it. Ignored when that step was taken back.
   */
  readonly continues?: string | null;
}

export interface MutationResult {
  /** null when nothing changed: then nothing was written. */
  readonly txnId: string | null;
  /** Rows that changed. */
  readonly changed: number;
}

/** The one way to write user data: a transaction of mutations. Services receive it as a dependency. */
export type Mutate = (request: MutationRequest) => MutationResult;
