import { X } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import type { HistoryResult } from '#shared/contract/history.ts';
import type { TextEditing, TextEditResult } from '#shared/contract/text-edits.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { describeStep } from '#renderer/host-client/history-words.ts';
import { useHistoryStep, useTextEdits } from '#renderer/host-client/mutations.ts';
import { useToasts } from '#renderer/stores/toasts-store.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';

function words({ changed, skipped, cancelled }: TextEditResult): string {
  const left = skipped === 0 ? '' : ` ${countOf(skipped, 'text')} had changed meanwhile and stayed.`;
  return `Changed ${countOf(changed, 'track')}${cancelled ? ', then stopped' : ''}.${left}`;
}

/** Tells the end of each change that came after the window was opened. @param undo Takes the last step back. */
function useTellEnds(editing: TextEditing | null, undo: () => void): void {
  const told = useRef<number | null>(null);
  useEffect(() => {
    if (editing === null) return;
    const { job, phase, result, error } = editing;
    const isFirst = told.current === null;
    if (isFirst || phase !== 'done' || told.current === job) {
      // What was over before the window came is not told.
      if (isFirst) told.current = phase === 'done' ? job : -1;
      return;
    }
    told.current = job;
    // What went wrong in looking is told by the dialog that asked for it.
    if (result === null) return;
    const action = result.changed > 0 ? { label: 'Undo', run: undo } : undefined;
    const level = error === null ? 'info' : 'error';
    useToasts.getState().show({ level, message: error ?? words(result), action });
  }, [editing, undo]);
}

const sayUndone = (result: HistoryResult) =>
  useToasts.getState().show({ level: 'info', message: describeStep(result, 'Nothing to undo.', 'Undone') });

/** A change of many texts goes on when its dialog is closed. */
export function TextEditProgress() {
  const editing = useLive(useHost().textEditing, (state) => state);
  const { cancel } = useTextEdits();
  const { mutate: undo } = useHistoryStep('undo', sayUndone);
  useTellEnds(
    editing,
    useCallback(() => undo(undefined), [undo]),
  );
  if (editing?.phase !== 'writing') return null;
  const { done, total } = editing;
  return (
    <div className="flex shrink-0 items-center gap-2">
      <span className="whitespace-nowrap">
        Changing texts {done.toLocaleString('en')} of {total.toLocaleString('en')}
      </span>
      <ProgressBar label="Changing texts" fraction={total === 0 ? null : done / total} className="w-24" />
      <IconButton label="Stop changing texts" size="sm" onClick={() => cancel.mutate(undefined)}>
        <X size={13} aria-hidden />
      </IconButton>
    </div>
  );
}
