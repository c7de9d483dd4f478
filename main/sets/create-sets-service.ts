import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { additions, liveTracks, moves, removals } from '#main/storage/ordered-tracks.ts';
import { entriesOfSet, type StoredSet, storedSets } from '#main/storage/queries/sets.ts';
import { SetId, type TrackId } from '#shared/contract/ids.ts';
import type { SetSummary } from '#shared/contract/sets.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { tracksOfSet } from './set-entries.ts';

/** A DJ's sets: named lists of tracks in an order. Every change is one step for undo. */
export interface SetsService {
  /** By name. */
  list(): SetSummary[];
  /** @throws {AppError} `not-found` */
  nameOf(id: SetId): string;
  create(name: string, trackIds: readonly TrackId[]): SetSummary;
  rename(id: SetId, name: string): SetSummary;
  remove(id: SetId): void;
  /** @param position Where the first of them goes, from 0; absent: at the end. Tracks that are in the set stay there. */
  addTracks(id: SetId, trackIds: readonly TrackId[], position?: number): { added: number };
  removeTracks(id: SetId, trackIds: readonly TrackId[]): { removed: number };
  moveTrack(id: SetId, trackId: TrackId, position: number): void;
}

const BLANK_SET = { name: '', notes: '', venue: '', starts_at: null, target_seconds: null, arc: null } as const;

const tracksInWords = (count: number): string => (count === 1 ? '1 track' : `${count} tracks`);

function summary(set: StoredSet): SetSummary {
  return { ...set, id: SetId.parse(set.id) };
}

export function createSetsService(database: LibraryDatabase): SetsService {
  function setById(id: string): StoredSet {
    const [set] = storedSets(database, id);
    if (set === undefined) throw new AppError('not-found', 'This set is no longer there.');
    return set;
  }

  function change(label: string, mutations: readonly Mutation[]): void {
    database.mutate({ origin: 'user', label, mutations });
  }

  return {
    list: () => storedSets(database).map(summary),
    nameOf: (id) => setById(id).name,
    create: (name, trackIds) => {
      const id = database.newId();
      const tracks = liveTracks(database, trackIds);
      const { mutations } = additions(tracksOfSet(database, id), tracks, undefined);
      change(`Create set "${name}"`, [{ op: 'insert', table: 'sets', id, set: { ...BLANK_SET, name } }, ...mutations]);
      return summary(setById(id));
    },
    rename: (id, name) => {
      const { name: before } = setById(id);
      change(`Rename set "${before}" to "${name}"`, [{ op: 'update', table: 'sets', id, set: { name } }]);
      return summary(setById(id));
    },
    remove: (id) => {
      const { name } = setById(id);
      const entries = entriesOfSet(database, id);
      change(`Delete set "${name}"`, [
        ...entries.map((entry): Mutation => ({ op: 'delete', table: 'set_entries', id: entry.id })),
        { op: 'delete', table: 'sets', id },
      ]);
    },
    addTracks: (id, trackIds, position) => {
      const { name } = setById(id);
      const { mutations, count } = additions(tracksOfSet(database, id), liveTracks(database, trackIds), position);
      change(`Add ${tracksInWords(count)} to "${name}"`, mutations);
      return { added: count };
    },
    removeTracks: (id, trackIds) => {
      const { name } = setById(id);
      const { mutations, count } = removals(tracksOfSet(database, id), trackIds);
      change(`Remove ${tracksInWords(count)} from "${name}"`, mutations);
      return { removed: count };
    },
    moveTrack: (id, trackId, position) => {
      const { name } = setById(id);
      const tracks = tracksOfSet(database, id);
      if (!tracks.entries.some((entry) => entry.trackId === trackId && !entry.isHidden)) {
        throw new AppError('not-found', 'This track is no longer in the set.');
      }
      change(`Move 1 track in "${name}"`, moves(tracks, [trackId], position).mutations);
    },
  };
}
