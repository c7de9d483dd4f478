import { Blend } from 'lucide-react';
import { Tooltip } from 'radix-ui';
import { useState } from 'react';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { TransitionWarning } from '#shared/domain/transition/plan-transition.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { TRANSITION_WARNING_WORDS } from '#renderer/ui/transition-warnings.ts';

/** What is said of the transition from a track of a set to the next. */
export interface MixState {
  readonly setId: SetId;
  /** At least one. */
  readonly warnings: readonly TransitionWarning[];
  /** The keyboard is on its cell. */
  readonly isFocused: boolean;
}

export const openTransition = (id: SetId, from: TrackId): void =>
  useDialogs.getState().show({ kind: 'mix-set', id, from });

interface MixSignProps {
  readonly id: TrackId;
  readonly title: string;
  readonly mix: MixState;
}

/** That something is to be said of a transition: in words under the pointer or the keyboard, and it opens the transition. */
export function MixSign({ id, title, mix: { setId, warnings, isFocused } }: MixSignProps) {
  const [isHovered, setHovered] = useState(false);
  const words = warnings.map((warning) => TRANSITION_WARNING_WORDS[warning]);
  return (
    // Not by the focus of the button: that comes back to it when the dialog closes.
    <Tooltip.Root open={isHovered || isFocused}>
      <Tooltip.Trigger asChild>
        {/* Enter on the cell does the same: the table has one place for the keyboard. */}
        <button
          type="button"
          tabIndex={-1}
          className="inline-flex h-5 cursor-pointer items-center gap-1 rounded-sm px-1 align-middle text-warning hover:bg-control"
          aria-label={`Mix of ${title} into the next track: ${words.join(' ')}`}
          onPointerEnter={() => setHovered(true)}
          onPointerLeave={() => setHovered(false)}
          onClick={() => {
            setHovered(false);
            openTransition(setId, id);
          }}
        >
          <Blend size={13} aria-hidden />
          {warnings.length > 1 ? <span className="text-xs text-ink">{warnings.length}</span> : null}
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side="bottom"
          sideOffset={6}
          collisionPadding={8}
          className="pop z-50 max-w-80 rounded-md border border-line-strong bg-overlay px-2 py-1 text-xs text-ink shadow-overlay"
        >
          <p className="text-muted">Into the next track:</p>
          {words.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
