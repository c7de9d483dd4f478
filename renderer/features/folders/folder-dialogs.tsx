import type { FolderId } from '#shared/contract/ids.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { useRemoveFolder } from '#renderer/host-client/mutations.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';

interface RemoveFolderDialogProps {
  readonly id: FolderId;
  readonly path: string;
  readonly trackCount: number;
  readonly onClose: () => void;
}

export function RemoveFolderDialog({ id, path, trackCount, onClose }: RemoveFolderDialogProps) {
  const { mutate: remove } = useRemoveFolder();
  const confirm = () => {
    const { source, open } = useView.getState();
    if (source.kind === 'folder' && source.folderId === id) open({ kind: 'all' });
    remove({ id });
    onClose();
  };
  return (
    <Dialog
      title="Remove this folder from the library?"
      description={`${countOf(trackCount, 'track')} leave the library with it. The files stay on the disk, and you can undo this.`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" onClick={confirm}>
            Remove folder
          </Button>
        </>
      }
    >
      <p className="selectable break-all text-sm text-muted">{path}</p>
    </Dialog>
  );
}

/** Files that cannot be read at present, and those of which a part could not be. */
export function ScanProblemsDialog({ onClose }: { readonly onClose: () => void }) {
  const scan = useLive(useHost().scan, (state) => state);
  const { failed, problems, problemCount } = scan ?? { failed: 0, problems: [], problemCount: 0 };
  const shown = problems.length < problemCount ? ` The last ${problems.length} of ${problemCount} are listed.` : '';
  return (
    <Dialog
      wide
      title="Files that could not be read"
      description={`${countOf(failed, 'file')}. All others are in the library.${shown}`}
      onClose={onClose}
    >
      <ListGrid label="Files that could not be read" className="selectable divide-y divide-line text-sm">
        {problems.map((problem) => (
          <ListRow key={`${problem.folderId} ${problem.file}`} stop className="py-2">
            <ListCell className="font-medium break-all">{problem.file}</ListCell>
            <ListCell className="text-muted">{problem.reason}</ListCell>
          </ListRow>
        ))}
      </ListGrid>
    </Dialog>
  );
}
