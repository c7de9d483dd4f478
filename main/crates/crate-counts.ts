import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { type CrateBranch, crateTree } from '#main/storage/queries/crate-tree.ts';
import { storedCrates } from '#main/storage/queries/crates.ts';
import { CrateId } from '#shared/contract/ids.ts';
import type { Crate } from '#shared/contract/crates.ts';
import { CrateContents } from './crate-contents.ts';
import { NumberSet } from './number-set.ts';
import { SmartFinds } from './smart-finds.ts';

/** Others get their turn after so long. */
const TURN_MS = 8;

interface Counting {
  readonly contents: CrateContents;
  readonly smart: SmartFinds;
  readonly breathe: () => Promise<void>;
}

/** Counts what lies in a crate itself, and adds it. @returns null for a search that cannot be read. */
function countOwn({ contents, smart }: Counting, { crate }: CrateBranch, into: NumberSet): number | null {
  if (crate.kind === 'smart') {
    const found = smart.of(crate.query);
    if (found !== null) into.join(found);
    return found?.size() ?? null;
  }
  const numbers = contents.numbersOf(crate.id);
  into.addAll(numbers);
  return numbers.length;
}

/**
 * Counts a branch and all below it.
 * @param into Gets the tracks that a folder above it would list.
 */
async function countBranch(counting: Counting, branch: CrateBranch, into: NumberSet, all: Crate[]): Promise<void> {
  const { crate, children } = branch;
  const place = all.length;
  const { kind, name, colour, query } = crate;
  const parentId = crate.parentId === null || branch.level === 1 ? null : CrateId.parse(crate.parentId);
  const shown = { id: CrateId.parse(crate.id), parentId, kind, name, colour, query };
  all.push({ ...shown, trackCount: null });
  await counting.breathe();
  const below = new NumberSet();
  for (const child of children) await countBranch(counting, child, below, all);
  const ownCount = countOwn(counting, branch, below);
  into.join(below);
  all[place] = { ...shown, trackCount: kind === 'folder' ? below.size() : ownCount };
}

/** Lists the tree with its counts. One listing at a time for each state of the library. */
export function createCrateListing(database: LibraryDatabase, now: () => Date): () => Promise<Crate[]> {
  const contents = new CrateContents(database);
  const smart = new SmartFinds(database, now);
  let last: { readonly revision: number; readonly crates: Promise<Crate[]> } | null = null;

  async function list(): Promise<Crate[]> {
    let turnBegan = performance.now();
    const breathe = async (): Promise<void> => {
      if (performance.now() - turnBegan < TURN_MS) return;
      await nextTurn();
      turnBegan = performance.now();
    };
    const all: Crate[] = [];
    const everything = new NumberSet();
    const crates = storedCrates(database);
    smart.keepOnly(new Set(crates.map(({ query }) => query)));
    for (const branch of crateTree(crates).top) {
      await countBranch({ contents, smart, breathe }, branch, everything, all);
    }
    return all;
  }

  return () => {
    const revision = database.revision();
    if (last?.revision !== revision) {
      const crates = list();
      last = { revision, crates };
      // What failed is tried again by the next who asks.
      crates.catch(() => {
        if (last?.crates === crates) last = null;
      });
    }
    return last.crates;
  };
}
