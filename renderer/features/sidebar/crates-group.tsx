import { Plus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useCrates } from '#renderer/host-client/collections.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { MENU_ITEM, MENU_SURFACE } from '#renderer/ui/menu-parts.tsx';
import { newCrateActions } from './crate-menu.tsx';
import { CrateTree } from './crate-tree.tsx';
import { EmptyGroup, GroupFrame } from './group-frame.tsx';
import { useDropAtTop } from './use-crate-drag.ts';

function NewButton() {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label="New crate" size="sm">
          <Plus size={14} aria-hidden />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={MENU_SURFACE} align="end" sideOffset={4} collisionPadding={8}>
          {newCrateActions(null).map(({ label, run }) => (
            <DropdownMenu.Item key={label} className={MENU_ITEM} onSelect={run}>
              {label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function CratesGroup({ scroller }: { readonly scroller: HTMLElement | null }) {
  const crates = useCrates().data ?? [];
  const { over, handlers } = useDropAtTop();
  return (
    <GroupFrame
      title="Crates"
      action={<NewButton />}
      head={{ className: classNames(over && 'drop-here'), ...handlers }}
    >
      {crates.length === 0 ? <EmptyGroup>No crates yet</EmptyGroup> : <CrateTree crates={crates} scroller={scroller} />}
    </GroupFrame>
  );
}
