import { Ellipsis } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { isMac } from '#renderer/stores/shortcuts.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { MENU_ITEM, MENU_SURFACE, MenuKeys } from '#renderer/ui/menu-parts.tsx';

export interface ItemAction {
  readonly label: string;
  readonly run: () => void;
  readonly danger?: boolean;
  /** Shown at its end, key by key. */
  readonly keys?: readonly string[];
}

/** The "more" button of a sidebar entry. */
export function ItemMenu({
  label,
  actions,
  children,
}: {
  readonly label: string;
  readonly actions: readonly ItemAction[];
  /** Menus within it. */
  readonly children?: ReactNode;
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label={label} size="sm">
          <Ellipsis size={14} aria-hidden />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={MENU_SURFACE} align="start" sideOffset={4} collisionPadding={8}>
          {children}
          {actions.map((action) => (
            <DropdownMenu.Item
              key={action.label}
              className={`${MENU_ITEM} ${action.danger ? 'text-danger' : ''}`}
              onSelect={action.run}
            >
              {action.label}
              {action.keys === undefined ? null : <MenuKeys>{action.keys.join(isMac ? '' : '+')}</MenuKeys>}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
