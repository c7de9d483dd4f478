import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { DuplicateGroups, DuplicateSearch, DuplicateState, OtherVersion } from '#shared/contract/duplicates.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { SongVersion } from '#shared/domain/song-version.ts';
import { decide, type Relation } from './decide.ts';
import type { DuplicatesDeps } from './duplicates-deps.ts';
import { createFingerprintStore, type FingerprintStore } from './fingerprint-store.ts';
import { describeGroups } from './group-view.ts';
import { type TrackGroup, trackGroups } from './groups.ts';
import { mergeTracks } from './merge/merge-tracks.ts';
import { createSearch } from './search.ts';
import { otherVersions } from './versions.ts';

/** Tracks that are one recording, and versions of one song. */
export interface DuplicatesService {
  /** Groups that are not decided on: quick, for what is always on show. */
  count(): { readonly groups: number };
  state(): DuplicateState;
  /** Returns at once; how it goes comes by `watch`. @throws {AppError} `busy` */
  search(): void;
  /** Resolves when it has ended. */
  cancel(): Promise<void>;
  /** Resolves when no search runs. */
  idle(): Promise<void>;
  watch(signal?: AbortSignal): AsyncGenerator<DuplicateSearch, void, void>;
  groups(offset: number, limit: number): DuplicateGroups;
  /** @throws {AppError} `not-found`, `invalid-input` */
  merge(into: TrackId, others: readonly TrackId[]): { readonly merged: number };
  decide(trackIds: readonly TrackId[], relation: Relation): { readonly pairs: number };
  versions(id: TrackId): OtherVersion[];
}

/** Counting takes a library of 100,000 tracks a sixth of a second: it is done again only when files have changed, or were heard. */
function countUnheard(database: LibraryDatabase, store: FingerprintStore) {
  let last = 0;
  let isStale = true;
  const forget = (): void => {
    isStale = true;
  };
  database.onChange(({ rows }) => {
    if (rows.has('files')) forget();
  });
  return {
    forget,
    last: () => last,
    now: (): number => {
      if (isStale) last = store.unheard();
      isStale = false;
      return last;
    },
  };
}

export function createDuplicatesService(deps: DuplicatesDeps): DuplicatesService {
  const { database, clock } = deps;
  const store = createFingerprintStore(database, clock);
  const search = createSearch(deps, store);
  const songs = new Map<string, SongVersion>();
  const allGroups = (): TrackGroup[] => trackGroups(database, songs);
  const unheard = countUnheard(database, store);
  return {
    count: () => ({ groups: allGroups().length }),
    state: () => {
      // While a search goes on, that tells how far it is.
      const count = search.isRunning() ? unheard.last() : unheard.now();
      return { groups: allGroups().length, unheard: count, searchedAt: store.searchedAt() };
    },
    search: () => {
      search.start();
      unheard.forget();
    },
    cancel: () => search.cancel(),
    idle: () => search.idle(),
    watch: (signal) => search.watch(signal),
    groups: (offset, limit) => {
      const groups = allGroups();
      return { total: groups.length, groups: describeGroups(database, groups.slice(offset, offset + limit)) };
    },
    merge: (into, others) => mergeTracks(database, into, others),
    decide: (trackIds, relation) => decide(database, trackIds, relation),
    versions: (id) => otherVersions(database, id),
  };
}
