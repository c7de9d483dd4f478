import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { TagId } from '#shared/contract/ids.ts';
import type { Tag } from '#shared/contract/tags.ts';
import { useTagChanges } from '#renderer/host-client/collections.ts';
import { dragTag, draggedTag } from '#renderer/stores/drag.ts';

type Side = 'before' | 'after';

function sideOf(event: DragEvent): Side {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  return event.clientY < top + height / 2 ? 'before' : 'after';
}

/** Where a tag stands afterwards, from 0, that goes beside another one. */
export function placeBeside(from: number, target: number, side: Side): number {
  const gap = side === 'before' ? target : target + 1;
  return from < gap ? gap - 1 : gap;
}

/** Puts the tags into another order, by drag and with Alt and the arrow keys. */
export function useTagOrder(tags: readonly Tag[]) {
  const { move } = useTagChanges();
  const [mark, setMark] = useState<{ readonly id: TagId; readonly side: Side } | null>(null);
  const [said, setSaid] = useState('');
  /** The order that was asked for while it is not on show yet: keys may come faster than the host answers. */
  const asked = useRef<readonly TagId[] | null>(null);
  const idsNow = () => asked.current ?? tags.map(({ id }) => id);
  const moveTo = (id: TagId, position: number): void => {
    const ids = idsNow();
    const tag = tags.find((each) => each.id === id);
    if (tag === undefined || position < 0 || position >= ids.length || ids[position] === id) return;
    asked.current = ids.filter((each) => each !== id).toSpliced(position, 0, id);
    move.mutate({ id, position }, { onSettled: () => void (asked.current = null) });
    setSaid(`${tag.name} is ${position + 1} of ${ids.length} now.`);
  };
  const rowOf = ({ id, name }: Tag, place: number) => ({
    draggable: true,
    'data-drop': mark?.id === id ? mark.side : undefined,
    onDragStart: (event: DragEvent) => dragTag(event.dataTransfer, id, name),
    onDragOver: (event: DragEvent) => {
      const moved = draggedTag(event.dataTransfer);
      if (moved === null || moved === id) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      setMark({ id, side: sideOf(event) });
    },
    onDragLeave: () => setMark(null),
    onDragEnd: () => setMark(null),
    onDrop: (event: DragEvent) => {
      setMark(null);
      const moved = draggedTag(event.dataTransfer);
      const from = tags.findIndex((each) => each.id === moved);
      if (moved === null || from < 0) return;
      event.preventDefault();
      moveTo(moved, placeBeside(from, place, sideOf(event)));
    },
    onKeyDown: (event: KeyboardEvent) => {
      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      if (step === 0 || !event.altKey || event.ctrlKey || event.metaKey) return;
      // Elsewhere these keys move the deck.
      event.preventDefault();
      event.stopPropagation();
      moveTo(id, idsNow().indexOf(id) + step);
    },
  });
  return { rowOf, moveTo, said };
}
export type TagOrder = ReturnType<typeof useTagOrder>;
