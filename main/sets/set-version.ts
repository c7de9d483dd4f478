import { z } from 'zod';
import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { liveTracks } from '#main/storage/ordered-tracks.ts';
import { parkedTracks, plannedEntries, type StoredAlternative } from '#main/storage/queries/set-builder.ts';
import { entriesOfSet } from '#main/storage/queries/sets.ts';
import { SetPhase } from '#shared/contract/set-builder.ts';

const VersionEntry = z.object({
  trackId: z.string(),
  phase: SetPhase.nullable(),
  notes: z.string(),
  locked: z.union([z.literal(0), z.literal(1)]),
  /** Ids of parked tracks. */
  alternatives: z.array(z.string()),
});
type VersionEntry = z.infer<typeof VersionEntry>;

/** What a saved version of a set holds. */
export const VersionContent = z.object({ entries: z.array(VersionEntry) });
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
  return { entries };
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
export function restoring(database: LibraryDatabase, setId: string, { entries }: VersionContent) {
  const ids = entries.flatMap(({ trackId, alternatives }) => [trackId, ...alternatives]);
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
  const mutations = [...gone.map(({ id }): Mutation => ({ op: 'delete', table: 'set_entries', id })), ...placed];
  return { mutations, missing: entries.length - wanted.length };
}
