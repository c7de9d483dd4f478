import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { CheckSubject, EntryPlan, SetDetail, SetPlan, SetVersionId } from '#shared/contract/set-builder.ts';
import type { MixRules } from '#shared/domain/set-checks/set-track.ts';
import { type Answer, os } from './implementer.ts';

/** What this area needs of the planning of sets. */
export interface SetBuilderUseCases {
  read(id: SetId, rules: MixRules): Answer<SetDetail>;
  change(id: SetId, plan: Partial<SetPlan>): Answer<void>;
  changeEntries(id: SetId, trackIds: readonly TrackId[], plan: Partial<EntryPlan>): Answer<{ changed: number }>;
  park(id: SetId, trackId: TrackId, trackIds: readonly TrackId[]): Answer<{ parked: number }>;
  unpark(id: SetId, trackId: TrackId, alternativeIds: readonly TrackId[]): Answer<{ unparked: number }>;
  swap(id: SetId, trackId: TrackId, alternativeId: TrackId): Answer<void>;
  acceptCheck(id: SetId, check: CheckSubject, accepted: boolean): Answer<void>;
  saveVersion(id: SetId, name: string): Answer<{ versionId: SetVersionId }>;
  restoreVersion(id: SetId, versionId: SetVersionId): Answer<{ missing: number }>;
  removeVersion(id: SetId, versionId: SetVersionId): Answer<void>;
  /** @param startedAt ISO-8601, UTC. */
  markPlayed(id: SetId, startedAt: string): Answer<{ plays: number }>;
  unmarkPlayed(id: SetId): Answer<{ plays: number }>;
}

export function setBuilderRouter(builder: SetBuilderUseCases) {
  const it = os.setBuilder;
  return {
    read: it.read.handler(({ input }) => builder.read(input.id, input.rules)),
    change: it.change.handler(({ input }) => builder.change(input.id, input.plan)),
    changeEntries: it.changeEntries.handler(({ input }) => builder.changeEntries(input.id, input.trackIds, input.plan)),
    park: it.park.handler(({ input }) => builder.park(input.id, input.trackId, input.trackIds)),
    unpark: it.unpark.handler(({ input }) => builder.unpark(input.id, input.trackId, input.alternativeIds)),
    swap: it.swap.handler(({ input }) => builder.swap(input.id, input.trackId, input.alternativeId)),
    acceptCheck: it.acceptCheck.handler(({ input }) => builder.acceptCheck(input.id, input.check, input.accepted)),
    saveVersion: it.saveVersion.handler(({ input }) => builder.saveVersion(input.id, input.name)),
    restoreVersion: it.restoreVersion.handler(({ input }) => builder.restoreVersion(input.id, input.versionId)),
    removeVersion: it.removeVersion.handler(({ input }) => builder.removeVersion(input.id, input.versionId)),
    markPlayed: it.markPlayed.handler(({ input }) => builder.markPlayed(input.id, input.startedAt)),
    unmarkPlayed: it.unmarkPlayed.handler(({ input }) => builder.unmarkPlayed(input.id)),
  };
}
