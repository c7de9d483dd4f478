import type { TrackId } from '#shared/contract/ids.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { Button } from '#renderer/ui/button.tsx';

export function WriteTagsButton({ ids }: { readonly ids: readonly TrackId[] }) {
  return <Button onClick={() => useDialogs.getState().show({ kind: 'write-tags', ids })}>Write to file tags…</Button>;
}
