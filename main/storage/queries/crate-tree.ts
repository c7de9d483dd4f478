import type { StoredCrate } from './crates.ts';

export interface CrateBranch {
  readonly crate: StoredCrate;
  /** 1 at the top. */
  readonly level: number;
  readonly children: readonly CrateBranch[];
}

/** What lies in what, each in the order of the user. */
export interface CrateTree {
  readonly top: readonly CrateBranch[];
  find(id: string): CrateBranch | undefined;
}

/**
 * Crates without a living parent, and those that would lie in themselves (two edits that were merged), stand at the top:
 * nothing that is stored may be out of reach.
 * @param crates By position.
 */
export function crateTree(crates: readonly StoredCrate[]): CrateTree {
  const byId = new Map(crates.map((crate) => [crate.id, crate]));
  const childrenOf = new Map<string | null, StoredCrate[]>();
  for (const crate of crates) {
    const parent = crate.parentId !== null && byId.has(crate.parentId) ? crate.parentId : null;
    const siblings = childrenOf.get(parent) ?? [];
    siblings.push(crate);
    childrenOf.set(parent, siblings);
  }
  const branches = new Map<string, CrateBranch>();
  const grow = (crate: StoredCrate, level: number): CrateBranch => {
    const children: CrateBranch[] = [];
    const branch: CrateBranch = { crate, level, children };
    branches.set(crate.id, branch);
    for (const child of childrenOf.get(crate.id) ?? []) {
      if (!branches.has(child.id)) children.push(grow(child, level + 1));
    }
    return branch;
  };
  const top = (childrenOf.get(null) ?? []).map((crate) => grow(crate, 1));
  for (const crate of crates) {
    if (!branches.has(crate.id)) top.push(grow(crate, 1));
  }
  return { top, find: (id) => branches.get(id) };
}

/** A branch and everything below it, as the tree reads from above. */
export function flatten(branches: readonly CrateBranch[]): CrateBranch[] {
  const all: CrateBranch[] = [];
  const walk = (branch: CrateBranch): void => {
    all.push(branch);
    branch.children.forEach(walk);
  };
  branches.forEach(walk);
  return all;
}
