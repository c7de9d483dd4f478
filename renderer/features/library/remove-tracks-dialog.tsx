import type { TrackId } from '#shared/contract/ids.ts';
import { useRemoveTracks } from '#renderer/host-client/mutations.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { countOf } from '#renderer/ui/format.ts';

interface RemoveTracksDialogProps {
  readonly ids: readonly TrackId[];
  readonly onClose: () => void;
}

export function RemoveTracksDialog({ ids, onClose }: RemoveTracksDialogProps) {
  const { mutate: remove } = useRemoveTracks();
  const confirm = () => {
    remove({ ids: [...ids] });
    useSelection.getState().selectMany([], null);
    onClose();
  };
  return (
    <Dialog
      title={`Remove ${countOf(ids.length, 'track')} from the library?`}
      description="They leave all sets as well. The files stay on the disk, and you can undo this."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" onClick={confirm}>
            Remove
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
