import type { SetId, TrackId } from '#shared/contract/ids.ts';
import { useCreateSet, useRemoveSet, useRenameSet } from '#renderer/host-client/mutations.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { NameDialog } from '#renderer/ui/name-dialog.tsx';

export function NewSetDialog({
  trackIds,
  onClose,
}: {
  readonly trackIds: readonly TrackId[];
  readonly onClose: () => void;
}) {
  const { mutate: create } = useCreateSet((set) => {
    // A set made for tracks leaves the DJ where they are; an empty one is there to be filled.
    if (trackIds.length === 0) useView.getState().open({ kind: 'set', setId: set.id });
  });
  const make = (name: string) => {
    create({ name, trackIds: [...trackIds] });
    onClose();
  };
  const description = trackIds.length > 0 ? `Starts with ${countOf(trackIds.length, 'track')}.` : undefined;
  return (
    <NameDialog
      title="New set"
      initial=""
      confirm="Create set"
      {...(description === undefined ? {} : { description })}
      onName={make}
      onClose={onClose}
    />
  );
}

export function RenameSetDialog({
  id,
  name,
  onClose,
}: {
  readonly id: SetId;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { mutate: rename } = useRenameSet();
  const save = (next: string) => {
    if (next !== name) rename({ id, name: next });
    onClose();
  };
  return <NameDialog title="Rename set" initial={name} confirm="Rename" onName={save} onClose={onClose} />;
}

export function DeleteSetDialog({
  id,
  name,
  onClose,
}: {
  readonly id: SetId;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { mutate: remove } = useRemoveSet();
  const confirm = () => {
    const { source, open } = useView.getState();
    if (source.kind === 'set' && source.setId === id) open({ kind: 'all' });
    remove({ id });
    onClose();
  };
  return (
    <Dialog
      title={`Delete the set "${name}"?`}
      description="Its tracks stay in the library. You can undo this."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" onClick={confirm}>
            Delete set
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
