import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { GridChange } from '#shared/contract/corrections.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { type BeatGrid, toBeatGrid } from '#shared/domain/beat-grid.ts';
import {
  beatHere,
  downbeatHere,
  type GridScope,
  multiplyTempo,
  newGrid,
  removeSegment,
  segmentIndexAt,
  setSegmentTempo,
  shiftBars,
  shiftGrid,
  splitGrid,
} from '#shared/domain/grid-edit.ts';
import { addTap, tappedTempo } from '#shared/domain/tap-tempo.ts';
import { bpm, type Seconds, seconds } from '#shared/domain/units.ts';
import { isTransient } from '#renderer/host-client/errors.ts';
import { useSetGrid } from '#renderer/host-client/mutations.ts';
import type { DeckAudio } from './deck-audio.ts';
import { type Draft, GridDraft } from './grid-draft.ts';
import { unsavedGrid } from './unsaved-grid.ts';

/** Three taps have a tempo; from the fourth it is steady enough to move the lines. */
const TAPS_NEEDED = 4;

type Edit = (grid: BeatGrid, now: Seconds, scope: GridScope) => BeatGrid;

/** What the grid row and the keys do. Times are those of the playhead. */
export interface GridTools {
  /** The grid on show. */
  readonly grid: BeatGrid | null;
  readonly canEdit: boolean;
  /** Edits are for the segment at the playhead alone. */
  readonly onlySegment: boolean;
  readonly setOnlySegment: (only: boolean) => void;
  readonly shift: (milliseconds: number) => void;
  readonly shiftBeats: (beats: number) => void;
  readonly beatHere: () => void;
  readonly downbeatHere: () => void;
  /** Also makes a grid where there is none. */
  readonly setTempo: (tempo: number) => void;
  readonly multiply: (factor: number) => void;
  readonly split: () => void;
  readonly remove: (index: number) => void;
  /** @returns Taps in the series. */
  readonly tap: () => number;
  /** Saves now what waits. */
  readonly flush: () => Promise<void>;
}

const inputOf = ({ trackId, change, grid }: Draft) => ({
  trackId,
  change,
  grid: { beatsPerBar: grid.beatsPerBar, segments: grid.segments.map((segment) => ({ ...segment })) },
});

/** Saves what a window that went in the middle of a burst left behind. For whoever lives as long as the window. */
export function useRecoveredGrid(): void {
  const { mutate } = useSetGrid();
  useEffect(() => {
    const left = unsavedGrid.read();
    if (left === null) return;
    // Refused for good, as for a track that was locked or removed meanwhile: the user has been told why.
    const settle = (error?: unknown) => (isTransient(error) ? undefined : unsavedGrid.forget());
    mutate(inputOf(left), { onSuccess: () => settle(), onError: settle });
  }, [mutate]);
}

/** The grid on show and the draft behind it. */
function useDraft(track: TrackDetail) {
  const { mutateAsync } = useSetGrid();
  const [draft] = useState(() => new GridDraft((edited) => mutateAsync(inputOf(edited)), unsavedGrid));
  // So is what was done just before the window closes.
  useEffect(() => {
    const flush = () => void draft.flush();
    window.addEventListener('pagehide', flush);
    return () => window.removeEventListener('pagehide', flush);
  }, [draft]);
  const edited = useSyncExternalStore(draft.subscribe, draft.get);
  const stored = useMemo(() => (track.grid === null ? null : toBeatGrid(track.grid)), [track.grid]);
  const { id } = track;
  // Another track on the deck: what waits for this one is saved.
  useEffect(
    () => () => {
      if (draft.get()?.trackId === id) void draft.flush();
    },
    [draft, id],
  );
  const grid = edited?.trackId === id ? edited.grid : stored;
  return { draft, grid };
}

export function useGridEditing(track: TrackDetail, audio: DeckAudio): GridTools {
  const { draft, grid } = useDraft(track);
  const [onlySegment, setOnlySegment] = useState(false);
  const taps = useRef<readonly Seconds[]>([]);
  const { id, gridLocked } = track;
  const latest = useRef(grid);
  useEffect(() => {
    latest.current = grid;
  });
  const now = useCallback(() => seconds(audio.element.currentTime), [audio]);
  const edit = useCallback(
    (change: GridChange, run: Edit) => {
      const before = latest.current;
      if (before === null || gridLocked) return;
      const scope = onlySegment && before.segments.length > 1 ? segmentIndexAt(before, now()) : 'all';
      const after = run(before, now(), scope);
      if (after === before) return;
      latest.current = after;
      draft.edit({ trackId: id, grid: after, change });
    },
    [draft, id, gridLocked, onlySegment, now],
  );
  const setTempo = useCallback(
    (tempo: number) => {
      if (latest.current === null && !gridLocked)
        draft.edit({ trackId: id, grid: newGrid(bpm(tempo), now()), change: 'tempo' });
      edit('tempo', (before, at) => setSegmentTempo(before, segmentIndexAt(before, at), bpm(tempo), at));
    },
    [draft, edit, id, gridLocked, now],
  );
  return useMemo(
    () => ({
      grid,
      canEdit: !gridLocked,
      onlySegment,
      setOnlySegment,
      shift: (ms) => edit('shift', (before, _at, scope) => shiftGrid(before, seconds(ms / 1000), scope)),
      shiftBeats: (beats) => edit('shift', (before, _at, scope) => shiftBars(before, beats, scope)),
      beatHere: () => edit('shift', beatHere),
      downbeatHere: () => edit('downbeat', downbeatHere),
      setTempo,
      multiply: (factor) => edit('tempo', (before, _at, scope) => multiplyTempo(before, factor, scope)),
      split: () => edit('segments', (before, at) => splitGrid(before, at)),
      remove: (index) => edit('segments', (before) => removeSegment(before, index)),
      tap: () => {
        taps.current = addTap(taps.current, seconds(performance.now() / 1000));
        const tempo = tappedTempo(taps.current);
        // Hands are no finer than a tenth.
        if (tempo !== null && taps.current.length >= TAPS_NEEDED) setTempo(Math.round(tempo * 10) / 10);
        return taps.current.length;
      },
      flush: () => draft.flush(),
    }),
    [grid, gridLocked, onlySegment, edit, setTempo, draft],
  );
}
