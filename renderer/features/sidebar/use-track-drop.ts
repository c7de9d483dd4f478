import { type ComponentProps, useState } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import { carriesTracks, droppedTracks } from '#renderer/stores/drag.ts';
import { classNames } from '#renderer/ui/class-names.ts';

/** What makes a row take tracks that are dropped on it. */
export function useTrackDrop(onTracks: (trackIds: TrackId[]) => void): ComponentProps<'div'> {
  const [over, setOver] = useState(false);
  return {
    className: classNames(over && 'drop-here'),
    onDragOver: (event) => {
      if (!carriesTracks(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event) => {
      setOver(false);
      const trackIds = [...droppedTracks(event.dataTransfer)];
      if (trackIds.length > 0) onTracks(trackIds);
    },
  };
}
