import { X } from 'lucide-react';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { useAnalysisControl } from '#renderer/host-client/mutations.ts';
import { useFailures, useSourceCount } from '#renderer/host-client/queries.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { countOf, formatEta } from '#renderer/ui/format.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';

function Running() {
  const analysis = useLive(useHost().analysis, (state) => state);
  const { pause, resume, cancel } = useAnalysisControl();
  if (!analysis || analysis.queued + analysis.active.length === 0)
    return <p className="py-2 text-sm text-muted">Nothing is being analysed at the moment.</p>;
  const done = analysis.done + analysis.failed;
  return (
    <section aria-label="Progress" className="flex flex-col gap-2 pb-3">
      <div className="flex items-center gap-3">
        <p className="text-sm">
          {done.toLocaleString('en')} of {countOf(analysis.total, 'track')}
          {analysis.etaSeconds === null || analysis.paused ? '' : `, ${formatEta(analysis.etaSeconds)}`}
        </p>
        <span className="ms-auto flex gap-2">
          <Button onClick={() => (analysis.paused ? resume : pause).mutate(undefined)}>
            {analysis.paused ? 'Go on' : 'Pause'}
          </Button>
          <Button onClick={() => cancel.mutate({})}>Cancel all</Button>
        </span>
      </div>
      <ProgressBar label="Analysis" fraction={done / Math.max(1, analysis.total)} className="w-full" />
      {analysis.blocked === null ? null : (
        <p role="alert" className="text-sm text-warning">
          {analysis.blocked}
        </p>
      )}
      {analysis.active.length === 0 ? null : (
        <ListGrid label="Being analysed now" className="text-xs text-muted">
          {analysis.active.map((job) => (
            <ListRow key={job.trackId} className="flex h-7 items-center gap-3">
              <ListCell className="min-w-0 flex-1 truncate">{job.title}</ListCell>
              <ListCell>
                <ProgressBar label={`Analysis of ${job.title}`} fraction={job.fraction} className="w-32" />
              </ListCell>
              <ListCell>
                <IconButton
                  label={`Cancel the analysis of ${job.title}`}
                  size="sm"
                  onClick={() => cancel.mutate({ trackIds: [job.trackId] })}
                >
                  <X size={13} aria-hidden />
                </IconButton>
              </ListCell>
            </ListRow>
          ))}
        </ListGrid>
      )}
    </section>
  );
}

/** What an older version found stays in use until the user asks for it anew: that may take hours. */
function Outdated() {
  const { enqueue } = useAnalysisControl();
  const analysis = useLive(useHost().analysis, (state) => state);
  const tracks = useSourceCount('outdated') ?? 0;
  if (tracks === 0 || (analysis !== null && analysis.queued + analysis.active.length > 0)) return null;
  return (
    <section aria-label="Older analysis" className="flex items-start gap-4 border-t border-line py-3">
      <div className="min-w-0 flex-1">
        <h3 className="text-sm font-medium">
          {countOf(tracks, 'track')} {tracks === 1 ? 'was' : 'were'} analysed by an older version
        </h3>
        <p className="text-xs text-muted">
          Analysed again they get what this version finds in addition, and more exact grids. What you have edited or
          locked stays. You can pause and go on at any time.
        </p>
      </div>
      <Button onClick={() => enqueue.mutate({ outdated: true })}>Analyse again</Button>
    </section>
  );
}

function Failures() {
  const { enqueue } = useAnalysisControl();
  const failures = useFailures(true).data ?? [];
  if (failures.length === 0) return null;
  return (
    <section aria-label="Problems" className="border-t border-line pt-3">
      <div className="flex items-center justify-between">
        <h3 className="text-sm font-medium">{countOf(failures.length, 'track')} could not be analysed</h3>
        <Button onClick={() => enqueue.mutate({ trackIds: failures.map((job) => job.trackId), force: true })}>
          Try all again
        </Button>
      </div>
      <ListGrid label="Could not be analysed" className="mt-1 divide-y divide-line">
        {failures.map((job) => (
          <ListRow key={job.trackId} className="flex items-start gap-3 py-2">
            <ListCell className="selectable min-w-0 flex-1 text-sm">
              <p className="truncate font-medium">
                {job.title} <span className="font-normal text-faint">{job.artist}</span>
              </p>
              <p className="text-xs text-muted">{job.reason}</p>
            </ListCell>
            <ListCell>
              <Button
                look="quiet"
                aria-label={`Try again: ${job.title}`}
                onClick={() => enqueue.mutate({ trackIds: [job.trackId], force: true })}
              >
                Try again
              </Button>
            </ListCell>
          </ListRow>
        ))}
      </ListGrid>
    </section>
  );
}

export function AnalysisDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog wide title="Analysis" onClose={onClose}>
      <Running />
      <Outdated />
      <Failures />
    </Dialog>
  );
}
