import type { Crate, CratePlace } from '#shared/contract/crates.ts';
import type { CrateId } from '#shared/contract/ids.ts';

/** A crate as a line of the tree. */
export interface CrateLine {
  readonly crate: Crate;
  /** 1 at the top. */
  readonly level: number;
  /** Place among those that lie in the same folder, from 1, and how many they are. */
  readonly place: number;
  readonly siblings: number;
  /** null where nothing can lie in it. */
  readonly expanded: boolean | null;
}

/**
 * The lines on show.
 * @param crates As the tree reads from above.
 * @param expanded Folders that show what lies in them.
 */
export function crateLines(crates: readonly Crate[], expanded: ReadonlySet<CrateId>): CrateLine[] {
  const siblings = new Map<CrateId | null, number>();
  for (const { parentId } of crates) siblings.set(parentId, (siblings.get(parentId) ?? 0) + 1);
  const places = new Map<CrateId | null, number>();
  /** Levels of what is on show: a crate whose folder is not in here, or is closed, is not. */
  const open = new Map<CrateId | null, number>([[null, 0]]);
  const lines: CrateLine[] = [];
  for (const crate of crates) {
    const { id, parentId, kind } = crate;
    const above = open.get(parentId);
    if (above === undefined) continue;
    const place = (places.get(parentId) ?? 0) + 1;
    places.set(parentId, place);
    const mayHold = kind === 'folder' || siblings.has(id);
    const isOpen = mayHold && expanded.has(id);
    if (isOpen) open.set(id, above + 1);
    const line = { crate, level: above + 1, place, siblings: siblings.get(parentId) ?? 0 };
    lines.push({ ...line, expanded: mayHold ? isOpen : null });
  }
  return lines;
}

/** The folders that a crate lies in, the innermost first. */
export function foldersAbove(crates: readonly Crate[], id: CrateId): CrateId[] {
  const parents = new Map(crates.map((crate) => [crate.id, crate.parentId]));
  const above: CrateId[] = [];
  for (let parent = parents.get(id) ?? null; parent !== null; parent = parents.get(parent) ?? null) above.push(parent);
  return above;
}

export type Step = 'up' | 'down' | 'in' | 'out';

/** Where a crate goes by a step of the keyboard; null where there is nothing in that direction. */
export function placeAfterStep(crates: readonly Crate[], moved: Crate, step: Step): CratePlace | null {
  const siblings = crates.filter((crate) => crate.parentId === moved.parentId);
  const index = siblings.findIndex((crate) => crate.id === moved.id);
  const [before, after] = [siblings[index - 1], siblings[index + 1]];
  if (step === 'up') return before === undefined ? null : { side: 'before', of: before.id };
  if (step === 'down') return after === undefined ? null : { side: 'after', of: after.id };
  if (step === 'out') return moved.parentId === null ? null : { side: 'after', of: moved.parentId };
  return before?.kind === 'folder' ? { side: 'into', of: before.id } : null;
}
