import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { type CrateBranch, type CrateTree, crateTree, flatten } from '#main/storage/queries/crate-tree.ts';
import { type StoredCrate, storedCrates } from '#main/storage/queries/crates.ts';
import { type CratePlace, MOST_CRATE_LEVELS } from '#shared/contract/crates.ts';
import { AppError } from '#shared/errors/app-error.ts';

export function readTree(database: LibraryDatabase): CrateTree {
  return crateTree(storedCrates(database));
}

/** @throws {AppError} `not-found` */
export function branchById(tree: CrateTree, id: string): CrateBranch {
  const branch = tree.find(id);
  if (branch === undefined) throw new AppError('not-found', 'This crate is no longer there.');
  return branch;
}

/** A place in the tree: a folder, and an index among what lies in it. */
export interface TreePlace {
  readonly parentId: string | null;
  readonly siblings: readonly StoredCrate[];
  readonly index: number;
}

function folderBranch(tree: CrateTree, id: string): CrateBranch {
  const branch = branchById(tree, id);
  if (branch.crate.kind === 'folder') return branch;
  throw new AppError('invalid-input', `"${branch.crate.name}" is no folder. Choose a folder.`);
}

/** How many levels a branch has, itself included. */
const levelsOf = ({ children }: CrateBranch): number => 1 + Math.max(0, ...children.map(levelsOf));

/** @throws {AppError} `invalid-input` for what is no folder, or when `levels` more would lie too deep. */
export function endOfFolder(tree: CrateTree, id: string | null, levels: number): TreePlace {
  const folder = id === null ? null : folderBranch(tree, id);
  if ((folder?.level ?? 0) + levels > MOST_CRATE_LEVELS) {
    throw new AppError('invalid-input', `Folders nest ${MOST_CRATE_LEVELS} deep at most. Choose one further up.`);
  }
  const siblings = (folder?.children ?? tree.top).map(({ crate }) => crate);
  return { parentId: id, siblings, index: siblings.length };
}

/** Where a new crate goes beside another. */
export function placeBeside(tree: CrateTree, id: string, side: 'before' | 'after', levels: number): TreePlace {
  const { crate, level } = branchById(tree, id);
  const place = endOfFolder(tree, level === 1 ? null : crate.parentId, levels);
  const index = place.siblings.findIndex((sibling) => sibling.id === id);
  return { ...place, index: side === 'before' ? index : index + 1 };
}

/**
 * Where a moved crate goes; it is not among the siblings of the place.
 * @throws {AppError} `invalid-input` for a place in itself, in what is no folder, or too deep.
 */
export function placeOfMoved(tree: CrateTree, moved: CrateBranch, to: CratePlace): TreePlace {
  const target = to.of;
  if (target !== null && flatten([moved]).some(({ crate }) => crate.id === target)) {
    throw new AppError('invalid-input', `"${moved.crate.name}" cannot lie in itself. Choose another place.`);
  }
  const levels = levelsOf(moved);
  const place = to.side === 'into' ? endOfFolder(tree, to.of, levels) : placeBeside(tree, to.of, to.side, levels);
  const present = place.siblings.findIndex(({ id }) => id === moved.crate.id);
  if (present < 0) return place;
  const siblings = place.siblings.filter(({ id }) => id !== moved.crate.id);
  return { ...place, siblings, index: present < place.index ? place.index - 1 : place.index };
}
