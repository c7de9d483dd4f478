import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { countOf, formatEta } from '#renderer/ui/format.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';

/** How far the tagging is. */
export function TaggingNow() {
  const tagging = useLive(useHost().tagging, (state) => state);
  if (!tagging?.running) return null;
  const heard = tagging.done + tagging.failed;
  return (
    <div className="mt-2 flex flex-col gap-2">
      <p className="truncate text-sm">
        {heard.toLocaleString('en')} of {countOf(tagging.total, 'track')}
        {tagging.etaSeconds === null ? '' : `, ${formatEta(tagging.etaSeconds)}`}
        {tagging.current === null ? null : <span className="ps-2 text-faint">{tagging.current}</span>}
      </p>
      <ProgressBar label="Tagging" fraction={tagging.total === 0 ? null : heard / tagging.total} className="w-full" />
    </div>
  );
}

/** How the last tagging of this start went: why it stopped, and which tracks could not be heard. */
export function TaggingOutcome() {
  const tagging = useLive(useHost().tagging, (state) => state);
  if (!tagging) return null;
  const { error, failed, problems } = tagging;
  return (
    <>
      {error === null ? null : (
        <p role="alert" className="mt-2 text-xs text-danger">
          {error}
        </p>
      )}
      {failed === 0 ? null : (
        <>
          <p className="mt-2 text-xs text-warning">
            {countOf(failed, 'track')} could not be heard. They are tried again the next time.
          </p>
          <ListGrid label="Could not be heard" className="divide-y divide-line">
            {problems.map(({ trackId, title, reason }) => (
              <ListRow key={trackId} stop className="py-1.5 text-xs">
                <ListCell className="selectable">
                  <span className="font-medium">{title}</span> <span className="text-muted">{reason}</span>
                </ListCell>
              </ListRow>
            ))}
          </ListGrid>
        </>
      )}
    </>
  );
}
