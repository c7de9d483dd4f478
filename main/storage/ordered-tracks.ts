import type { Mutation } from './mutation.ts';
import type { LibraryDatabase } from './open-database.ts';
import { moveRow, type OrderedRow, roomAt } from './ordered-rows.ts';
import { trackNames } from './queries/tracks.ts';

export interface OrderedEntry extends OrderedRow {
  readonly trackId: string;
  /** Its track left the library: nobody sees it, but undo may bring it back. */
  readonly isHidden: boolean;
}

/** Tracks in the user's order: of a set or of a crate. */
export interface OrderedTracks {
  readonly table: 'set_entries' | 'crate_tracks';
  /** In their order, the hidden ones included. */
  readonly entries: readonly OrderedEntry[];
  readonly insert: (trackId: string, position: number) => Mutation;
}

export interface EntryChange {
  readonly mutations: readonly Mutation[];
  /** Tracks that come, go or move. */
  readonly count: number;
}

const NOTHING: EntryChange = { mutations: [], count: 0 };

/** Each once, in the given order, without those that left the library. */
export function liveTracks(database: Pick<LibraryDatabase, 'db' | 'query'>, ids: readonly string[]): string[] {
  const live = new Set(trackNames(database, ids).map(({ id }) => id));
  return [...new Set(ids)].filter((id) => live.has(id));
}

/** Where among all entries the one stands that is seen at `position`; the end when there is none. */
function indexOfSeen(entries: readonly OrderedEntry[], position: number | undefined): number {
  const follower = position === undefined ? undefined : entries.filter(({ isHidden }) => !isHidden)[position];
  return follower === undefined ? entries.length : entries.indexOf(follower);
}

/**
 * Tracks that are there already stay where they are.
 * @param trackIds Live tracks, each once.
 * @param position Where the first of them goes, from 0; undefined: at the end.
 */
export function additions(
  { table, entries, insert }: OrderedTracks,
  trackIds: readonly string[],
  position: number | undefined,
): EntryChange {
  const present = new Set(entries.map(({ trackId }) => trackId));
  const fresh = trackIds.filter((trackId) => !present.has(trackId));
  const { positions, renumbered } = roomAt(table, entries, indexOfSeen(entries, position), fresh.length);
  const inserted = fresh.map((trackId, index) => insert(trackId, positions[index] ?? 0));
  return { mutations: [...renumbered, ...inserted], count: fresh.length };
}

export function removals({ table, entries }: OrderedTracks, trackIds: readonly string[]): EntryChange {
  const wanted = new Set(trackIds);
  const gone = entries.filter(({ trackId, isHidden }) => wanted.has(trackId) && !isHidden);
  return {
    mutations: gone.map(({ id }): Mutation => ({ op: 'delete', table, id })),
    count: new Set(gone.map(({ trackId }) => trackId)).size,
  };
}

/** @param nth Of the places of the track, from 0. */
export function removalOf({ table, entries }: OrderedTracks, trackId: string, nth: number): EntryChange {
  const entry = entries.filter((each) => each.trackId === trackId && !each.isHidden)[nth];
  return entry === undefined ? NOTHING : { mutations: [{ op: 'delete', table, id: entry.id }], count: 1 };
}

/**
 * Moves tracks together, in the order in which they stand.
 * @param position Place of the first of them afterwards, from 0.
 */
export function moves(list: OrderedTracks, trackIds: readonly string[], position: number): EntryChange {
  const { table, entries } = list;
  const wanted = new Set(trackIds);
  const seen = entries.filter(({ isHidden }) => !isHidden);
  const moved = seen.filter(({ trackId }) => wanted.has(trackId));
  const isMoved = new Set(moved);
  const others = entries.filter((entry) => !isMoved.has(entry));
  const staying = seen.filter((entry) => !isMoved.has(entry));
  const after = [...staying.slice(0, position), ...moved, ...staying.slice(position)];
  if (after.every((entry, index) => entry === seen[index])) return NOTHING;
  const { positions, renumbered } = roomAt(table, others, indexOfSeen(others, position), moved.length);
  const placed = moved.map(({ id }, index) => moveRow(table, id, positions[index] ?? 0));
  return { mutations: [...renumbered, ...placed], count: moved.length };
}
