import type { Generated } from 'kysely';

/** ISO-8601, UTC. */
export type Timestamp = string;

/** Columns of every synced row; only `mutate()` writes them. */
export interface SyncedRow {
  id: string;
  created_at: Timestamp;
  updated_at: Timestamp;
  deleted_at: Timestamp | null;
  clocks: Generated<string>;
}
