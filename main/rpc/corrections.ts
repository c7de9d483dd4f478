import type { GridChange, GridInput } from '#shared/contract/corrections.ts';
import type { CueEdit, CueFields, CuePoint } from '#shared/contract/cue-points.ts';
import type { CueId, TrackId } from '#shared/contract/ids.ts';
import { type Answer, os } from './implementer.ts';

/** What this area needs of the library. */
export interface CorrectionUseCases {
  setGrid(trackId: TrackId, grid: GridInput, change: GridChange): Answer<void>;
  useAnalysedGrid(trackId: TrackId): Answer<void>;
  lockGrid(trackId: TrackId, locked: boolean): Answer<void>;
  setKey(trackId: TrackId, keyIndex: number | null): Answer<void>;
  useAnalysedKey(trackId: TrackId): Answer<void>;
  lockKey(trackId: TrackId, locked: boolean): Answer<void>;
  addCues(trackId: TrackId, cues: readonly CueFields[]): Answer<CuePoint[]>;
  editCue(id: CueId, edit: CueEdit): Answer<CuePoint>;
  removeCue(id: CueId): Answer<void>;
}

export function correctionsRouter(corrections: CorrectionUseCases) {
  return {
    setGrid: os.corrections.setGrid.handler(({ input }) =>
      corrections.setGrid(input.trackId, input.grid, input.change),
    ),
    useAnalysedGrid: os.corrections.useAnalysedGrid.handler(({ input }) => corrections.useAnalysedGrid(input.trackId)),
    lockGrid: os.corrections.lockGrid.handler(({ input }) => corrections.lockGrid(input.trackId, input.locked)),
    setKey: os.corrections.setKey.handler(({ input }) => corrections.setKey(input.trackId, input.keyIndex)),
    useAnalysedKey: os.corrections.useAnalysedKey.handler(({ input }) => corrections.useAnalysedKey(input.trackId)),
    lockKey: os.corrections.lockKey.handler(({ input }) => corrections.lockKey(input.trackId, input.locked)),
    addCues: os.corrections.addCues.handler(({ input }) => corrections.addCues(input.trackId, input.cues)),
    editCue: os.corrections.editCue.handler(({ input }) => corrections.editCue(input.id, input.edit)),
    removeCue: os.corrections.removeCue.handler(({ input }) => corrections.removeCue(input.id)),
  };
}
