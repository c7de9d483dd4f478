import type { KeyboardEvent, ReactNode } from 'react';
import type { TrackRow } from '#shared/contract/tracks.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { dragTracks } from '#renderer/stores/drag.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { ListRow } from '#renderer/ui/list-grid.tsx';

interface ProposedRowProps {
  readonly track: TrackRow;
  readonly className: string;
  readonly children: ReactNode;
}

/** A track that is proposed: Enter or a double click loads it into the deck, and it can be dragged to a set. */
export function ProposedRow({ track, className, children }: ProposedRowProps) {
  const load = () => useDeck.getState().loadTrack(track.id, true);
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
    event.preventDefault();
    load();
  };
  return (
    <ListRow
      stop
      draggable
      onDragStart={(event) => dragTracks(event.dataTransfer, [track.id], track.title)}
      onDoubleClick={load}
      onKeyDown={handleKey}
      className={classNames('border-t border-line px-3 outline-offset-[-2px]! hover:bg-row-hover', className)}
    >
      {children}
    </ListRow>
  );
}
