import { skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { SetCheck, SetDetail, SetEntry } from '#shared/contract/set-builder.ts';
import { type MixRules, mixRulesOf } from '#shared/domain/set-checks/set-track.ts';
import { clockTime } from '#shared/domain/set-clock.ts';
import { useHost } from './host.tsx';
import { useSettings } from './queries.ts';
import { plural, undoable, useChange, useClient } from './use-change.ts';

/** What is right in this DJ's ears, by the settings. */
export function useMixRules(): MixRules {
  const { keyRule, keyLock, tempoRangePercent, halfDoubleTime } = useSettings();
  return useMemo(
    () => mixRulesOf({ keyRule, keyLock, tempoRangePercent, halfDoubleTime }),
    [keyRule, keyLock, tempoRangePercent, halfDoubleTime],
  );
}

/** A set with its plan and its checks. */
export function useSetDetail(id: SetId | null) {
  const rules = useMixRules();
  const { orpc } = useHost();
  return useQuery(orpc.setBuilder.read.queryOptions({ input: id === null ? skipToken : { id, rules } }));
}

/** What a set says of one of its tracks. */
export interface PlannedTrack {
  readonly entry: SetEntry;
  /** Without those that are fine as they are. */
  readonly checks: readonly SetCheck[];
  /** When it begins: by the clock where the set has a start, else from its beginning. */
  readonly clock: string | null;
}

function planned({ entries, checks, startsAt }: SetDetail): Map<TrackId, PlannedTrack> {
  const open = checks.filter(({ accepted }) => !accepted);
  const byTrack = Map.groupBy(open, ({ trackId }) => trackId);
  return new Map(
    entries.map((entry) => {
      const clock = startsAt === null ? null : clockTime(startsAt, entry.startSeconds);
      return [entry.trackId, { entry, checks: byTrack.get(entry.trackId) ?? [], clock }];
    }),
  );
}

/** What a set says of its tracks; null while it is not known, and where there is no set. */
export function usePlannedTracks(id: SetId | null): ReadonlyMap<TrackId, PlannedTrack> | null {
  const { data } = useSetDetail(id);
  return useMemo(() => (data === undefined ? null : planned(data)), [data]);
}

export function usePlanSet() {
  return useChange(useClient().setBuilder.change);
}

export function usePlanEntries() {
  return useChange(useClient().setBuilder.changeEntries);
}

/** Tracks kept at hand beside those of a set. */
export function useParking() {
  const { setBuilder } = useClient();
  return {
    park: useChange(setBuilder.park, {
      done: ({ parked }) =>
        parked === 0
          ? { text: 'It is parked there already.', undo: false }
          : undoable(`Parked ${plural(parked, 'track')}.`),
    }),
    unpark: useChange(setBuilder.unpark),
    swap: useChange(setBuilder.swap),
  };
}

/** Calls a check of a set fine as it is, or takes that back. */
export function useAcceptCheck() {
  return useChange(useClient().setBuilder.acceptCheck);
}

/** The saved versions of a set. */
export function useSetVersions() {
  const { setBuilder } = useClient();
  return {
    save: useChange(setBuilder.saveVersion),
    restore: useChange(setBuilder.restoreVersion, {
      done: ({ missing }) =>
        undoable(
          missing === 0
            ? 'The set is as it was.'
            : `The set is as it was, but for ${plural(missing, 'track')} that left the library.`,
        ),
    }),
    remove: useChange(setBuilder.removeVersion, { done: () => undoable('Deleted the version.') }),
  };
}

/** Whether the tracks of a set count as played. */
export function useMarkPlayed() {
  const { setBuilder } = useClient();
  return {
    mark: useChange(setBuilder.markPlayed, {
      done: ({ plays }) => undoable(`${plural(plays, 'track')} counted as played.`),
    }),
    unmark: useChange(setBuilder.unmarkPlayed, { done: () => undoable('The set counts as not played.') }),
  };
}
