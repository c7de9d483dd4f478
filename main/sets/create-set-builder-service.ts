import type { Clock } from '#main/platform/clock.ts';
import { isoTime } from '#main/platform/clock.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { plannedEntries, playsOfSet, setTrackFacts, setVersion } from '#main/storage/queries/set-builder.ts';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import { type EntryPlan, type SetDetail, type SetPlan, SetVersionId } from '#shared/contract/set-builder.ts';
import type { MixRules } from '#shared/domain/set-checks/set-track.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type Accepting, createAccepting } from './accept-checks.ts';
import { createParking, type Parking } from './park-tracks.ts';
import { OWN_SOURCE, planOf, readSet } from './read-set.ts';
import { contentOf, restoring, VersionContent } from './set-version.ts';

/** What a DJ plans of a set: phases, notes, locks, alternatives, versions. Every change is one step for undo. */
export interface SetBuilderService extends Parking, Accepting {
  read(id: SetId, rules: MixRules): Promise<SetDetail>;
  change(id: SetId, plan: Partial<SetPlan>): void;
  changeEntries(id: SetId, trackIds: readonly TrackId[], plan: Partial<EntryPlan>): { changed: number };
  saveVersion(id: SetId, name: string): { versionId: SetVersionId };
  restoreVersion(id: SetId, versionId: SetVersionId): { missing: number };
  removeVersion(id: SetId, versionId: SetVersionId): void;
  markPlayed(id: SetId, startedAt: string): { plays: number };
  unmarkPlayed(id: SetId): { plays: number };
}

export interface SetBuilderDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
}

/** The fields that a plan names, as they are stored. */
function storedPlan({ notes, venue, startsAt, targetSeconds, arc }: Partial<SetPlan>) {
  return {
    ...(notes === undefined ? {} : { notes }),
    ...(venue === undefined ? {} : { venue }),
    ...(startsAt === undefined ? {} : { starts_at: startsAt }),
    ...(targetSeconds === undefined ? {} : { target_seconds: targetSeconds }),
    ...(arc === undefined ? {} : { arc: arc === null ? null : JSON.stringify(arc) }),
  };
}

function storedEntryPlan({ phase, notes, locked }: Partial<EntryPlan>) {
  return {
    ...(phase === undefined ? {} : { phase }),
    ...(notes === undefined ? {} : { notes }),
    ...(locked === undefined ? {} : { locked: locked ? (1 as const) : (0 as const) }),
  };
}

function createPlays({ database, clock }: SetBuilderDeps): Pick<SetBuilderService, 'markPlayed' | 'unmarkPlayed'> {
  return {
    markPlayed: (id, startedAt) => {
      const { name } = planOf(database, id);
      const start = Date.parse(startedAt);
      if (start > clock.now()) {
        throw new AppError('invalid-input', 'This set begins in the future. Give the time at which it was played.');
      }
      if (playsOfSet(database, id, OWN_SOURCE).length > 0) {
        throw new AppError(
          'conflict',
          'This set is marked as played already. Take that back first to give another time.',
        );
      }
      const tracks = plannedEntries(database, id).map(({ trackId }) => trackId);
      if (tracks.length === 0) throw new AppError('invalid-input', 'There is no track in this set that was played.');
      const facts = setTrackFacts(database, tracks);
      let seconds = 0;
      const mutations = tracks.map((trackId): Mutation => {
        const length = facts.get(trackId)?.duration_seconds ?? null;
        const set = {
          track_id: trackId,
          played_at: isoTime(start + Math.round(seconds * 1000)),
          set_id: id,
          source: OWN_SOURCE,
          session: name,
          deck: null,
          duration_seconds: length,
        };
        seconds += length ?? 0;
        return { op: 'insert', table: 'plays', id: database.newId(), set };
      });
      database.mutate({ origin: 'user', label: `Mark "${name}" as played`, mutations });
      return { plays: mutations.length };
    },
    unmarkPlayed: (id) => {
      const { name } = planOf(database, id);
      const mutations = playsOfSet(database, id, OWN_SOURCE).map(
        (play): Mutation => ({ op: 'delete', table: 'plays', id: play.id }),
      );
      database.mutate({ origin: 'user', label: `Mark "${name}" as not played`, mutations });
      return { plays: mutations.length };
    },
  };
}

type Versions = Pick<SetBuilderService, 'saveVersion' | 'restoreVersion' | 'removeVersion'>;

function createVersions({ database }: SetBuilderDeps): Versions {
  function versionById(id: SetId, versionId: SetVersionId) {
    const version = setVersion(database, id, versionId);
    if (version === undefined) throw new AppError('not-found', 'This version of the set is no longer there.');
    return version;
  }

  return {
    saveVersion: (id, name) => {
      const { name: set } = planOf(database, id);
      const versionId = SetVersionId.parse(database.newId());
      const row = { set_id: id, name, content: JSON.stringify(contentOf(database, id)) };
      database.mutate({
        origin: 'user',
        label: `Save version "${name}" of "${set}"`,
        mutations: [{ op: 'insert', table: 'set_versions', id: versionId, set: row }],
      });
      return { versionId };
    },
    restoreVersion: (id, versionId) => {
      const { name: set } = planOf(database, id);
      const { name, content } = versionById(id, versionId);
      const { mutations, missing } = restoring(database, id, VersionContent.parse(JSON.parse(content)));
      database.mutate({ origin: 'user', label: `Go back to version "${name}" of "${set}"`, mutations });
      return { missing };
    },
    removeVersion: (id, versionId) => {
      const { name: set } = planOf(database, id);
      const { name } = versionById(id, versionId);
      database.mutate({
        origin: 'user',
        label: `Delete version "${name}" of "${set}"`,
        mutations: [{ op: 'delete', table: 'set_versions', id: versionId }],
      });
    },
  };
}

export function createSetBuilderService(deps: SetBuilderDeps): SetBuilderService {
  const { database } = deps;
  return {
    read: (id, rules) => readSet(database, id, rules),
    change: (id, plan) => {
      const { name } = planOf(database, id);
      const set = storedPlan(plan);
      database.mutate({
        origin: 'user',
        label: `Plan set "${name}"`,
        mutations: [{ op: 'update', table: 'sets', id, set }],
      });
    },
    changeEntries: (id, trackIds, plan) => {
      const { name } = planOf(database, id);
      const wanted = new Set<string>(trackIds);
      const set = storedEntryPlan(plan);
      const mutations = plannedEntries(database, id)
        .filter(({ trackId }) => wanted.has(trackId))
        .map((entry): Mutation => ({ op: 'update', table: 'set_entries', id: entry.id, set }));
      const { changed } = database.mutate({ origin: 'user', label: `Plan tracks of "${name}"`, mutations });
      return { changed };
    },
    ...createParking(database),
    ...createAccepting(database),
    ...createVersions(deps),
    ...createPlays(deps),
  };
}
