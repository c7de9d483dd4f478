import { type MutateOptions, useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Host, type MutationSays, useHost } from './host.tsx';

const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

type Procedure<Input, Output> = (input: Input) => Promise<Output>;

/**
 * A change to the host's data. Failures are told to the user in one place (see createHost); what is shown refreshes by
 * the library's revision, and at once for what has no revision.
 * @param done Words of the toast after success (undoable), or null for none.
 */
function useChange<Input, Output>(run: Procedure<Input, Output>, done?: (result: Output) => string | null) {
  const host = useHost();
  const says: MutationSays = done ? { done: (result) => done(result as Output) } : {};
  const mutation = useMutation<Output, Error, Input>({
    mutationFn: run,
    meta: { ...says },
    onSuccess: () => {
      void host.queries.invalidateQueries();
    },
  });
  return mutation as {
    mutate: (input: Input, options?: MutateOptions<Output, Error, Input>) => void;
  } & typeof mutation;
}

const useClient = (): Host['client'] => useHost().client;

export function useEditTracks() {
  return useChange(useClient().library.editTracks, (result) =>
    result.changed > 1 ? `Edited ${plural(result.changed, 'track')}.` : null,
  );
}

export function useRemoveTracks() {
  return useChange(
    useClient().library.removeTracks,
    (result) => `Removed ${plural(result.removed, 'track')} from the library. The files stay where they are.`,
  );
}

export function useAddFolder() {
  return useChange(useClient().library.addFolder);
}

export function useRemoveFolder() {
  return useChange(
    useClient().library.removeFolder,
    (result) => `Removed the folder and ${plural(result.removedTracks, 'track')} from the library.`,
  );
}

export function useScan() {
  return useChange(useClient().library.scan);
}

export function useCancelScan() {
  return useChange(useClient().library.cancelScan);
}

export function useCreateSet() {
  return useChange(useClient().sets.create);
}

export function useRenameSet() {
  return useChange(useClient().sets.rename);
}

export function useRemoveSet() {
  return useChange(useClient().sets.remove, () => 'Deleted the set. Its tracks stay in the library.');
}

export function useAddToSet() {
  return useChange(useClient().sets.addTracks, (result) =>
    result.added === 0 ? 'Already in the set.' : `Added ${plural(result.added, 'track')} to the set.`,
  );
}

export function useRemoveFromSet() {
  return useChange(
    useClient().sets.removeTracks,
    (result) => `Removed ${plural(result.removed, 'track')} from the set.`,
  );
}

export function useMoveInSet() {
  return useChange(useClient().sets.moveTrack);
}

export function useUpdateSettings() {
  return useChange(useClient().settings.update);
}

export function useMoveLibrary() {
  return useChange(useClient().settings.moveLibrary);
}

export function useInstallDemo() {
  return useChange(useClient().demo.install);
}

export function useCancelDemo() {
  return useChange(useClient().demo.cancel);
}

/** Everything that steers the analysis. */
export function useAnalysisControl() {
  const { analysis } = useClient();
  const enqueue = useChange(analysis.enqueue);
  const pause = useChange(analysis.pause);
  const resume = useChange(analysis.resume);
  const cancel = useChange(analysis.cancel);
  return useMemo(() => ({ enqueue, pause, resume, cancel }), [enqueue, pause, resume, cancel]);
}

/** Undo or redo; answers what was taken back, in words. */
export function useHistoryStep(step: 'undo' | 'redo') {
  const { history } = useClient();
  return useChange(history[step]);
}
