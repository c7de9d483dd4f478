import type { Mutation, RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { moveRow, roomAt } from '#main/storage/ordered-rows.ts';
import type { OrderedTracks } from '#main/storage/ordered-tracks.ts';
import { type CrateBranch, flatten } from '#main/storage/queries/crate-tree.ts';
import { entriesOfCrate } from '#main/storage/queries/crates.ts';
import type { TreePlace } from './crate-places.ts';

type Database = LibraryDatabase;

function entryOf(database: Database, crateId: string, trackId: string, position: number): Mutation {
  const set = { crate_id: crateId, track_id: trackId, position };
  return { op: 'insert', table: 'crate_tracks', id: database.newId(), set };
}

/** The tracks of a crate. */
export function tracksOfCrate(database: Database, crateId: string): OrderedTracks {
  return {
    table: 'crate_tracks',
    entries: entriesOfCrate(database, crateId),
    insert: (trackId, position) => entryOf(database, crateId, trackId, position),
  };
}

type NewFields = Omit<RowFields<'crates'>, 'parent_id' | 'position'>;

/** A new crate at a place. */
export function insertAt(id: string, place: TreePlace, fields: NewFields): Mutation[] {
  const { positions, renumbered } = roomAt('crates', place.siblings, place.index, 1);
  const set = { ...fields, parent_id: place.parentId, position: positions[0] ?? 0 };
  return [...renumbered, { op: 'insert', table: 'crates', id, set }];
}

/** A crate that is there goes to a place; none of it when it is there already. */
export function moveTo({ crate, level }: CrateBranch, place: TreePlace): Mutation[] {
  const { siblings, index, parentId } = place;
  const isThere =
    parentId === (level === 1 ? null : crate.parentId) &&
    (siblings[index - 1]?.position ?? Number.NEGATIVE_INFINITY) < crate.position &&
    crate.position < (siblings[index]?.position ?? Number.POSITIVE_INFINITY);
  if (isThere) return [];
  const { positions, renumbered } = roomAt('crates', siblings, index, 1);
  const position = positions[0] ?? crate.position;
  if (parentId === crate.parentId) return [...renumbered, moveRow('crates', crate.id, position)];
  return [...renumbered, { op: 'update', table: 'crates', id: crate.id, set: { parent_id: parentId, position } }];
}

/** Takes a branch away, with the entries of its crates. */
export function deleteBranch(database: Database, branch: CrateBranch): Mutation[] {
  return flatten([branch]).flatMap(({ crate: { id } }) => [
    ...entriesOfCrate(database, id).map((entry): Mutation => ({ op: 'delete', table: 'crate_tracks', id: entry.id })),
    { op: 'delete', table: 'crates', id },
  ]);
}

/** Entries of tracks that left the library are not copied: nobody saw them. */
function copyEntries(database: Database, from: string, to: string): Mutation[] {
  return entriesOfCrate(database, from)
    .filter(({ isHidden }) => !isHidden)
    .map(({ trackId, position }) => entryOf(database, to, trackId, position));
}

/** Copies what lies in a branch into a crate that was made for it. */
function copyInto(database: Database, branch: CrateBranch, id: string): Mutation[] {
  const below = branch.children.flatMap((child): Mutation[] => {
    const { name, kind, query, colour, position } = child.crate;
    const copyId = database.newId();
    const set = { name, kind, query, colour, position, parent_id: id };
    return [{ op: 'insert', table: 'crates', id: copyId, set }, ...copyInto(database, child, copyId)];
  });
  return [...copyEntries(database, branch.crate.id, id), ...below];
}

/** A copy of a branch at a place. */
export function copyBranch(
  database: Database,
  branch: CrateBranch,
  copy: { readonly id: string; readonly name: string; readonly place: TreePlace },
): Mutation[] {
  const { kind, query, colour } = branch.crate;
  return [
    ...insertAt(copy.id, copy.place, { name: copy.name, kind, query, colour }),
    ...copyInto(database, branch, copy.id),
  ];
}
