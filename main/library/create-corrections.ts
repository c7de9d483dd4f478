import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { GridChange, GridInput } from '#shared/contract/corrections.ts';
import type { CueEdit, CueFields, CuePoint } from '#shared/contract/cue-points.ts';
import type { CueId, TrackId } from '#shared/contract/ids.ts';
import { lockGrid, lockKey, setGrid, setKey, useAnalysedGrid, useAnalysedKey } from './correct-track.ts';
import { addCues, editCue, removeCue } from './cue-points.ts';

/** What the user knows better than the analysis: grids, keys and cue points. Every call is one step for undo. */
export interface Corrections {
  setGrid(trackId: TrackId, grid: GridInput, change: GridChange): void;
  useAnalysedGrid(trackId: TrackId): void;
  lockGrid(trackId: TrackId, locked: boolean): void;
  setKey(trackId: TrackId, keyIndex: number | null): void;
  useAnalysedKey(trackId: TrackId): void;
  lockKey(trackId: TrackId, locked: boolean): void;
  addCues(trackId: TrackId, cues: readonly CueFields[]): CuePoint[];
  editCue(id: CueId, edit: CueEdit): CuePoint;
  removeCue(id: CueId): void;
}

export function createCorrections(database: LibraryDatabase): Corrections {
  return {
    setGrid: (trackId, grid, change) => setGrid(database, trackId, grid, change),
    useAnalysedGrid: (trackId) => useAnalysedGrid(database, trackId),
    lockGrid: (trackId, locked) => lockGrid(database, trackId, locked),
    setKey: (trackId, keyIndex) => setKey(database, trackId, keyIndex),
    useAnalysedKey: (trackId) => useAnalysedKey(database, trackId),
    lockKey: (trackId, locked) => lockKey(database, trackId, locked),
    addCues: (trackId, cues) => addCues(database, trackId, cues),
    editCue: (id, edit) => editCue(database, id, edit),
    removeCue: (id) => removeCue(database, id),
  };
}
