import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { plannedEntries } from '#main/storage/queries/set-builder.ts';
import { changedTransition, changedTransitions } from '#main/storage/queries/set-transitions.ts';
import type { SetId } from '#shared/contract/ids.ts';
import type { Pair, PairTrack, TrackPair } from '#shared/contract/transitions.ts';
import type { MixChange } from '#shared/domain/transition/mix-track.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { planOf } from './read-set.ts';
import { readMixTrack } from './read-mix-track.ts';
import { changeOf, storedChange } from './stored-mix-change.ts';

/** How the tracks of a set go over into each other. Every change is one step for undo. */
export interface TransitionsService {
  /** @throws {AppError} `not-found` where the two are no neighbours any more. */
  read(pair: Pair): TrackPair;
  change(pair: Pair, change: { readonly [Field in keyof MixChange]?: MixChange[Field] | undefined }): void;
  reset(pair: Pair): void;
  /** All tracks of a set in its order, and what was changed between each and the next. @throws {AppError} `not-found` */
  ofSet(id: SetId): { readonly tracks: PairTrack[]; readonly changes: MixChange[] };
}

export function createTransitionsService(database: LibraryDatabase): TransitionsService {
  /** @throws {AppError} `not-found` */
  function check({ id, trackId, nextTrackId }: Pair): string {
    const { name } = planOf(database, id);
    const order = plannedEntries(database, id).map((entry) => entry.trackId);
    const place = order.indexOf(trackId);
    if (place < 0 || order[place + 1] !== nextTrackId) {
      throw new AppError('not-found', 'These two tracks are not neighbours in the set any more. Open it again.');
    }
    return name;
  }

  const find = ({ id, trackId, nextTrackId }: Pair) => changedTransition(database, id, trackId, nextTrackId);

  return {
    read: (pair) => {
      check(pair);
      const change = changeOf(find(pair));
      return { from: readMixTrack(database, pair.trackId), to: readMixTrack(database, pair.nextTrackId), change };
    },
    change: (pair, change) => {
      const name = check(pair);
      const row = find(pair);
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const set = storedChange({ ...changeOf(row), ...given });
      const { id, trackId, nextTrackId } = pair;
      const mutation: Mutation =
        row === undefined
          ? {
              op: 'insert',
              table: 'set_transitions',
              id: database.newId(),
              set: { set_id: id, track_id: trackId, next_track_id: nextTrackId, ...set },
            }
          : { op: 'update', table: 'set_transitions', id: row.id, set };
      database.mutate({ origin: 'user', label: `Change a transition of "${name}"`, mutations: [mutation] });
    },
    ofSet: (id) => {
      planOf(database, id);
      const order = plannedEntries(database, id).map((entry) => entry.trackId);
      const changed = new Map(
        changedTransitions(database, id).map((row) => [`${row.track_id} ${row.next_track_id}`, row]),
      );
      const changes = order.slice(1).map((next, index) => changeOf(changed.get(`${order[index]} ${next}`)));
      return { tracks: order.map((trackId) => readMixTrack(database, trackId)), changes };
    },
    reset: (pair) => {
      const name = check(pair);
      const row = find(pair);
      if (row === undefined) return;
      const mutations: Mutation[] = [{ op: 'delete', table: 'set_transitions', id: row.id }];
      database.mutate({ origin: 'user', label: `Use the proposed transition of "${name}"`, mutations });
    },
  };
}
