import { ChevronRight } from 'lucide-react';
import { ContextMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import type { Crate } from '#shared/contract/crates.ts';
import type { CrateId } from '#shared/contract/ids.ts';
import { useCrateChanges } from '#renderer/host-client/collections.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { MENU_ITEM, MENU_LINE, MENU_SURFACE, MenuKeys } from '#renderer/ui/menu-parts.tsx';
import { ColourMenu } from './colour-menu.tsx';

interface ItemProps {
  readonly label: string;
  readonly keys?: string;
  readonly danger?: boolean;
  readonly onSelect: () => void;
}

function Item({ label, keys, danger = false, onSelect }: ItemProps) {
  return (
    <ContextMenu.Item className={`${MENU_ITEM} ${danger ? 'text-danger' : ''}`} onSelect={onSelect}>
      {label}
      {keys === undefined ? null : <MenuKeys>{keys}</MenuKeys>}
    </ContextMenu.Item>
  );
}

/** What can be made, in a folder or at the top. */
export function newCrateActions(parentId: CrateId | null) {
  const { show } = useDialogs.getState();
  const make = (what: 'folder' | 'crate') => () => show({ kind: 'new-crate', what, parentId, trackIds: [] });
  return [
    { label: 'New crate…', run: make('crate') },
    { label: 'New smart crate…', run: () => show({ kind: 'smart-crate', id: null, parentId, name: '', query: '' }) },
    { label: 'New folder…', run: make('folder') },
  ];
}

interface CrateItemsProps {
  readonly crate: Crate;
  readonly onRename: (id: CrateId) => void;
}

function CrateItems({ crate, onRename }: CrateItemsProps) {
  const { id, kind, name, query, parentId } = crate;
  const { recolour, duplicate, remove, toSet } = useCrateChanges();
  const editSearch = () => useDialogs.getState().show({ kind: 'smart-crate', id, parentId, name, query });
  return (
    <>
      <Item label="Open" keys="Enter" onSelect={() => useView.getState().open({ kind: 'crate', crateId: id })} />
      <ContextMenu.Separator className={MENU_LINE} />
      {newCrateActions(kind === 'folder' ? id : parentId).map(({ label, run }) => (
        <Item key={label} label={kind === 'folder' ? label.replace('…', ' in it…') : label} onSelect={run} />
      ))}
      <ContextMenu.Separator className={MENU_LINE} />
      {kind === 'smart' ? <Item label="Name and search…" onSelect={editSearch} /> : null}
      <Item label="Rename" keys="F2" onSelect={() => onRename(id)} />
      <ContextMenu.Sub>
        <ContextMenu.SubTrigger className={MENU_ITEM}>
          Colour
          <ChevronRight size={13} className="ms-auto text-faint" aria-hidden />
        </ContextMenu.SubTrigger>
        <ContextMenu.Portal>
          <ContextMenu.SubContent className={MENU_SURFACE} sideOffset={2} alignOffset={-5}>
            <ColourMenu
              value={crate.colour}
              Items={ContextMenu}
              onChange={(colour) => recolour.mutate({ id, colour })}
            />
          </ContextMenu.SubContent>
        </ContextMenu.Portal>
      </ContextMenu.Sub>
      <Item label="Duplicate" onSelect={() => duplicate.mutate({ id })} />
      <Item label="Make a set of it" onSelect={() => toSet.mutate({ id })} />
      <Item
        label="Export…"
        onSelect={() => useDialogs.getState().show({ kind: 'export', scope: { kind: 'crate', id } })}
      />
      <Item
        label="Copy files to a folder…"
        onSelect={() =>
          useDialogs.getState().show({ kind: 'copy', scope: { kind: 'crate', id }, name: `"${crate.name}"` })
        }
      />
      <ContextMenu.Separator className={MENU_LINE} />
      <Item label="Delete" keys="Delete" danger onSelect={() => remove.mutate({ id })} />
    </>
  );
}

interface CrateMenuProps extends Omit<CrateItemsProps, 'crate'> {
  /** The one under the pointer or the keyboard. */
  readonly crate: Crate | null;
  /** Called as the menu closes: gives the keyboard to where it belongs. */
  readonly onClosed: (event: Event) => void;
  readonly children: ReactNode;
}

/** Context menu of the tree (also Shift+F10 and the menu key). */
export function CrateMenu({ crate, onRename, onClosed, children }: CrateMenuProps) {
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className={MENU_SURFACE} collisionPadding={8} onCloseAutoFocus={onClosed}>
          {crate === null ? null : <CrateItems crate={crate} onRename={onRename} />}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
