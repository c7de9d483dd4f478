import type { BackupTask } from '#renderer/stores/dialogs-store.ts';
import { ExportDialog } from './export-dialog.tsx';
import { OpenArchiveDialog } from './open-archive-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

export function BackupDialog({ task, onClose }: { readonly task: BackupTask; readonly onClose: () => void }) {
  if (task.kind === 'restore') return <RestoreDialog backup={task.backup} onClose={onClose} />;
  if (task.kind === 'export') return <ExportDialog folder={task.folder} onClose={onClose} />;
  return <OpenArchiveDialog onClose={onClose} />;
}
