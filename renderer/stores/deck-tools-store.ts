import { create } from 'zustand';
import { persisted } from './persisted.ts';

/** Height of the row of grid tools in CSS pixels: the deck grows by it, so that the waveform stays as it is. */
export const GRID_ROW_PX = 32;

interface DeckToolsState {
  readonly grid: boolean;
  /** The energy below the overview's waveform. */
  readonly energy: boolean;
  readonly cueList: boolean;
  /** Cue points and loops are set on the nearest beat. */
  readonly quantise: boolean;
  readonly toggle: (tool: 'grid' | 'energy' | 'cueList' | 'quantise') => void;
}

/** Which tools of the deck are on show, and how they work. */
export const useDeckTools = create<DeckToolsState>()(
  persisted(
    'deck-tools',
    ({ grid, energy, cueList, quantise }) => ({ grid, energy, cueList, quantise }),
    (set) => ({
      grid: false,
      energy: true,
      cueList: false,
      quantise: true,
      toggle: (tool) => set((state) => ({ [tool]: !state[tool] })),
    }),
  ),
);
