import type { HistoryResult, HistoryState } from '#shared/contract/library.ts';
import type { ChangeLog, HistoryStep } from './change-log.ts';
import type { Changes } from './changes.ts';
import { revertChanges } from './revert.ts';
import type { RowStore } from './row-store.ts';
import type { Transaction } from './transactions.ts';
import type { OpenTransaction } from './transaction-log.ts';

/** Undo goes back this many steps. */
const MAX_STEPS = 500;

/** Undo and redo. The steps come from the change log, so they survive a restart. */
export interface History {
  state(): HistoryState;
  /** Takes the last step back; it can then be brought back with redo until something new is done. */
  undo(): HistoryResult;
  redo(): HistoryResult;
}

/** The two stacks of steps, kept by replaying transactions in the order they were committed. */
export interface HistoryStacks {
  readonly undo: HistoryStep[];
  readonly redo: HistoryStep[];
  record(step: HistoryStep): void;
}

export function createStacks(past: readonly HistoryStep[]): HistoryStacks {
  const undo: HistoryStep[] = [];
  const redo: HistoryStep[] = [];
  const move = (step: HistoryStep, from: HistoryStep[], to: HistoryStep[]): boolean => {
    const index = from.findIndex(({ txnId }) => txnId === step.reverts);
    if (index < 0) return false;
    // Steps above it could not be taken back at all and left no trace in the log.
    from.splice(index);
    to.push(step);
    return true;
  };
  const record = (step: HistoryStep) => {
    if (step.reverts === null) {
      undo.push(step);
      redo.length = 0;
    } else if (!move(step, undo, redo)) {
      move(step, redo, undo);
    }
    if (undo.length > MAX_STEPS) undo.shift();
  };
  for (const step of past) record(step);
  return { undo, redo, record };
}

/** As many steps as the stacks need, with the undos and redos among them. */
export const STEPS_READ = 2 * MAX_STEPS;

export interface HistoryParts {
  readonly transaction: Transaction;
  readonly changes: Changes;
  readonly rows: RowStore;
  readonly log: ChangeLog;
  readonly stacks: HistoryStacks;
  readonly open: OpenTransaction;
}

export function createHistory(parts: HistoryParts): History {
  const { stacks } = parts;
  const state = (): HistoryState => ({
    undo: stacks.undo.at(-1)?.label ?? null,
    redo: stacks.redo.at(-1)?.label ?? null,
  });

  function revert(from: HistoryStep[]): HistoryResult {
    const step = from.at(-1);
    if (step === undefined) return { ...state(), done: null, kept: 0 };
    const { kept, written } = parts.transaction('user', () => {
      const { txn, writer } = parts.open({ origin: 'user', label: step.label, reverts: step.txnId });
      const kept = revertChanges(parts.rows, writer, txn, parts.log.changesOf(step.txnId));
      const { written } = writer;
      if (written > 0) {
        parts.changes.afterCommit(() => stacks.record({ txnId: txn.id, label: step.label, reverts: step.txnId }));
      }
      return { kept, written };
    });
    // Nothing of it was left to take back: the step is over, and the next call goes on with the one below.
    if (written === 0) from.pop();
    return { ...state(), done: step.label, kept };
  }

  return { state, undo: () => revert(stacks.undo), redo: () => revert(stacks.redo) };
}
