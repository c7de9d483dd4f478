import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { TagResult, TagWriting } from '#shared/contract/file-tags.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { type Host, useHost, useLive } from '#renderer/host-client/host.tsx';
import { useFileTags } from '#renderer/host-client/mutations.ts';
import { useToasts } from '#renderer/stores/toasts-store.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';

function words({ kind, files, failed, cancelled }: TagResult): string {
  const done =
    kind === 'written'
      ? `Wrote the tags of ${countOf(files, 'file')}`
      : `Restored the tags of ${countOf(files, 'file')}`;
  const stopped = cancelled ? ', then stopped' : '';
  return failed === 0 ? `${done}${stopped}.` : `${done}${stopped}; ${countOf(failed, 'file')} could not be done.`;
}

/** Says once how it ended, with the way back. */
function tell(host: Host, { result, error }: TagWriting): void {
  // The list of writings has no revision of the library.
  void host.queries.invalidateQueries();
  const { show } = useToasts.getState();
  if (result === null) return;
  if (error !== null) show({ level: 'error', title: 'File tags: it stopped', message: error });
  const { kind, runId, files } = result;
  const canUndo = kind === 'written' && runId !== null && files > 0;
  const undo = () => {
    if (runId !== null) host.client.fileTags.restore({ runId }).catch((fault: unknown) => show(faultToast(fault)));
  };
  show({
    level: result.failed > 0 ? 'warning' : 'info',
    message: words(result),
    action: canUndo ? { label: 'Undo', run: undo } : undefined,
  });
}

const faultToast = (fault: unknown) => ({ level: 'error', message: describeError(fault).message }) as const;

/** Tells the end of each job that came after the window was opened, however short it was. */
function useTellEnds(host: Host, writing: TagWriting | null): void {
  const told = useRef<number | null>(null);
  useEffect(() => {
    if (writing === null) return;
    const { job, phase, result } = writing;
    // A host that was started anew counts from the beginning.
    const before = told.current === null || told.current > job ? job - (phase === 'done' ? 0 : 1) : told.current;
    const isOver = phase === 'done' && job > before;
    told.current = isOver ? job : before;
    // What went wrong in reading is told by the dialog that asked for it.
    if (isOver && result !== null) tell(host, writing);
  }, [host, writing]);
}

/** The writing goes on when its dialog is closed. */
export function TagWritingProgress() {
  const host = useHost();
  const writing = useLive(host.tagWriting, (state) => state);
  const { cancel } = useFileTags();
  const isBusy = writing?.phase === 'writing' || writing?.phase === 'restoring';
  useTellEnds(host, writing);
  if (!isBusy) return null;
  const { phase, done, total } = writing;
  const label = phase === 'writing' ? 'Writing file tags' : 'Restoring file tags';
  return (
    <div className="flex shrink-0 items-center gap-2">
      <span className="whitespace-nowrap">
        {label} {done.toLocaleString('en')} of {total.toLocaleString('en')}
      </span>
      <ProgressBar label={label} fraction={total === 0 ? null : done / total} className="w-24" />
      <IconButton label="Stop writing file tags" size="sm" onClick={() => cancel.mutate(undefined)}>
        <X size={13} aria-hidden />
      </IconButton>
    </div>
  );
}
