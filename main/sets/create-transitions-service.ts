import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { plannedEntries } from '#main/storage/queries/set-builder.ts';
import { changedTransition, changedTransitions } from '#main/storage/queries/set-transitions.ts';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { Pair, PairTrack, PairWarnings, Stretch, TrackPair } from '#shared/contract/transitions.ts';
import type { MixRules } from '#shared/domain/set-checks/set-track.ts';
import { type MixChange, toMixTrack } from '#shared/domain/transition/mix-track.ts';
import { planTransition, type TransitionPlan } from '#shared/domain/transition/plan-transition.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { planOf } from './read-set.ts';
import { readMixTrack } from './read-mix-track.ts';
import { runInPieces } from './run-in-pieces.ts';
import { changeOf, storedChange } from './stored-mix-change.ts';

/** The transition from a track of a set to the next. */
export interface PlannedPair {
  readonly trackId: TrackId;
  readonly plan: TransitionPlan;
}

/** How the tracks of a set go over into each other. Every change is one step for undo. */
export interface TransitionsService {
  /** @throws {AppError} `not-found` where the two are no neighbours any more. */
  read(pair: Pair): TrackPair;
  /** Read in pieces, so that the host can answer in between. @throws {AppError} `not-found`, `cancelled` */
  warnings(stretch: Stretch, signal?: AbortSignal): Promise<PairWarnings[]>;
  /** All of a set, with what was changed in them; in pieces as well. @throws {AppError} `not-found` */
  plans(id: SetId, rules: MixRules): Promise<PlannedPair[]>;
  change(pair: Pair, change: { readonly [Field in keyof MixChange]?: MixChange[Field] | undefined }): void;
  reset(pair: Pair): void;
  /** All tracks of a set in its order, and what was changed between each and the next. @throws {AppError} `not-found` */
  ofSet(id: SetId): { readonly tracks: PairTrack[]; readonly changes: MixChange[] };
}

/** Of what is not stopped. */
const NEVER = new AbortController().signal;

/** What was changed between neighbours of a set, by their ids. */
function changesOf(database: LibraryDatabase, id: SetId): (trackId: string, nextTrackId: string) => MixChange {
  const changed = new Map(changedTransitions(database, id).map((row) => [`${row.track_id} ${row.next_track_id}`, row]));
  return (trackId, nextTrackId) => changeOf(changed.get(`${trackId} ${nextTrackId}`));
}

/** The transitions of a stretch of a set, a step for each track. @param count Infinity = to its end. */
function* plannedPairs(
  database: LibraryDatabase,
  { id, from, count, rules }: Stretch,
): Generator<void, PlannedPair[], void> {
  planOf(database, id);
  const order = plannedEntries(database, id)
    .map(({ trackId }) => trackId)
    .slice(from, from + count + 1);
  const changeBetween = changesOf(database, id);
  const pairs: PlannedPair[] = [];
  let last: PairTrack | null = null;
  for (const trackId of order) {
    const track = readMixTrack(database, trackId);
    if (last !== null) {
      const change = changeBetween(last.id, trackId);
      const plan = planTransition(toMixTrack(last.mix), toMixTrack(track.mix), change, rules);
      pairs.push({ trackId: last.id, plan });
    }
    last = track;
    yield;
  }
  return pairs;
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
    warnings: async (stretch, signal = NEVER) => {
      const pairs = await runInPieces(plannedPairs(database, stretch), signal);
      return pairs.flatMap(({ trackId, plan: { warnings } }) =>
        warnings.length > 0 ? [{ trackId, warnings: [...warnings] }] : [],
      );
    },
    plans: async (id, rules) =>
      runInPieces(plannedPairs(database, { id, from: 0, count: Number.POSITIVE_INFINITY, rules }), NEVER),
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
      const changeBetween = changesOf(database, id);
      const changes = order.slice(1).map((next, index) => changeBetween(order[index] ?? '', next));
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
