import { create } from 'zustand';
import { persisted } from './persisted.ts';

interface SetPanelState {
  /** Whether the chart of the set is on show. */
  readonly chart: boolean;
  /** Whether what is to be said of the set is listed. */
  readonly checks: boolean;
  readonly toggle: (part: 'chart' | 'checks') => void;
}

/** What is on show above the tracks of a set. */
export const useSetPanel = create<SetPanelState>()(
  persisted(
    'set-panel',
    ({ chart, checks }) => ({ chart, checks }),
    (set) => ({
      chart: true,
      checks: false,
      toggle: (part) => set((state) => ({ [part]: !state[part] })),
    }),
  ),
);
