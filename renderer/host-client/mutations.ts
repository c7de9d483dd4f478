import { useMutation } from '@tanstack/react-query';
import type { TrackId } from '#shared/contract/ids.ts';
import type { HistoryResult, LibraryFolder } from '#shared/contract/library.ts';
import type { SetSummary } from '#shared/contract/sets.ts';
import { type Host, type MutationSays, type Said, useHost } from './host.tsx';

const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

type Procedure<Input, Output> = (input: Input) => Promise<Output>;

interface ChangeOptions<Output> {
  /** The toast after success, or null for none. */
  readonly done?: (result: Output) => Said | null;
  /** Called after success, also when the component that asked is gone (a dialog that closed itself). */
  readonly onDone?: ((result: Output) => void) | undefined;
  /** Done only when what it changed is on show. */
  readonly untilShown?: boolean;
}

/**
 * A change to the host's data. Failures are told to the user in one place (see createHost); what is shown refreshes by
 * the library's revision, and at once for what has no revision.
 */
function useChange<Input, Output>(
  run: Procedure<Input, Output>,
  { done, onDone, untilShown = false }: ChangeOptions<Output> = {},
) {
  const host = useHost();
  const says: MutationSays = done ? { done: (result) => done(result as Output) } : {};
  return useMutation<Output, Error, Input>({
    mutationFn: run,
    meta: { ...says },
    onSuccess: (result) => {
      const shown = host.queries.invalidateQueries();
      onDone?.(result);
      return untilShown ? shown : undefined;
    },
  });
}

const useClient = (): Host['client'] => useHost().client;
const undoable = (text: string): Said => ({ text, undo: true });

export function useEditTracks() {
  return useChange(useClient().library.editTracks, {
    done: ({ changed }) => (changed > 1 ? undoable(`Edited ${plural(changed, 'track')}.`) : null),
  });
}

/** Makes what a provider says the user's own choice. */
export function useTakeValues() {
  return useChange(useClient().library.takeValues, {
    done: ({ changed }) => (changed > 0 ? undoable('Taken over. A new analysis leaves it as it is.') : null),
  });
}

export function useRemoveTracks() {
  return useChange(useClient().library.removeTracks, {
    done: ({ removed }) =>
      undoable(`Removed ${plural(removed, 'track')} from the library. The files stay where they are.`),
  });
}

export function useLearnGenres() {
  return useChange(useClient().genres.learn, {
    done: ({ suggested }) => ({
      text: suggested > 0 ? `${plural(suggested, 'track')} without a genre have a suggestion now.` : 'Learned.',
      undo: false,
    }),
  });
}

/** Everything that steers the tagger, once it has a model. */
export function useTaggerControl() {
  const { tagger } = useClient();
  return {
    start: useChange(tagger.start),
    cancel: useChange(tagger.cancel),
    remove: useChange(tagger.remove, {
      done: () => ({ text: 'Removed the tagger model and its suggestions. Its file stays.', undo: false }),
    }),
  };
}

export function useAddFolder(onDone?: (folder: LibraryFolder) => void) {
  return useChange(useClient().library.addFolder, { onDone });
}

export function useRemoveFolder() {
  return useChange(useClient().library.removeFolder, {
    done: ({ removedTracks }) => undoable(`Removed the folder and ${plural(removedTracks, 'track')} from the library.`),
  });
}

export function useScan() {
  return useChange(useClient().library.scan);
}

export function useCancelScan() {
  return useChange(useClient().library.cancelScan);
}

/** @param made Told about the new set. */
export function useCreateSet(made: (set: SetSummary) => void) {
  return useChange(useClient().sets.create, { onDone: made });
}

export function useRenameSet() {
  return useChange(useClient().sets.rename);
}

export function useRemoveSet() {
  return useChange(useClient().sets.remove, {
    done: () => undoable('Deleted the set. Its tracks stay in the library.'),
  });
}

export function useAddToSet() {
  return useChange(useClient().sets.addTracks, {
    done: ({ added }) =>
      added === 0
        ? { text: 'Already in the set.', undo: false }
        : undoable(`Added ${plural(added, 'track')} to the set.`),
  });
}

export function useRemoveFromSet() {
  return useChange(useClient().sets.removeTracks, {
    done: ({ removed }) => undoable(`Removed ${plural(removed, 'track')} from the set.`),
  });
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

/** Sends a part of the track to AudD; what it finds is shown in the inspector. */
export function useRecognise() {
  const { recognition } = useClient();
  const recognise = ({ id, signal }: { readonly id: TrackId; readonly signal?: AbortSignal }) =>
    recognition.recognise({ id }, signal ? { signal } : {});
  return useChange(recognise, {
    done: ({ match }) => ({
      text:
        match === null ? 'AudD knows no track that sounds like this.' : `AudD heard ${match.artist} – ${match.title}.`,
      undo: false,
    }),
  });
}

/** Everything that steers the analysis. */
export function useAnalysisControl() {
  const { analysis } = useClient();
  return {
    enqueue: useChange(analysis.enqueue),
    pause: useChange(analysis.pause),
    resume: useChange(analysis.resume),
    cancel: useChange(analysis.cancel),
  };
}

/** Resolves when the new grid is on show. */
export function useSetGrid() {
  return useChange(useClient().corrections.setGrid, { untilShown: true });
}

/** What the user knows better than the analysis, the grid itself aside. */
export function useCorrections() {
  const { corrections } = useClient();
  return {
    giveBackGrid: useChange(corrections.useAnalysedGrid),
    lockGrid: useChange(corrections.lockGrid),
    setKey: useChange(corrections.setKey),
    giveBackKey: useChange(corrections.useAnalysedKey),
    lockKey: useChange(corrections.lockKey),
  };
}

/** Cue points; `add` resolves when the new one is on show. */
export function useCueChanges() {
  const { corrections } = useClient();
  return {
    add: useChange(corrections.addCues, { untilShown: true }),
    edit: useChange(corrections.editCue),
    remove: useChange(corrections.removeCue, { done: () => undoable('Deleted the cue point.') }),
  };
}

/** Undo or redo. @param stepped Told what was taken back or brought back. */
export function useHistoryStep(step: 'undo' | 'redo', stepped: (result: HistoryResult) => void) {
  const { history } = useClient();
  return useChange(history[step], { onDone: stepped });
}
