import type { TrackId } from '#shared/contract/ids.ts';
import type { HistoryResult } from '#shared/contract/history.ts';
import type { LibraryFolder } from '#shared/contract/library.ts';
import type { SetSummary } from '#shared/contract/sets.ts';
import { NEVER_SUGGEST_TAG } from '#shared/domain/never-suggest.ts';
import { travelWords } from './history-words.ts';
import { plural, undoable, useChange, useClient } from './use-change.ts';

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

/** What the ranking of suggestions learns of the user's history. */
export function useSuggestionWeights() {
  const { suggestions } = useClient();
  /** @returns null when it was stopped. */
  const learn = async ({ signal }: { readonly signal: AbortSignal }) => {
    try {
      return await suggestions.learn(undefined, { signal });
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
  };
  return {
    learn: useChange(learn, {
      done: (learned) => ({
        text:
          learned === null
            ? 'Stopped. Suggestions go on as they were.'
            : learned.used === 'own'
              ? 'Learned. Suggestions go by your own history now.'
              : 'Learned. The built-in weights foresee you better and stay.',
        undo: false,
      }),
    }),
    stop: useChange(suggestions.stopLearning),
    forget: useChange(suggestions.forget, {
      done: () => ({ text: 'Forgotten. The weights that MusicForge comes with are used.', undo: false }),
    }),
  };
}

/** Keeps tracks out of all suggestions. */
export function useNeverSuggest() {
  return useChange(useClient().suggestions.setNever, {
    done: () =>
      undoable(`Not suggested any more: it has the tag "${NEVER_SUGGEST_TAG}" now. Take it off to have it again.`),
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

/** Everything about the tags in music files. */
export function useFileTags() {
  const { fileTags } = useClient();
  return {
    write: useChange(fileTags.write),
    cancel: useChange(fileTags.cancel),
    restore: useChange(fileTags.restore),
  };
}

/** Everything about texts that change in many tracks at once. */
export function useTextEdits() {
  const { textEdits } = useClient();
  return { apply: useChange(textEdits.apply), cancel: useChange(textEdits.cancel) };
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

/** Stops an import that runs, or forgets one that waits or has ended. */
export function useCancelImport() {
  return useChange(useClient().interchange.cancel);
}

export function useBackUp() {
  return useChange(useClient().backups.backUp, { done: () => ({ text: 'Backed up your library.', undo: false }) });
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

/** Everything that steers the search for duplicates, and what is done with them. */
export function useDuplicateControl() {
  const { duplicates } = useClient();
  return {
    search: useChange(duplicates.search),
    cancel: useChange(duplicates.cancel),
    merge: useChange(duplicates.merge, {
      done: ({ merged }) => undoable(`Merged ${plural(merged + 1, 'track')} into one. All files stay on the disk.`),
      untilShown: true,
    }),
  };
}

/** Says what tracks that look alike are to each other. */
export function useDecide() {
  return useChange(useClient().duplicates.decide, { done: () => undoable('Remembered.'), untilShown: true });
}

/** Everything that steers the search for missing files. */
export function useMissingControl() {
  const { missing } = useClient();
  return {
    search: useChange(missing.search),
    cancel: useChange(missing.cancel),
    apply: useChange(missing.apply),
  };
}

/** Gives a track the file that the user names. */
export function useLocate(onDone: () => void) {
  return useChange(useClient().missing.locate, {
    done: () => undoable('The track has its file again.'),
    onDone,
  });
}

/** Undoes or redoes to a step, and stops on the way. */
export function useTravel() {
  const { history } = useClient();
  return {
    goTo: useChange(history.goTo, { done: (result) => ({ text: travelWords(result), undo: false }) }),
    cancel: useChange(history.cancel),
  };
}

/** Undo or redo. @param stepped Told what was taken back or brought back. */
export function useHistoryStep(step: 'undo' | 'redo', stepped: (result: HistoryResult) => void) {
  const { history } = useClient();
  return useChange(history[step], { onDone: stepped });
}
