import { ChevronRight, Plus, Tag as TagIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ComponentProps } from 'react';
import type { Tag } from '#shared/contract/tags.ts';
import type { TrackSource } from '#shared/contract/tracks.ts';
import { useTagChanges, useTags, useTagTracks } from '#renderer/host-client/collections.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { isMac, keyLabels } from '#renderer/stores/shortcuts.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { MENU_ITEM, MENU_SURFACE } from '#renderer/ui/menu-parts.tsx';
import { ColourMenu } from './colour-menu.tsx';
import { type ItemAction, ItemMenu } from './item-menu.tsx';
import { SidebarGroup, SidebarItem } from './sidebar-item.tsx';
import { type TagOrder, useTagOrder } from './use-tag-order.ts';
import { useTrackDrop } from './use-track-drop.ts';

function TagColour({ tag }: { readonly tag: Tag }) {
  const { recolour } = useTagChanges();
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={MENU_ITEM}>
        Colour
        <ChevronRight size={13} className="ms-auto text-faint" aria-hidden />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className={MENU_SURFACE} sideOffset={2} alignOffset={-5}>
          <ColourMenu
            value={tag.colour}
            Items={DropdownMenu}
            onChange={(colour) => recolour.mutate({ id: tag.id, colour })}
          />
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}

interface TagItemProps {
  readonly tag: Tag;
  /** From 0. */
  readonly place: number;
  readonly count: number;
  readonly order: TagOrder;
}

function TagItem({ tag, place, count, order }: TagItemProps) {
  const { id, name } = tag;
  const source: TrackSource = { kind: 'tag', tagId: id };
  const active = useView((state) => state.source.kind === 'tag' && state.source.tagId === id);
  const { remove } = useTagChanges();
  const { mutate: change } = useTagTracks();
  const drop = useTrackDrop((trackIds) => change({ trackIds, add: [id] }));
  const moveTo = (position: number) => () => order.moveTo(id, position);
  const actions: ItemAction[] = [
    { label: 'Rename…', run: () => useDialogs.getState().show({ kind: 'rename-tag', id, name }) },
    ...(place > 0 ? [{ label: 'Move up', keys: keyLabels('Alt+ArrowUp', isMac), run: moveTo(place - 1) }] : []),
    ...(place < count - 1
      ? [{ label: 'Move down', keys: keyLabels('Alt+ArrowDown', isMac), run: moveTo(place + 1) }]
      : []),
    { label: 'Delete', danger: true, run: () => remove.mutate({ id }) },
  ];
  return (
    <SidebarItem
      icon={<TagIcon size={14} style={tag.colour === null ? undefined : { color: tag.colour }} aria-hidden />}
      label={name}
      count={tag.trackCount}
      title={name}
      active={active}
      onOpen={() => useView.getState().open(source)}
      menu={
        <ItemMenu label={`Actions for the tag ${name}`} actions={actions}>
          <TagColour tag={tag} />
        </ItemMenu>
      }
      row={joinRows(drop, order.rowOf(tag, place))}
    />
  );
}

/** A row that takes tracks, and tags that are put into another order. */
function joinRows(tracks: ComponentProps<'div'>, order: ReturnType<TagOrder['rowOf']>): ComponentProps<'div'> {
  return {
    ...order,
    className: classNames('ordered-row', tracks.className),
    'aria-keyshortcuts': 'Alt+ArrowUp Alt+ArrowDown',
    onDragOver: (event) => {
      tracks.onDragOver?.(event);
      order.onDragOver(event);
    },
    onDragLeave: (event) => {
      tracks.onDragLeave?.(event);
      order.onDragLeave();
    },
    onDrop: (event) => {
      tracks.onDrop?.(event);
      order.onDrop(event);
    },
  };
}

/** The user's own tags, in their order. */
export function TagsGroup() {
  const tags = useTags().data ?? [];
  const order = useTagOrder(tags);
  return (
    <SidebarGroup
      title="Tags"
      empty="No tags yet"
      action={
        <>
          <IconButton label="New tag" size="sm" onClick={() => useDialogs.getState().show({ kind: 'new-tag' })}>
            <Plus size={14} aria-hidden />
          </IconButton>
          <span role="status" className="sr-only">
            {order.said}
          </span>
        </>
      }
    >
      {tags.map((tag, place) => (
        <TagItem key={tag.id} tag={tag} place={place} count={tags.length} order={order} />
      ))}
    </SidebarGroup>
  );
}
