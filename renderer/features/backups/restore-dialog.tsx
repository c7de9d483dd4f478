import type { Backup } from '#shared/contract/backups.ts';
import { REASON_WORDS } from '#renderer/host-client/backup-words.ts';
import { useBackups } from '#renderer/host-client/queries.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { formatDateTime } from '#renderer/ui/format.ts';
import { CompareCounts } from './compare-counts.tsx';
import { ReplaceNotes } from './replace-notes.tsx';
import { TaskProgress } from './task-progress.tsx';
import { useBackupTask } from './use-backup-task.ts';

export function RestoreDialog({ backup, onClose }: { readonly backup: Backup; readonly onClose: () => void }) {
  const current = useBackups().data?.current;
  const run = useBackupTask();
  const close = () => {
    run.cancel();
    onClose();
  };
  return (
    <Dialog
      title={`Restore the backup of ${formatDateTime(backup.madeAt)}?`}
      description={`${REASON_WORDS[backup.reason]}. What was changed after it is not in it.`}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            look="primary"
            aria-disabled={run.isRunning}
            onClick={() => void run.start((backups) => backups.restore({ id: backup.id }))}
          >
            Restore this backup
          </Button>
        </>
      }
    >
      {backup.counts === null ? null : <CompareCounts now={current} then={backup.counts} />}
      <ReplaceNotes />
      <TaskProgress run={run} doing="Restoring" />
    </Dialog>
  );
}
