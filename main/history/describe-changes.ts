import type { LoggedChange } from '#main/storage/change-log.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { rowName } from '#main/storage/queries/row-names.ts';
import type { SyncedTable } from '#main/storage/schema.ts';
import type { HistoryChange, HistoryEntry, HistoryThing } from '#shared/contract/history.ts';

/** What rows of a table are for the user; null for those that only follow others. */
const THINGS: Readonly<Record<SyncedTable, HistoryThing | null>> = {
  tracks: 'tracks',
  artists: null,
  track_artists: null,
  files: 'files',
  library_folders: 'folders',
  cue_points: 'cues',
  crates: 'crates',
  crate_tracks: 'crates',
  sets: 'sets',
  set_entries: 'sets',
  set_alternatives: 'sets',
  set_versions: 'sets',
  set_transitions: 'sets',
  set_accepted_checks: 'sets',
  set_templates: 'others',
  set_template_versions: null,
  plays: 'plays',
  play_nights: 'plays',
  tags: 'tags',
  track_tags: 'tags',
  track_extras: 'others',
  track_pairs: 'others',
  music_requests: 'others',
  quality_ignores: 'others',
};

/** Numbers of rows by what they are. */
export function countThings(
  counts: readonly { readonly table: SyncedTable; readonly rows: number }[],
): HistoryEntry['counts'] {
  const sums: Partial<Record<HistoryThing, number>> = {};
  for (const { table, rows } of counts) {
    const thing = THINGS[table];
    if (thing !== null && rows > 0) sums[thing] = (sums[thing] ?? 0) + rows;
  }
  return sums;
}

/** Places and links between rows say nothing to a reader. */
const isTold = (field: string): boolean => field !== 'position' && field !== 'deleted_at' && !field.endsWith('_id');

const MOST_LETTERS = 400;

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
}

function wholeKind({ before, after }: LoggedChange): HistoryChange['kind'] | null {
  if (before === null) return 'added';
  if (!('deleted_at' in after)) return null;
  return after['deleted_at'] === null ? 'restored' : 'removed';
}

/** A change of a row in words: one for each field, or one for the row as a whole. */
export function describeChange(database: LibraryDatabase, change: LoggedChange): HistoryChange[] {
  const thing = THINGS[change.table];
  if (thing === null) return [];
  const name = rowName(database, change.table, change.rowId);
  const kind = wholeKind(change);
  if (kind !== null) return [{ kind, thing, name, field: null, before: null, after: null }];
  return Object.keys(change.after)
    .filter(isTold)
    .map((field) => ({
      kind: 'changed',
      thing,
      name,
      field,
      before: textOf(change.before?.[field]),
      after: textOf(change.after[field]),
    }));
}
