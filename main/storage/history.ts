import { setImmediate as nextTurn } from 'node:timers/promises';
import type { HistoryResult, HistoryState } from '#shared/contract/history.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChangeLog, HistoryStep, LoggedChange } from './change-log.ts';
import type { ArtistCredits } from './artist-credits.ts';
import type { Changes } from './changes.ts';
import type { HistoryStacks, StackedStep } from './history-stacks.ts';
import { revertChanges } from './revert.ts';
import type { RowStore } from './row-store.ts';
import type { Transaction } from './transactions.ts';
import type { OpenTransaction } from './transaction-log.ts';

/** So many changes are taken back within a few milliseconds; others get their turn in between. */
const CHANGES_AT_ONCE = 150;

/** Undo and redo. The steps come from the change log, so they survive a restart. */
export interface History {
  state(): HistoryState;
  /**
   * Takes the last step back; it can then be brought back with redo until something new is done.
   * @throws {AppError} `busy` while that step is still being written.
   */
  undo(): HistoryResult;
  redo(): HistoryResult;
  /**
   * Undo or redo of a step of any size: a large one goes in parts, between which others get their turn. A program that
   * ends in the middle leaves a step that counts as taken back; redo brings back what was, and undo then takes back all.
   */
  stepInParts(direction: 'undo' | 'redo', onProgress?: (fraction: number) => void): Promise<HistoryResult>;
  /** From here on, until it is released, a step is being written and cannot be taken back. */
  hold(txnId: string): void;
  release(txnId: string): void;
  /** Steps that stand, and steps that redo brings back, each in the order in which they would be gone over. */
  steps(): { readonly done: readonly StackedStep[]; readonly undone: readonly StackedStep[] };
}

export interface HistoryParts {
  readonly transaction: Transaction;
  readonly changes: Changes;
  readonly rows: RowStore;
  readonly credits: ArtistCredits;
  readonly log: ChangeLog;
  readonly stacks: HistoryStacks;
  readonly open: OpenTransaction;
}

function* chunks(changes: Iterable<LoggedChange>): Generator<LoggedChange[]> {
  let part: LoggedChange[] = [];
  for (const change of changes) {
    part.push(change);
    if (part.length < CHANGES_AT_ONCE) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

interface Reverted {
  readonly kept: number;
  readonly written: number;
  readonly txnId: string;
}

function refuseHeld({ held }: HistoryStacks, { label, txnId, root }: StackedStep): void {
  if (!held.has(txnId) && !held.has(root)) return;
  throw new AppError('busy', `"${label}" is still being written. Wait until it is done, or cancel it first.`);
}

const NOTHING: Reverted = { kept: 0, written: 0, txnId: '' };

const changesIn = (log: ChangeLog, { root }: StackedStep): number =>
  log.countsOf(root).reduce((sum, { rows }) => sum + rows, 0);

export function createHistory(parts: HistoryParts): History {
  const { stacks } = parts;
  const state = (): HistoryState => ({
    undo: stacks.undo.at(-1)?.label ?? null,
    redo: stacks.redo.at(-1)?.label ?? null,
  });

  /**
   * A step that is undone again is taken back by what was done first: values that redo has brought back are of that
   * owner as well, and so are those that an undo which was stopped in the middle never reached.
   */
  const changesToRevert = (from: readonly StackedStep[], step: StackedStep): Iterable<LoggedChange> =>
    parts.log.changesOf(from === stacks.undo ? step.root : step.txnId);

  /** @param earlier The transaction that this goes on with, and whether it has written anything yet. */
  function revertPart(
    step: HistoryStep,
    changes: Iterable<LoggedChange>,
    earlier: Pick<Reverted, 'txnId' | 'written'>,
  ): Reverted {
    return parts.transaction('user', () => {
      const isBegun = earlier.written > 0;
      const continues = isBegun ? earlier.txnId : null;
      const { txn, writer } = parts.open({ origin: 'user', label: step.label, reverts: step.txnId, continues });
      const kept = revertChanges(parts, writer, txn, changes);
      const { written } = writer;
      if (written > 0 && !isBegun) {
        parts.changes.afterCommit(() => stacks.record({ txnId: txn.id, label: step.label, reverts: step.txnId }));
      }
      return { kept, written, txnId: txn.id };
    });
  }

  function ended(from: StackedStep[], step: StackedStep, { kept, written }: Omit<Reverted, 'txnId'>): HistoryResult {
    // Nothing of it was left to take back: the step is over, and the next call goes on with the one below.
    if (written === 0 && from.at(-1) === step) from.pop();
    return { ...state(), done: step.label, kept };
  }

  function revert(from: StackedStep[]): HistoryResult {
    const step = from.at(-1);
    if (step === undefined) return { ...state(), done: null, kept: 0 };
    refuseHeld(stacks, step);
    return ended(from, step, revertPart(step, changesToRevert(from, step), NOTHING));
  }

  async function revertInParts(from: StackedStep[], onProgress?: (fraction: number) => void): Promise<HistoryResult> {
    const step = from.at(-1);
    if (step === undefined) return { ...state(), done: null, kept: 0 };
    refuseHeld(stacks, step);
    const total = changesIn(parts.log, step);
    let [all, done] = [NOTHING, 0];
    for (const part of chunks(changesToRevert(from, step))) {
      const now = revertPart(step, part, all);
      all = { kept: all.kept + now.kept, written: all.written + now.written, txnId: now.txnId };
      done += part.length;
      onProgress?.(Math.min(1, done / Math.max(1, total)));
      await nextTurn();
    }
    return ended(from, step, all);
  }

  return {
    state,
    undo: () => revert(stacks.undo),
    redo: () => revert(stacks.redo),
    stepInParts: (direction, onProgress) => revertInParts(stacks[direction], onProgress),
    hold: (txnId) => void stacks.held.add(txnId),
    release: (txnId) => void stacks.held.delete(txnId),
    steps: () => ({ done: stacks.undo.toReversed(), undone: stacks.redo.toReversed() }),
  };
}
