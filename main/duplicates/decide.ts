import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { pairsOf } from '#main/storage/queries/track-belongings.ts';
import { trackNames } from '#main/storage/queries/tracks.ts';
import type { TrackId } from '#shared/contract/ids.ts';

export type Relation = 'version' | 'different';

const LABELS: Readonly<Record<Relation, string>> = { version: 'Versions of one song', different: 'Not duplicates' };

const keyOf = (a: string, b: string): string => [a, b].sort().join(' ');

/** Keeps what the user says of each two of these tracks; one step for undo. @returns Pairs that changed. */
export function decide(database: LibraryDatabase, trackIds: readonly TrackId[], relation: Relation): { pairs: number } {
  const live = trackNames(database, [...new Set(trackIds)])
    .map(({ id }) => id)
    .sort();
  const known = new Map(pairsOf(database, live).map((pair) => [keyOf(pair.track_id, pair.other_id), pair]));
  const mutations = live.flatMap((trackId, n) =>
    live.slice(n + 1).flatMap((otherId): Mutation[] => {
      const stored = known.get(keyOf(trackId, otherId));
      if (stored?.relation === relation) return [];
      if (stored !== undefined) return [{ op: 'update', table: 'track_pairs', id: stored.id, set: { relation } }];
      const set = { track_id: trackId, other_id: otherId, relation };
      return [{ op: 'insert', table: 'track_pairs', id: database.newId(), set }];
    }),
  );
  database.mutate({ origin: 'user', label: LABELS[relation], mutations });
  return { pairs: mutations.length };
}
