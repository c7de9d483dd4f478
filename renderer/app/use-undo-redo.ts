import { useCallback } from 'react';
import type { HistoryResult } from '#shared/contract/history.ts';
import { describeStep } from '#renderer/host-client/history-words.ts';
import { useHistoryStep } from '#renderer/host-client/mutations.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { useToasts } from '#renderer/stores/toasts-store.ts';

function sayStep(nothing: string, verb: string): (result: HistoryResult) => void {
  return (result) => useToasts.getState().show({ level: 'info', message: describeStep(result, nothing, verb) });
}

const sayUndone = sayStep('Nothing to undo.', 'Undone');
const sayRedone = sayStep('Nothing to redo.', 'Done again');

/** What is edited in the deck and not saved yet is the last step. */
async function afterEdits(step: (input: undefined) => void): Promise<void> {
  await useDeck.getState().player?.flush();
  step(undefined);
}

/** Undo and redo of the library's edits, with what was done said in a toast. */
export function useUndoRedo(): { readonly undo: () => void; readonly redo: () => void } {
  const { mutate: undo } = useHistoryStep('undo', sayUndone);
  const { mutate: redo } = useHistoryStep('redo', sayRedone);
  return {
    undo: useCallback(() => void afterEdits(undo), [undo]),
    redo: useCallback(() => void afterEdits(redo), [redo]),
  };
}
