import { MousePointerClick } from 'lucide-react';
import { describeError } from '#renderer/host-client/errors.ts';
import { useTrackDetail } from '#renderer/host-client/queries.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { SetEntryPlan } from './set-entry.tsx';
import { SeveralTracks } from './several-tracks.tsx';
import { Suggestions } from './suggestions.tsx';
import { Versions } from './versions.tsx';
import { TrackFacts } from './track-facts.tsx';

function Selected() {
  const current = useSelection((state) => state.current);
  const several = useSelection((state) => state.selected.size > 1);
  const { data: track, error } = useTrackDetail(current);
  if (several) return <SeveralTracks />;
  if (current === null)
    return (
      <EmptyState icon={<MousePointerClick size={26} strokeWidth={1.4} aria-hidden />} title="No track selected">
        Select a track to see what is known of it and what mixes well with it.
      </EmptyState>
    );
  if (error)
    return (
      <div role="alert" className="h-full">
        <EmptyState title="This track could not be loaded">{describeError(error).message}</EmptyState>
      </div>
    );
  if (!track) return null;
  return (
    <>
      <TrackFacts track={track} />
      <SetEntryPlan trackId={track.id} />
      <Versions id={track.id} />
      <Suggestions track={track} />
    </>
  );
}

/** The right-hand panel: facts and suggestions of one track, or a form for several. */
export function Inspector() {
  return (
    <div className="flex h-full min-w-0 flex-1 flex-col overflow-y-auto bg-panel">
      <Selected />
    </div>
  );
}
