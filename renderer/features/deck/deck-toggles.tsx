import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import type { EnergyCurve } from '#shared/domain/analysis-details.ts';
import { useDeckTools } from '#renderer/stores/deck-tools-store.ts';
import { shortcutText } from '#renderer/stores/shortcuts.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { Tip } from '#renderer/ui/tip.tsx';

interface ToggleProps {
  readonly tool: 'grid' | 'energy';
  readonly text: string;
  readonly keys?: string;
  readonly children: ReactNode;
}

function Toggle({ tool, text, keys, children }: ToggleProps) {
  const shown = useDeckTools((state) => state[tool]);
  const toggle = useDeckTools((state) => state.toggle);
  return (
    <Tip text={text} keys={keys}>
      <button
        type="button"
        aria-pressed={shown}
        onClick={() => toggle(tool)}
        className={classNames(
          'inline-flex h-[24px] shrink-0 items-center gap-1 rounded-sm border px-2 text-xs transition-colors hover:bg-control-hover hover:text-ink',
          shown ? 'border-accent bg-accent-soft text-ink' : 'border-line-strong bg-control text-muted',
        )}
      >
        {children}
      </button>
    </Tip>
  );
}

/** Show and hide the energy in the overview, whose colour stands before its name, and the grid tools; tell of a locked grid. */
export function DeckToggles({ track }: { readonly track: TrackDetail }) {
  const gridText = useDeckTools((state) => (state.grid ? 'Hide the grid tools' : 'Correct the beat grid'));
  const energyText = useDeckTools((state) => `${state.energy ? 'Hide' : 'Show'} the energy in the overview`);
  return (
    <div className="ms-auto flex shrink-0 gap-1.5">
      {track.details?.energyCurve ? (
        <Toggle tool="energy" text={energyText}>
          <span className="size-2 rounded-[2px] bg-(--wave-energy)" aria-hidden />
          Energy
        </Toggle>
      ) : null}
      <Toggle tool="grid" text={gridText} keys={shortcutText('grid-tools')}>
        {track.gridLocked ? <Lock size={12} aria-label="Locked" /> : null}
        Grid
      </Toggle>
    </div>
  );
}

/** The energy of the track, unless the user has hidden it or there is none. */
export function useShownEnergy(track: TrackDetail): EnergyCurve | null {
  const shown = useDeckTools((state) => state.energy);
  return shown ? (track.details?.energyCurve ?? null) : null;
}
