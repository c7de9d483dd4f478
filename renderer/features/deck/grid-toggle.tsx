import { Lock } from 'lucide-react';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { useDeckTools } from '#renderer/stores/deck-tools-store.ts';
import { shortcutText } from '#renderer/stores/shortcuts.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { Tip } from '#renderer/ui/tip.tsx';

/** Shows and hides the grid tools; tells when the grid is locked. */
export function GridToggle({ track }: { readonly track: TrackDetail }) {
  const open = useDeckTools((state) => state.grid);
  const toggle = useDeckTools((state) => state.toggle);
  const text = open ? 'Hide the grid tools' : 'Correct the beat grid';
  return (
    <Tip text={text} keys={shortcutText('grid-tools')}>
      <button
        type="button"
        aria-pressed={open}
        onClick={() => toggle('grid')}
        className={classNames(
          'ms-auto inline-flex h-[24px] shrink-0 items-center gap-1 rounded-sm border px-2 text-xs transition-colors hover:bg-control-hover hover:text-ink',
          open ? 'border-accent bg-accent-soft text-ink' : 'border-line-strong bg-control text-muted',
        )}
      >
        {track.gridLocked ? <Lock size={12} aria-label="Locked" /> : null}
        Grid
      </button>
    </Tip>
  );
}
