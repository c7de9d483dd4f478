import { useMemo } from 'react';
import { useHistoryStep } from '#renderer/host-client/mutations.ts';
import { useToasts } from '#renderer/stores/toasts-store.ts';

/** Undo and redo of the library's edits, with what was done said in a toast. */
export function useUndoRedo(): { readonly undo: () => void; readonly redo: () => void } {
  const { mutate: undo } = useHistoryStep('undo');
  const { mutate: redo } = useHistoryStep('redo');
  const show = useToasts((state) => state.show);
  return useMemo(() => {
    const again = {
      undo: () =>
        undo(undefined, {
          onSuccess: ({ done }) =>
            done === null
              ? show({ level: 'info', message: 'Nothing to undo.' })
              : show({ level: 'info', message: `Undone: ${done}`, action: { label: 'Redo', run: () => again.redo() } }),
        }),
      redo: () =>
        redo(undefined, {
          onSuccess: ({ done }) =>
            show({ level: 'info', message: done === null ? 'Nothing to redo.' : `Done again: ${done}` }),
        }),
    };
    return again;
  }, [undo, redo, show]);
}
