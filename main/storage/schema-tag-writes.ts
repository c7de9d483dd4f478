import type { Generated } from 'kysely';
import type { Timestamp } from './schema-row.ts';

/** Each writing of tags into music files. Of this machine, as the files are: never synced. */
export interface TagRunsTable {
  id: string;
  started_at: Timestamp;
  /** JSON: the fields that were chosen. */
  fields: string;
}

/** What was changed in one file, and what stood there before. */
export interface TagWritesTable {
  id: Generated<number>;
  run_id: string;
  track_id: string;
  /** Without links. */
  path: string;
  /** `writing` and `restoring` stay when the program is stopped in between: the next start looks which of the two it was. */
  state: 'writing' | 'written' | 'restoring' | 'restored';
  /** Where the new file is made. */
  temporary: string;
  /** Kind of tag that the raw entries fit into. */
  kind: string;
  /** JSON: list of { index, before, after }, raw entries in base64. */
  changes: string;
  /** Bytes that the tag took. */
  length_before: number;
  /** Of the file as it was left. */
  size_bytes: number;
  modified_ms: number;
}
