import { type DragEvent, useEffect, useRef, useState } from 'react';
import type { Crate } from '#shared/contract/crates.ts';
import type { CrateId } from '#shared/contract/ids.ts';
import { useAddToCrate, useCrateChanges } from '#renderer/host-client/collections.ts';
import { carriesTracks, dragCrate, draggedCrate, droppedTracks } from '#renderer/stores/drag.ts';
import { useSidebar } from '#renderer/stores/sidebar-store.ts';
import { foldersAbove } from './crate-lines.ts';

export type DropSide = 'before' | 'after' | 'into';

export interface DropPlace {
  readonly id: CrateId;
  readonly side: DropSide;
}

/** A folder under a drag opens after so long. */
const OPENS_AFTER_MS = 650;

const rowOf = (event: DragEvent): HTMLElement | null => (event.target as Element).closest<HTMLElement>('[data-crate]');

/** A crate goes before or after another, and into a folder where its middle is hit. */
function sideOf(event: DragEvent, row: HTMLElement, kind: Crate['kind']): DropSide {
  const { top, height } = row.getBoundingClientRect();
  const share = (event.clientY - top) / height;
  if (kind !== 'folder') return share < 0.5 ? 'before' : 'after';
  if (share < 0.28) return 'before';
  return share > 0.72 ? 'after' : 'into';
}

/** Where what is dragged would go; null where it cannot. */
function placeUnder(event: DragEvent, crates: readonly Crate[]): DropPlace | null {
  const row = rowOf(event);
  const crate = crates.find(({ id }) => id === row?.dataset['crate']);
  if (row === null || crate === undefined) return null;
  if (carriesTracks(event.dataTransfer)) return crate.kind === 'crate' ? { id: crate.id, side: 'into' } : null;
  const moved = draggedCrate(event.dataTransfer);
  if (moved === null || moved === crate.id || foldersAbove(crates, crate.id).includes(moved)) return null;
  return { id: crate.id, side: sideOf(event, row, crate.kind) };
}

/** Opens a closed folder when a drag rests on it. */
function useOpenUnderDrag(place: DropPlace | null): void {
  const target = place?.side === 'into' ? place.id : null;
  useEffect(() => {
    if (target === null) return undefined;
    const timer = setTimeout(() => useSidebar.getState().setExpanded(target, true), OPENS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [target]);
}

/** Drags in the tree: crates to another place, tracks into crates. */
export function useCrateDrag(crates: readonly Crate[]) {
  const { move } = useCrateChanges();
  const { mutate: add } = useAddToCrate();
  const [place, setPlace] = useState<DropPlace | null>(null);
  const entered = useRef<EventTarget | null>(null);
  useOpenUnderDrag(place);
  const clear = () => setPlace(null);
  const onDragStart = (event: DragEvent) => {
    const crate = crates.find(({ id }) => id === rowOf(event)?.dataset['crate']);
    if (crate) dragCrate(event.dataTransfer, crate.id, crate.name);
  };
  const onDragOver = (event: DragEvent) => {
    const next = placeUnder(event, crates);
    setPlace((now) => (now?.id === next?.id && now?.side === next?.side ? now : next));
    if (next === null) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = carriesTracks(event.dataTransfer) ? 'copy' : 'move';
  };
  const onDrop = (event: DragEvent) => {
    const to = placeUnder(event, crates);
    clear();
    if (to === null) return;
    event.preventDefault();
    const trackIds = [...droppedTracks(event.dataTransfer)];
    const moved = draggedCrate(event.dataTransfer);
    if (trackIds.length > 0) add({ id: to.id, trackIds });
    else if (moved !== null) move.mutate({ id: moved, to: { side: to.side, of: to.id } });
  };
  // Going from one line to the next leaves the first after the second was entered.
  const onDragEnter = (event: DragEvent) => void (entered.current = event.target);
  const onDragLeave = (event: DragEvent) => void (entered.current === event.target && clear());
  return { place, handlers: { onDragStart, onDragEnter, onDragOver, onDragLeave, onDrop, onDragEnd: clear } };
}

/** The title of the tree takes crates that go to the end of the top. */
export function useDropAtTop() {
  const { move } = useCrateChanges();
  const [over, setOver] = useState(false);
  const onDragOver = (event: DragEvent) => {
    if (draggedCrate(event.dataTransfer) === null) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    setOver(true);
  };
  const onDrop = (event: DragEvent) => {
    setOver(false);
    const id = draggedCrate(event.dataTransfer);
    if (id !== null) move.mutate({ id, to: { side: 'into', of: null } });
  };
  return { over, handlers: { onDragOver, onDrop, onDragLeave: () => setOver(false) } };
}
