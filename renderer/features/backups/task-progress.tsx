import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import type { BackupTaskRun } from './use-backup-task.ts';

/** How far it is, or why it failed. */
export function TaskProgress({ run, doing }: { readonly run: BackupTaskRun; readonly doing: string }) {
  if (run.problem !== null) {
    return (
      <p role="alert" className="mt-3 text-sm text-danger">
        {run.problem}
      </p>
    );
  }
  if (!run.isRunning) return null;
  return (
    <div className="mt-3 flex items-center gap-3">
      <ProgressBar label={doing} fraction={run.state?.fraction ?? null} className="flex-1" />
      <span role="status" className="text-xs text-muted">
        {doing}…
      </span>
    </div>
  );
}
