import type { CrateId, TrackId } from '#shared/contract/ids.ts';
import { useCrates, useCreateCrate } from '#renderer/host-client/collections.ts';
import { useSidebar } from '#renderer/stores/sidebar-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { countOf } from '#renderer/ui/format.ts';
import { NameDialog } from '#renderer/ui/name-dialog.tsx';

interface NewCrateDialogProps {
  readonly what: 'folder' | 'crate';
  readonly parentId: CrateId | null;
  readonly trackIds: readonly TrackId[];
  readonly onClose: () => void;
}

function describe(folder: string | undefined, trackCount: number): string | undefined {
  const place = folder === undefined ? null : `In the folder "${folder}".`;
  const tracks = trackCount === 0 ? null : `Starts with ${countOf(trackCount, 'track')}.`;
  return [place, tracks].filter(Boolean).join(' ') || undefined;
}

export function NewCrateDialog({ what, parentId, trackIds, onClose }: NewCrateDialogProps) {
  const folder = useCrates().data?.find((crate) => crate.id === parentId)?.name;
  const { mutate: create } = useCreateCrate(({ id }) => {
    // A crate made for tracks leaves the DJ where they are; an empty one is there to be filled.
    if (trackIds.length === 0 && what === 'crate') useView.getState().open({ kind: 'crate', crateId: id });
  });
  const make = (name: string) => {
    if (parentId !== null) useSidebar.getState().setExpanded(parentId, true);
    create(what === 'crate' ? { kind: what, name, parentId, trackIds: [...trackIds] } : { kind: what, name, parentId });
    onClose();
  };
  const description = describe(folder, trackIds.length);
  return (
    <NameDialog
      title={`New ${what}`}
      initial=""
      confirm={`Create ${what}`}
      {...(description === undefined ? {} : { description })}
      onName={make}
      onClose={onClose}
    />
  );
}
