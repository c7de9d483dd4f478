import { type KeyboardEvent, useRef } from 'react';
import type { Crate } from '#shared/contract/crates.ts';
import type { CrateId } from '#shared/contract/ids.ts';
import { useCrateChanges } from '#renderer/host-client/collections.ts';
import { useSidebar } from '#renderer/stores/sidebar-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { type CrateLine, placeAfterStep, type Step } from './crate-lines.ts';

const PAGE_LINES = 10;
const STEPS: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
};

export interface TreeState {
  readonly crates: readonly Crate[];
  readonly lines: readonly CrateLine[];
  /** Of the line where the keyboard is. */
  readonly index: number;
  readonly goTo: (id: CrateId) => void;
  readonly rename: (id: CrateId) => void;
}

/** Where an arrow key leads; null for other keys. */
function targetOf(key: string, { lines, index }: TreeState): CrateLine | null {
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + PAGE_LINES,
    PageUp: index - PAGE_LINES,
    Home: 0,
    End: lines.length - 1,
  };
  const target = targets[key];
  return target === undefined ? null : (lines[Math.max(0, Math.min(lines.length - 1, target))] ?? null);
}

/** Right opens a folder, then goes in; Left closes it, then goes out (tree pattern of the ARIA practices). */
function sideways(key: string, line: CrateLine, { lines, index, goTo }: TreeState): boolean {
  const { crate, expanded } = line;
  if (key === 'ArrowRight') {
    const next = lines[index + 1];
    if (expanded === false) useSidebar.getState().setExpanded(crate.id, true);
    else if (expanded === true && next?.crate.parentId === crate.id) goTo(next.crate.id);
    return true;
  }
  if (key !== 'ArrowLeft') return false;
  if (expanded === true) useSidebar.getState().setExpanded(crate.id, false);
  else if (crate.parentId !== null) goTo(crate.parentId);
  return true;
}

/** The next line whose name begins with what was typed. */
function typedLine(key: string, { lines, index }: TreeState): CrateLine | undefined {
  if (key.length !== 1 || key === ' ') return undefined;
  const round = [...lines.slice(index + 1), ...lines.slice(0, index)];
  return round.find(({ crate }) => crate.name.toLowerCase().startsWith(key.toLowerCase()));
}

function actOn(key: string, line: CrateLine, tree: TreeState, remove: (id: CrateId) => void): boolean {
  const { id } = line.crate;
  if (key === 'Enter' || key === ' ') useView.getState().open({ kind: 'crate', crateId: id });
  else if (key === 'F2') tree.rename(id);
  else if (key === 'Delete') {
    // What lies in it goes with it: the keyboard goes to what stands after all of that.
    const after = tree.lines.slice(tree.index + 1).find(({ level }) => level <= line.level);
    const next = after ?? tree.lines[tree.index - 1];
    if (next) tree.goTo(next.crate.id);
    remove(id);
  } else return false;
  return true;
}

/** Key handler of the tree. Keys that mean nothing here go on to the window. */
export function useCrateKeys(tree: TreeState): (event: KeyboardEvent) => void {
  const { move, remove } = useCrateChanges();
  /** The crates as they were when the last move began. */
  const movedFrom = useRef<readonly Crate[] | null>(null);
  const moveBy = (line: CrateLine, step: Step): boolean => {
    const to = placeAfterStep(tree.crates, line.crate, step);
    // Until the tree shows the last move, the next place would be worked out from where the crate was.
    if (to === null || (move.isPending && movedFrom.current === tree.crates)) return true;
    movedFrom.current = tree.crates;
    if (to.side === 'into' && to.of !== null) useSidebar.getState().setExpanded(to.of, true);
    move.mutate({ id: line.crate.id, to });
    return true;
  };
  const handle = (event: KeyboardEvent, line: CrateLine): boolean => {
    const { key, altKey, shiftKey } = event;
    if (event.ctrlKey || event.metaKey) return false;
    const step = STEPS[key];
    if (altKey) return shiftKey && step !== undefined && moveBy(line, step);
    if (sideways(key, line, tree) || actOn(key, line, tree, (id) => remove.mutate({ id }))) return true;
    const target = targetOf(key, tree) ?? typedLine(key, tree);
    if (target) tree.goTo(target.crate.id);
    return target !== undefined;
  };
  return (event) => {
    const line = tree.lines[tree.index];
    if (line === undefined || event.target instanceof HTMLInputElement || !handle(event, line)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
