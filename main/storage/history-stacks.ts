import type { HistoryStep } from './change-log.ts';

/** Undo goes back this many steps. */
const MAX_STEPS = 500;

/** As many steps as the stacks need, with the undos and redos among them. */
export const STEPS_READ = 2 * MAX_STEPS;

/** A step with the transaction that was done first: undo and redo of it are transactions of their own. */
export interface StackedStep extends HistoryStep {
  readonly root: string;
}

/** The two stacks of steps, kept by replaying transactions in the order they were committed. */
export interface HistoryStacks {
  readonly undo: StackedStep[];
  readonly redo: StackedStep[];
  record(step: HistoryStep): void;
  /** Whether a transaction is, or began, a step that stands. */
  stands(txnId: string): boolean;
  /** Steps that are still being written, by the transactions that they began with. */
  readonly held: Set<string>;
}

export function createStacks(past: readonly HistoryStep[]): HistoryStacks {
  const undo: StackedStep[] = [];
  const redo: StackedStep[] = [];
  const move = (step: HistoryStep, from: StackedStep[], to: StackedStep[]): boolean => {
    const index = from.findIndex(({ txnId }) => txnId === step.reverts);
    const moved = from[index];
    if (moved === undefined) return false;
    // Steps above it could not be taken back at all and left no trace in the log.
    from.splice(index);
    to.push({ ...step, root: moved.root });
    return true;
  };
  const record = (step: HistoryStep) => {
    if (step.reverts === null) {
      undo.push({ ...step, root: step.txnId });
      redo.length = 0;
    } else if (!move(step, undo, redo)) {
      move(step, redo, undo);
    }
    if (undo.length > MAX_STEPS) undo.shift();
  };
  for (const step of past) record(step);
  const stands = (id: string): boolean => undo.some(({ txnId, root }) => txnId === id || root === id);
  return { undo, redo, record, stands, held: new Set() };
}
