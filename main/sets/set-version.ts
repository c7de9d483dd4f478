import { z } from 'zod';
import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { liveTracks } from '#main/storage/ordered-tracks.ts';
import { parkedTracks, plannedEntries, type StoredAlternative } from '#main/storage/queries/set-builder.ts';
import { changedTransitions } from '#main/storage/queries/set-transitions.ts';
import { entriesOfSet } from '#main/storage/queries/sets.ts';
import { SetPhase } from '#shared/contract/set-builder.ts';
import { MixChangeData } from '#shared/contract/transitions.ts';
import { changeOf, storedChange } from './stored-mix-change.ts';

const VersionEntry = z.object({
  trackId: z.string(),
  phase: SetPhase.nullable(),
  notes: z.string(),
  locked: z.union([z.literal(0), z.literal(1)]),
  /** Ids of parked tracks. */
  alternatives: z.array(z.string()),
});
type VersionEntry = z.infer<typeof VersionEntry>;

const VersionTransition = z.object({ trackId: z.string(), nextTrackId: z.string(), change: MixChangeData });
type VersionTransition = z.infer<typeof VersionTransition>;

/** What a saved version of a set holds. */
export const VersionContent = z.object({
  entries: z.array(VersionEntry),
  /** What was changed in transitions; absent = not known, they stay as they are. */
  transitions: z.array(VersionTransition).optional(),
});
export type VersionContent = z.infer<typeof VersionContent>;

/** The set as it is now. */
export function contentOf(database: LibraryDatabase, setId: string): VersionContent {
  const parked = parkedTracks(database, setId);
  const entries = plannedEntries(database, setId).map(({ id, trackId, phase, notes, locked }) => ({
    trackId,
    phase,
    notes,
    locked,
    alternatives: parked.filter(({ entryId }) => entryId === id).map((alternative) => alternative.trackId),
  }));
  const transitions = changedTransitions(database, setId).map((row) => ({
    trackId: row.track_id,
    nextTrackId: row.next_track_id,
    change: changeOf(row),
  }));
  return { entries, transitions };
}

/** Gives the transitions back what was changed in them, and takes back what was changed since. */
function transitionsAs(
  database: LibraryDatabase,
  setId: string,
  wanted: readonly VersionTransition[],
  live: ReadonlySet<string>,
): Mutation[] {
  const nameOf = (trackId: string, nextTrackId: string): string => `${trackId} ${nextTrackId}`;
  const now = changedTransitions(database, setId);
  const rows = new Map(now.map((row) => [nameOf(row.track_id, row.next_track_id), row.id]));
  const names = new Set(wanted.map(({ trackId, nextTrackId }) => nameOf(trackId, nextTrackId)));
  const gone = now.filter((row) => !names.has(nameOf(row.track_id, row.next_track_id)));
  const given = wanted
    .filter(({ trackId, nextTrackId }) => live.has(trackId) && live.has(nextTrackId))
    .map(({ trackId, nextTrackId, change }): Mutation => {
      const id = rows.get(nameOf(trackId, nextTrackId));
      const set = storedChange(change);
      if (id !== undefined) return { op: 'update', table: 'set_transitions', id, set };
      const pair = { set_id: setId, track_id: trackId, next_track_id: nextTrackId };
      return { op: 'insert', table: 'set_transitions', id: database.newId(), set: { ...pair, ...set } };
    });
  return [...gone.map(({ id }): Mutation => ({ op: 'delete', table: 'set_transitions', id })), ...given];
}

/** Makes what is parked beside an entry what it was: what is there already stays the same row. */
function alternativesAs(
  database: LibraryDatabase,
  entryId: string,
  wanted: readonly string[],
  parked: readonly StoredAlternative[],
): Mutation[] {
  const kept = new Map(parked.map((each) => [each.trackId, each]));
  const gone = parked.filter(({ trackId }) => !wanted.includes(trackId));
  return [
    ...gone.map(({ id }): Mutation => ({ op: 'delete', table: 'set_alternatives', id })),
    ...wanted.map((trackId, index): Mutation => {
      const row = kept.get(trackId);
      const position = index + 1;
      if (row !== undefined) return { op: 'update', table: 'set_alternatives', id: row.id, set: { position } };
      const set = { entry_id: entryId, track_id: trackId, position };
      return { op: 'insert', table: 'set_alternatives', id: database.newId(), set };
    }),
  ];
}

/**
 * What makes a set what it was, entries that stand in both staying the same rows.
 * @returns Also how many of its tracks have left the library since, and stay away.
 */
export function restoring(database: LibraryDatabase, setId: string, { entries, transitions }: VersionContent) {
  const ids = [
    ...entries.flatMap(({ trackId, alternatives }) => [trackId, ...alternatives]),
    ...(transitions ?? []).flatMap(({ trackId, nextTrackId }) => [trackId, nextTrackId]),
  ];
  const live = new Set(liveTracks(database, ids));
  const wanted = entries.filter(({ trackId }) => live.has(trackId));
  const now = entriesOfSet(database, setId).filter(({ isHidden }) => !isHidden);
  const rows = new Map(now.map((entry) => [entry.trackId, entry.id]));
  const wantedTracks = new Set(wanted.map(({ trackId }) => trackId));
  const parked = parkedTracks(database, setId);
  const gone = now.filter(({ trackId }) => !wantedTracks.has(trackId));
  const placed = wanted.flatMap(({ trackId, phase, notes, locked, alternatives }, index): Mutation[] => {
    const row = rows.get(trackId);
    const id = row ?? database.newId();
    const set = { position: index + 1, phase, notes, locked };
    const entry: Mutation =
      row === undefined
        ? { op: 'insert', table: 'set_entries', id, set: { set_id: setId, track_id: trackId, ...set } }
        : { op: 'update', table: 'set_entries', id, set };
    const own = parked.filter(({ entryId }) => entryId === id);
    const beside = alternatives.filter((alternative) => live.has(alternative));
    return [entry, ...alternativesAs(database, id, beside, own)];
  });
  const mutations = [
    ...gone.map(({ id }): Mutation => ({ op: 'delete', table: 'set_entries', id })),
    ...placed,
    ...(transitions === undefined ? [] : transitionsAs(database, setId, transitions, live)),
  ];
  return { mutations, missing: entries.length - wanted.length };
}
