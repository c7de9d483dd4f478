import { useState } from 'react';
import type { ArchiveSummary } from '#shared/contract/backups.ts';
import { useBackups } from '#renderer/host-client/queries.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { formatBytes, formatDateTime } from '#renderer/ui/format.ts';
import { ArchiveChooser } from './archive-chooser.tsx';
import { CompareCounts } from './compare-counts.tsx';
import { ReplaceNotes } from './replace-notes.tsx';
import { TaskProgress } from './task-progress.tsx';
import { useBackupTask } from './use-backup-task.ts';

/** Shows what an archive holds, once its checksums were found right, and replaces the library by it. */
function ReplaceDialog({ archive, onClose }: { readonly archive: ArchiveSummary; readonly onClose: () => void }) {
  const current = useBackups().data?.current;
  const run = useBackupTask();
  const close = () => {
    run.cancel();
    onClose();
  };
  return (
    <Dialog
      title="Replace your library with this archive?"
      description={`Made on ${formatDateTime(archive.madeAt)} with MusicForge ${archive.appVersion}, ${formatBytes(archive.bytes)}. Its checksums are right.`}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            look="primary"
            aria-disabled={run.isRunning}
            onClick={() => void run.start((backups) => backups.openArchive())}
          >
            Replace my library
          </Button>
        </>
      }
    >
      <p className="selectable mb-2 text-xs break-all text-faint">{archive.path}</p>
      <CompareCounts now={current} then={archive.counts} />
      <ReplaceNotes />
      <p className="mt-2 text-xs text-muted">
        Music folders that are not on this computer are shown as not connected; their tracks stay in the library.
      </p>
      <TaskProgress run={run} doing="Replacing" />
    </Dialog>
  );
}

/** Chooses an archive and checks it. */
export function OpenArchiveDialog({ onClose }: { readonly onClose: () => void }) {
  const [path, setPath] = useState('');
  const run = useBackupTask();
  // Kept: the state goes on to what is then done with it.
  const [checked, setChecked] = useState<ArchiveSummary | null>(null);
  if (checked === null && run.state?.phase === 'ready') setChecked(run.state.archive);
  if (checked !== null) return <ReplaceDialog archive={checked} onClose={onClose} />;
  const close = () => {
    run.cancel();
    onClose();
  };
  return (
    <Dialog
      title="Open library archive"
      description="The archive is checked first; nothing is changed until you have seen what is in it."
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            look="primary"
            aria-disabled={run.isRunning}
            disabled={path.trim() === ''}
            onClick={() => void run.start((backups) => backups.checkArchive({ path: path.trim() }))}
          >
            Check the archive
          </Button>
        </>
      }
    >
      <ArchiveChooser
        chosen={path}
        onChosen={(next) => {
          setPath(next);
          run.forget();
        }}
      />
      <TaskProgress run={run} doing="Checking" />
    </Dialog>
  );
}
