import type { DuplicateGroups, DuplicateSearch, DuplicateState, OtherVersion } from '#shared/contract/duplicates.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

/** What this area needs of the search for duplicates. Streams end when `signal` aborts. */
export interface DuplicateUseCases {
  count(): Answer<{ readonly groups: number }>;
  state(): Answer<DuplicateState>;
  search(): Answer<void>;
  cancel(): Answer<void>;
  watch(signal: AbortSignal): AsyncIterable<DuplicateSearch>;
  groups(offset: number, limit: number): Answer<DuplicateGroups>;
  merge(into: TrackId, others: readonly TrackId[]): Answer<{ readonly merged: number }>;
  decide(trackIds: readonly TrackId[], relation: 'version' | 'different'): Answer<{ readonly pairs: number }>;
  versions(id: TrackId): Answer<OtherVersion[]>;
}

export function duplicatesRouter(duplicates: DuplicateUseCases) {
  return {
    count: os.duplicates.count.handler(() => duplicates.count()),
    state: os.duplicates.state.handler(() => duplicates.state()),
    search: os.duplicates.search.handler(() => duplicates.search()),
    cancel: os.duplicates.cancel.handler(() => duplicates.cancel()),
    watch: os.duplicates.watch.handler(({ signal }) => stream((stop) => duplicates.watch(stop), signal)),
    groups: os.duplicates.groups.handler(({ input }) => duplicates.groups(input.offset, input.limit)),
    merge: os.duplicates.merge.handler(({ input }) => duplicates.merge(input.into, input.others)),
    decide: os.duplicates.decide.handler(({ input }) => duplicates.decide(input.trackIds, input.relation)),
    versions: os.duplicates.versions.handler(({ input }) => duplicates.versions(input.id)),
  };
}
