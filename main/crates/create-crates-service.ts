import { mutateInParts } from '#main/storage/mutate-in-parts.ts';
import type { Mutation, RowFields } from '#main/storage/mutation.ts';
import { additions, liveTracks, moves, removalOf, removals } from '#main/storage/ordered-tracks.ts';
import { flatten } from '#main/storage/queries/crate-tree.ts';
import { type StoredCrate, storedCrate } from '#main/storage/queries/crates.ts';
import { findSmart } from '#main/storage/queries/smart-crates.ts';
import type { Crate, CrateKind, CratePlace, NewCrate } from '#shared/contract/crates.ts';
import { CrateId, type SetId, type TrackId } from '#shared/contract/ids.ts';
import type { SetSummary } from '#shared/contract/sets.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createCrateListing } from './crate-counts.ts';
import { branchById, endOfFolder, placeBeside, placeOfMoved, readTree } from './crate-places.ts';
import { copyBranch, deleteBranch, insertAt, moveTo, tracksOfCrate } from './crate-rows.ts';
import type { CratesDeps } from './crates-deps.ts';

/** Crates in folders. Every change is one step for undo. */
export interface CratesService {
  /** As the tree reads from above. */
  list(): Promise<Crate[]>;
  create(crate: NewCrate): Promise<{ id: CrateId }>;
  rename(id: CrateId, name: string): void;
  recolour(id: CrateId, colour: string | null): void;
  /** @param name Absent: as it was. */
  setQuery(id: CrateId, query: string, name?: string): void;
  move(id: CrateId, to: CratePlace): void;
  remove(id: CrateId): Promise<{ removed: number }>;
  duplicate(id: CrateId): Promise<{ id: CrateId }>;
  /** @param position Where the first of them goes, from 0; absent: at the end. */
  addTracks(id: CrateId, trackIds: readonly TrackId[], position?: number): Promise<{ added: number }>;
  removeTracks(id: CrateId, trackIds: readonly TrackId[]): Promise<{ removed: number }>;
  removeEntry(id: CrateId, trackId: TrackId, nth: number): Promise<{ removed: number }>;
  moveTracks(id: CrateId, trackIds: readonly TrackId[], position: number): Promise<void>;
  toSet(id: CrateId): Promise<SetSummary>;
  fromSet(id: SetId): Promise<{ id: CrateId }>;
}

const KINDS: Readonly<Record<CrateKind, string>> = { folder: 'folder', crate: 'crate', smart: 'smart crate' };
const tracksInWords = (count: number): string => (count === 1 ? '1 track' : `${count} tracks`);

type Change = (label: string, mutations: readonly Mutation[]) => Promise<void>;

/** @throws {AppError} `not-found` */
function crateById({ database }: CratesDeps, id: string): StoredCrate {
  const crate = storedCrate(database, id);
  if (crate === undefined) throw new AppError('not-found', 'This crate is no longer there.');
  return crate;
}

/** Says by an error what is wrong with a search. */
function checkQuery({ database, clock }: CratesDeps, query: string): void {
  findSmart(database, query, new Date(clock.now()));
}

/** What is said of a crate. */
function fieldUseCases(deps: CratesDeps) {
  const { database } = deps;
  const update = (label: string, id: string, set: Partial<RowFields<'crates'>>) =>
    void database.mutate({ origin: 'user', label, mutations: [{ op: 'update', table: 'crates', id, set }] });

  return {
    rename: (id: CrateId, name: string) => {
      const { kind, name: before } = crateById(deps, id);
      update(`Rename ${KINDS[kind]} "${before}" to "${name}"`, id, { name });
    },
    recolour: (id: CrateId, colour: string | null) => {
      const { kind, name } = crateById(deps, id);
      update(`Colour ${KINDS[kind]} "${name}"`, id, { colour });
    },
    setQuery: (id: CrateId, query: string, newName?: string) => {
      const { kind, name } = crateById(deps, id);
      if (kind !== 'smart') throw new AppError('invalid-input', `"${name}" is no smart crate: it has no search.`);
      checkQuery(deps, query);
      update(`Change the search of "${name}"`, id, { query, name: newName ?? name });
    },
  };
}

