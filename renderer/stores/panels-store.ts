import { create } from 'zustand';
import { persisted } from './persisted.ts';

export interface PanelSize {
  readonly min: number;
  readonly max: number;
  readonly initial: number;
}

/** Sizes in CSS pixels. */
export const PANELS = {
  sidebar: { min: 150, max: 340, initial: 192 },
  inspector: { min: 250, max: 480, initial: 300 },
  deck: { min: 168, max: 400, initial: 214 },
} as const satisfies Record<string, PanelSize>;
export type PanelName = keyof typeof PANELS;

interface PanelsState {
  readonly sizes: Readonly<Record<PanelName, number>>;
  readonly open: Readonly<Record<PanelName, boolean>>;
  /** Keeps the size within the panel's limits. */
  readonly resize: (panel: PanelName, size: number) => void;
  readonly toggle: (panel: PanelName) => void;
}

export const usePanels = create<PanelsState>()(
  persisted(
    'panels',
    ({ sizes, open }) => ({ sizes, open }),
    (set) => ({
      sizes: { sidebar: PANELS.sidebar.initial, inspector: PANELS.inspector.initial, deck: PANELS.deck.initial },
      open: { sidebar: true, inspector: true, deck: true },
      resize: (panel, size) =>
        set(({ sizes }) => {
          const { min, max } = PANELS[panel];
          return { sizes: { ...sizes, [panel]: Math.round(Math.min(max, Math.max(min, size))) } };
        }),
      toggle: (panel) => set(({ open }) => ({ open: { ...open, [panel]: !open[panel] } })),
    }),
  ),
);
