import type { TagRun } from '#shared/contract/file-tags.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { useFileTags } from '#renderer/host-client/mutations.ts';
import { useTagRuns } from '#renderer/host-client/queries.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { fieldList } from './field-words.ts';
import { TagProblems } from './tag-problems.tsx';
import { TagProgress } from './tag-progress.tsx';

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function stateText({ files, restored }: TagRun): string {
  if (restored === 0) return '';
  return restored === files ? 'Old tags restored' : `${countOf(restored, 'file')} restored`;
}

function Run({ run, disabled }: { readonly run: TagRun; readonly disabled: boolean }) {
  const { restore } = useFileTags();
  const date = when.format(new Date(run.startedAt));
  const isOver = run.restored === run.files;
  return (
    <ListRow stop={isOver} className="flex items-center gap-3 py-2 outline-offset-[-2px]!">
      <ListCell className="selectable min-w-0 flex-1">
        <p className="text-sm font-medium">{date}</p>
        <p className="text-xs text-muted">
          {countOf(run.files, 'file')}: {fieldList(run.fields)}
        </p>
      </ListCell>
      <ListCell className="text-xs text-muted">{stateText(run)}</ListCell>
      {isOver ? null : (
        <ListCell>
          <Button
            aria-label={`Restore the old tags of ${date}`}
            disabled={disabled}
            onClick={() => restore.mutate({ runId: run.id })}
          >
            Restore old tags
          </Button>
        </ListCell>
      )}
    </ListRow>
  );
}

function Runs({ runs, disabled }: { readonly runs: readonly TagRun[] | null; readonly disabled: boolean }) {
  if (runs === null) return null;
  if (runs.length === 0)
    return (
      <p className="py-4 text-sm text-muted">
        Nothing was written yet. Select tracks, and choose “Write to file tags…” in their menu.
      </p>
    );
  return (
    <ListGrid label="Writings" className="divide-y divide-line">
      {runs.map((run) => (
        <Run key={run.id} run={run} disabled={disabled} />
      ))}
    </ListGrid>
  );
}

/** Writings of the past, each with its way back. */
export function WrittenTagsDialog({ onClose }: { readonly onClose: () => void }) {
  const writing = useLive(useHost().tagWriting, (state) => state);
  const runs = useTagRuns().data ?? null;
  const { cancel } = useFileTags();
  const isBusy = writing?.phase === 'writing' || writing?.phase === 'restoring';
  const restored = writing?.phase === 'done' && writing.result?.kind === 'restored' ? writing : null;
  return (
    <Dialog
      wide
      title="Written file tags"
      description="What stood in the files before is kept with your library. Of a file that was written twice, restore the newer writing first."
      onClose={onClose}
      footer={
        <>
          {isBusy ? <Button onClick={() => cancel.mutate(undefined)}>Stop</Button> : null}
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {isBusy ? <TagProgress writing={writing} /> : null}
        {restored === null ? null : <TagProblems label="Left as they are" writing={restored} />}
        <Runs runs={runs} disabled={isBusy} />
      </div>
    </Dialog>
  );
}
