import { create } from 'zustand';
import type { TrackId } from '#shared/contract/ids.ts';
import { persisted } from './persisted.ts';

/** What the deck can do while a track is loaded. */
export interface DeckPlayer {
  readonly toggle: () => void;
  /** Moves by beats where the track has a grid, else by half a second a beat. */
  readonly jumpBeats: (beats: number) => void;
  readonly zoomBy: (factor: number) => void;
  /** Sets the pad if it is empty, else goes to what is on it. @param slot 0-7. */
  readonly pad: (slot: number) => void;
  readonly rememberCue: () => void;
  readonly loopIn: () => void;
  readonly loopOut: () => void;
  readonly toggleLoop: () => void;
  readonly tap: () => void;
  readonly shiftGrid: (milliseconds: number) => void;
  readonly downbeatHere: () => void;
  /** Saves what was edited and waits; resolves when it is saved. */
  readonly flush: () => Promise<void>;
}

interface DeckState {
  readonly trackId: TrackId | null;
  /** The last wish to load; a new object each time, so that the same track can be started again. */
  readonly load: { readonly trackId: TrackId | null; readonly play: boolean };
  readonly playing: boolean;
  /** 0-1. */
  readonly volume: number;
  readonly player: DeckPlayer | null;
  readonly loadTrack: (id: TrackId, play: boolean) => void;
  readonly setPlaying: (playing: boolean) => void;
  readonly setVolume: (volume: number) => void;
  readonly attach: (player: DeckPlayer | null) => void;
}

export const useDeck = create<DeckState>()(
  persisted(
    'deck',
    ({ volume }) => ({ volume }),
    (set) => ({
      trackId: null,
      load: { trackId: null, play: false },
      playing: false,
      volume: 0.8,
      player: null,
      loadTrack: (trackId, play) => set({ trackId, load: { trackId, play } }),
      setPlaying: (playing) => set({ playing }),
      setVolume: (volume) => set({ volume }),
      attach: (player) => set({ player }),
    }),
  ),
);