/** Where crates are made, stand and go. */
function treeUseCases(deps: CratesDeps, change: Change) {
  const { database } = deps;
  return {
    create: async (crate: NewCrate) => {
      const { kind, name } = crate;
      const query = kind === 'smart' ? crate.query : '';
      if (kind === 'smart') checkQuery(deps, query);
      const id = CrateId.parse(database.newId());
      const inserted = insertAt(id, endOfFolder(readTree(database), crate.parentId, 1), {
        kind,
        name,
        query,
        colour: null,
      });
      const tracks = kind === 'crate' ? liveTracks(database, crate.trackIds) : [];
      const { mutations } = additions(tracksOfCrate(database, id), tracks, undefined);
      await change(`Create ${KINDS[kind]} "${name}"`, [...inserted, ...mutations]);
      return { id };
    },
    move: (id: CrateId, to: CratePlace) => {
      const tree = readTree(database);
      const moved = branchById(tree, id);
      const mutations = moveTo(moved, placeOfMoved(tree, moved, to));
      const { kind, name } = moved.crate;
      database.mutate({ origin: 'user', label: `Move ${KINDS[kind]} "${name}"`, mutations });
    },
    remove: async (id: CrateId) => {
      const branch = branchById(readTree(database), id);
      const { kind, name } = branch.crate;
      await change(`Delete ${KINDS[kind]} "${name}"`, deleteBranch(database, branch));
      return { removed: flatten([branch]).length };
    },
    duplicate: async (original: CrateId) => {
      const tree = readTree(database);
      const branch = branchById(tree, original);
      const { kind, name } = branch.crate;
      const id = CrateId.parse(database.newId());
      const copy = { id, name: `${name.slice(0, 195)} copy`, place: placeBeside(tree, original, 'after', 1) };
      await change(`Duplicate ${KINDS[kind]} "${name}"`, copyBranch(database, branch, copy));
      return { id };
    },
  };
}

/** What happens to the tracks in them. */
function trackUseCases(deps: CratesDeps, change: Change) {
  const { database } = deps;
  /** @throws {AppError} `invalid-input` where tracks are not put by hand. */
  function plainCrate(id: string): StoredCrate {
    const crate = crateById(deps, id);
    if (crate.kind === 'crate') return crate;
    const why = crate.kind === 'smart' ? 'lists what its search finds' : 'is a folder';
    throw new AppError('invalid-input', `"${crate.name}" ${why}. Choose a crate for your tracks.`);
  }

  return {
    addTracks: async (id: CrateId, trackIds: readonly TrackId[], position?: number) => {
      const { name } = plainCrate(id);
      const tracks = liveTracks(database, trackIds);
      const { mutations, count } = additions(tracksOfCrate(database, id), tracks, position);
      await change(`Add ${tracksInWords(count)} to "${name}"`, mutations);
      return { added: count };
    },
    removeTracks: async (id: CrateId, trackIds: readonly TrackId[]) => {
      const { name } = plainCrate(id);
      const { mutations, count } = removals(tracksOfCrate(database, id), trackIds);
      await change(`Remove ${tracksInWords(count)} from "${name}"`, mutations);
      return { removed: count };
    },
    removeEntry: async (id: CrateId, trackId: TrackId, nth: number) => {
      const { name } = plainCrate(id);
      const { mutations, count } = removalOf(tracksOfCrate(database, id), trackId, nth);
      if (count === 0) throw new AppError('not-found', 'This track is no longer at that place in the crate.');
      await change(`Remove 1 track from "${name}"`, mutations);
      return { removed: count };
    },
    moveTracks: async (id: CrateId, trackIds: readonly TrackId[], position: number) => {
      const { name } = plainCrate(id);
      const { mutations, count } = moves(tracksOfCrate(database, id), trackIds, position);
      await change(`Move ${tracksInWords(count)} in "${name}"`, mutations);
    },
  };
}

export function createCratesService(deps: CratesDeps): CratesService {
  const { database, clock } = deps;
  const change: Change = async (label, mutations) => {
    await mutateInParts(database, { origin: 'user', label, mutations });
  };
  const tree = treeUseCases(deps, change);
  return {
    list: createCrateListing(database, () => new Date(clock.now())),
    ...tree,
    ...fieldUseCases(deps),
    ...trackUseCases(deps, change),
    toSet: async (id) => {
      const { name } = branchById(readTree(database), id).crate;
      return deps.createSet(name, await deps.tracksOf({ kind: 'crate', crateId: id }));
    },
    fromSet: async (setId) => {
      const name = deps.nameOfSet(setId);
      const trackIds = await deps.tracksOf({ kind: 'set', setId });
      return tree.create({ kind: 'crate', name, parentId: null, trackIds: [...trackIds] });
    },
  };
}
