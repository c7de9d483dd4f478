import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { duplicateEdges } from '#main/storage/queries/duplicates.ts';
import { type Belonging, belongingsOf, cueRowsOf, gridsOf, pairsOf } from '#main/storage/queries/track-belongings.ts';
import { playedFields } from '#main/storage/queries/tracks.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { DUPLICATE_EDGE } from '#main/duplicates/fingerprint-store.ts';
import { offsetBetween } from '#main/duplicates/groups.ts';
import { readGrid, refineOffset } from './grid-offset.ts';
import { mergedFields, type MergedTrack } from './merged-fields.ts';
import { shiftCue, uniteCues } from './unite-cues.ts';

/** Rows go over to the kept track; where it stands already, the other's row goes. */
function movedBelongings(kept: string, belongings: readonly Belonging[]): Mutation[] {
  const placeKey = ({ table, place }: Belonging): string => `${table} ${place}`;
  const held = new Set(belongings.filter(({ trackId }) => trackId === kept).map(placeKey));
  return belongings.flatMap((row): Mutation[] => {
    const { table, id, trackId, place } = row;
    if (trackId === kept) return [];
    if (place === null || !held.has(placeKey(row))) {
      held.add(placeKey(row));
      return [{ op: 'update', table, id, set: { track_id: kept } }];
    }
    return [{ op: 'delete', table, id }];
  });
}

/** What the user said of the others counts for the kept track; what was said between them has no meaning any more. */
function movedPairs(database: LibraryDatabase, kept: string, others: readonly string[]): Mutation[] {
  const gone = new Set(others);
  const known = new Set<string>();
  return pairsOf(database, [kept, ...others]).flatMap((pair): Mutation[] => {
    const trackId = gone.has(pair.track_id) ? kept : pair.track_id;
    const otherId = gone.has(pair.other_id) ? kept : pair.other_id;
    const key = [trackId, otherId].sort().join(' ');
    if (trackId === otherId || known.has(key)) return [{ op: 'delete', table: 'track_pairs', id: pair.id }];
    known.add(key);
    if (trackId === pair.track_id && otherId === pair.other_id) return [];
    return [{ op: 'update', table: 'track_pairs', id: pair.id, set: { track_id: trackId, other_id: otherId } }];
  });
}

/** How much later each of the others is than the kept track. */
function offsetsTo(database: LibraryDatabase, kept: string, others: readonly string[]): ReadonlyMap<string, number> {
  const edges = duplicateEdges(database, DUPLICATE_EDGE);
  const grids = gridsOf(database, [kept, ...others]);
  const own = readGrid(grids.get(kept) ?? null);
  return new Map(
    others.map((id) => {
      const coarse = offsetBetween(edges, kept, id);
      return [id, refineOffset(coarse, own, readGrid(grids.get(id) ?? null))];
    }),
  );
}

function unitedCues(database: LibraryDatabase, kept: string, offsets: ReadonlyMap<string, number>): Mutation[] {
  const cues = cueRowsOf(database, [kept, ...offsets.keys()]).map(({ track_id: trackId, ...cue }) => ({
    trackId,
    cue,
  }));
  const own = cues.filter(({ trackId }) => trackId === kept).map(({ cue }) => cue);
  const others = cues
    .filter(({ trackId }) => trackId !== kept)
    .map(({ trackId, cue }) => shiftCue(cue, offsets.get(trackId) ?? 0));
  return uniteCues(own, others).map((cue) => ({
    op: 'insert',
    table: 'cue_points',
    id: database.newId(),
    set: { track_id: kept, ...cue },
  }));
}

type StoredTrack = NonNullable<ReturnType<typeof playedFields>>;

function storedTrack(database: LibraryDatabase, id: string): StoredTrack {
  const track = playedFields(database, id);
  if (track === undefined) {
    throw new AppError('not-found', 'One of these tracks is no longer in the library. Search for duplicates again.');
  }
  return track;
}

/**
 * Gives one track all that the others have, and takes the others out of the library; one step for undo. Their files become
 * further files of the kept track. Nothing on the disk is touched.
 * @throws {AppError} `not-found`, or `invalid-input` when the kept track is among the others.
 */
export function mergeTracks(
  database: LibraryDatabase,
  kept: TrackId,
  chosen: readonly TrackId[],
): { readonly merged: number } {
  const others = [...new Set(chosen)];
  if (others.includes(kept)) throw new AppError('invalid-input', 'A track cannot be merged into itself.');
  const own = storedTrack(database, kept);
  const offsets = offsetsTo(database, kept, others);
  const hasOwnKey = (id: string): boolean => database.fieldOrigin('tracks', id, 'key_index') === 'user';
  const merged = others.map(
    (id): MergedTrack => ({
      fields: storedTrack(database, id),
      offsetSeconds: offsets.get(id) ?? 0,
      hasOwnKey: hasOwnKey(id),
    }),
  );
  const mutations: Mutation[] = [
    { op: 'update', table: 'tracks', id: kept, set: mergedFields(own, hasOwnKey(kept), merged) },
    ...movedBelongings(kept, belongingsOf(database, [kept, ...others])),
    ...movedPairs(database, kept, others),
    ...unitedCues(database, kept, offsets),
    ...others.map((id): Mutation => ({ op: 'delete', table: 'tracks', id })),
  ];
  const label = `Merge ${others.length + 1} tracks into "${own.title}"`;
  database.mutate({ origin: 'user', label, mutations });
  return { merged: others.length };
}
