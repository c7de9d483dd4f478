import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { entriesOfSet, type StoredEntry } from '#main/storage/queries/sets.ts';
import { trackNames } from '#main/storage/queries/tracks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { positionsBetween } from './set-positions.ts';

/** Each once, in the given order, without those that left the library. */
export function liveTracks(database: LibraryDatabase, ids: readonly string[]): string[] {
  const live = new Set(trackNames(database, ids).map(({ id }) => id));
  return [...new Set(ids)].filter((id) => live.has(id));
}

/** Entries for tracks, at positions of their own. */
export function insertEntries(
  database: LibraryDatabase,
  setId: string,
  trackIds: readonly string[],
  positions: readonly number[],
): Mutation[] {
  return trackIds.map((trackId, index) => ({
    op: 'insert',
    table: 'set_entries',
    id: database.newId(),
    set: { set_id: setId, track_id: trackId, position: positions[index] ?? 0, notes: '' },
  }));
}

export interface EntryChange {
  readonly mutations: readonly Mutation[];
  /** Tracks that come, go or move. */
  readonly count: number;
}

/** @param position Where the first of them goes, from 0; undefined: at the end. */
export function additions(
  database: LibraryDatabase,
  setId: string,
  trackIds: readonly string[],
  position: number | undefined,
): EntryChange {
  const entries = entriesOfSet(database, setId);
  const present = new Set(entries.map(({ trackId }) => trackId));
  const tracks = liveTracks(database, trackIds).filter((trackId) => !present.has(trackId));
  const { positions, renumbered } = roomAt(entries, position, tracks.length);
  return { mutations: [...renumbered, ...insertEntries(database, setId, tracks, positions)], count: tracks.length };
}

export function removals(database: LibraryDatabase, setId: string, trackIds: readonly string[]): EntryChange {
  const wanted = new Set(trackIds);
  const entries = entriesOfSet(database, setId).filter(({ trackId, isHidden }) => wanted.has(trackId) && !isHidden);
  return {
    mutations: entries.map(({ id }): Mutation => ({ op: 'delete', table: 'set_entries', id })),
    count: entries.length,
  };
}

/**
 * @param position Place of the track afterwards, from 0.
 * @throws {AppError} `not-found` when the track is not in the set.
 */
export function move(database: LibraryDatabase, setId: string, trackId: string, position: number): EntryChange {
  const entries = entriesOfSet(database, setId);
  const moved = entries.find((entry) => entry.trackId === trackId && !entry.isHidden);
  if (moved === undefined) throw new AppError('not-found', 'This track is no longer in the set.');
  if (entries.filter(({ isHidden }) => !isHidden).indexOf(moved) === position) return { mutations: [], count: 0 };
  const others = entries.filter((entry) => entry !== moved);
  const { positions, renumbered } = roomAt(others, position, 1);
  const set = { position: positions[0] ?? moved.position };
  return { mutations: [...renumbered, { op: 'update', table: 'set_entries', id: moved.id, set }], count: 1 };
}

interface Room {
  readonly positions: readonly number[];
  /** Where the fractions are used up: all entries get whole numbers again. */
  readonly renumbered: readonly Mutation[];
}

/** Room for `count` entries so that the first of them is seen at `position`. */
function roomAt(entries: readonly StoredEntry[], position: number | undefined, count: number): Room {
  const seen = entries.filter(({ isHidden }) => !isHidden);
  const follower = position === undefined ? undefined : seen[position];
  const index = follower === undefined ? entries.length : entries.indexOf(follower);
  const before = entries[index - 1]?.position ?? null;
  const positions = positionsBetween(before, follower?.position ?? null, count);
  if (positions !== null) return { positions, renumbered: [] };
  const whole = (place: number): number => (place < index ? place : place + count) + 1;
  return {
    positions: Array.from({ length: count }, (_, place) => index + place + 1),
    renumbered: entries.map(
      ({ id }, place): Mutation => ({ op: 'update', table: 'set_entries', id, set: { position: whole(place) } }),
    ),
  };
}
