import type { ChangeOrigin, Schema, SyncedTable } from './schema.ts';

type BookkeepingField = 'id' | 'number' | 'created_at' | 'updated_at' | 'deleted_at' | 'clocks';
/** The fields of a synced row that a mutation may write. */
export type RowFields<Table extends SyncedTable> = Omit<Schema[Table], BookkeepingField>;

/**
 * One change of one row of user data.
 * - insert: the row must not exist (a soft-deleted row with the id counts as existing).
 * - update: writes only fields whose value differs; a row that is gone is skipped and not counted, and so are fields of
 *   a track that the user has locked when the origin is an analysis or an import.
 * - delete: sets deleted_at; restore: clears it.
 */
export type Mutation = {
  [Table in SyncedTable]:
    | { readonly op: 'insert'; readonly table: Table; readonly id: string; readonly set: RowFields<Table> }
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
   * Whether undo steps over it; by default true for `user` and `import`. Bookkeeping that the user did not ask for (a
   * watched folder: a file moved, came or went) passes false, so that undo keeps to what the user did.
   */
  readonly undoable?: boolean;
  /**
   * The txnId of an earlier request that this one carries on (the next batch of one import): undo then takes both back
   * in one step. Ignored when something else was done in between.
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
