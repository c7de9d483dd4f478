import { ListPlus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { TrackRow } from '#shared/contract/tracks.ts';
import { useAddToSet } from '#renderer/host-client/mutations.ts';
import { useSets } from '#renderer/host-client/queries.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { MENU_ITEM, MENU_LINE, MENU_SURFACE } from '#renderer/ui/menu-parts.tsx';

/** The button at the end of a proposed track. */
export function AddToSet({ track }: { readonly track: TrackRow }) {
  const sets = useSets().data ?? [];
  const { mutate: add } = useAddToSet();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label={`Add ${track.title} to a set`} size="sm">
          <ListPlus size={14} aria-hidden />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={MENU_SURFACE} align="end" sideOffset={4} collisionPadding={8}>
          {sets.map((set) => (
            <DropdownMenu.Item
              key={set.id}
              className={MENU_ITEM}
              onSelect={() => add({ id: set.id, trackIds: [track.id] })}
            >
              {set.name}
            </DropdownMenu.Item>
          ))}
          {sets.length > 0 ? <DropdownMenu.Separator className={MENU_LINE} /> : null}
          <DropdownMenu.Item
            className={MENU_ITEM}
            onSelect={() => useDialogs.getState().show({ kind: 'new-set', trackIds: [track.id] })}
          >
            New set…
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
