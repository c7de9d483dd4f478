import { type FocusEvent, type MouseEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Crate } from '#shared/contract/crates.ts';
import type { CrateId } from '#shared/contract/ids.ts';
import { useCrateChanges } from '#renderer/host-client/collections.ts';
import { useSidebar } from '#renderer/stores/sidebar-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { crateLines, foldersAbove } from './crate-lines.ts';
import { CrateMenu } from './crate-menu.tsx';
import { CrateRow } from './crate-row.tsx';
import { useCrateDrag } from './use-crate-drag.ts';
import { useCrateKeys } from './use-crate-keys.ts';
import { LINE_HEIGHT, useLineWindow } from './use-line-window.ts';

const crateOf = (target: EventTarget): CrateId | undefined =>
  (target as Element).closest<HTMLElement>('[data-crate]')?.dataset['crate'] as CrateId | undefined;

const elementOf = (tree: HTMLElement | null, id: CrateId | undefined): HTMLElement | null =>
  id === undefined ? null : (tree?.querySelector<HTMLElement>(`[data-crate="${id}"]`) ?? null);

/** The lines on show, and where the keyboard is among them. */
function useLines(crates: readonly Crate[]) {
  const expanded = useSidebar((state) => state.expanded);
  const lines = useMemo(() => crateLines(crates, new Set(expanded)), [crates, expanded]);
  const [focused, setFocused] = useState<CrateId | null>(null);
  const [lastIndex, setLastIndex] = useState(0);
  const found = lines.findIndex(({ crate }) => crate.id === focused);
  // The line with the keyboard is gone (deleted, or its folder closed): what stands in its place has it.
  const index = Math.max(0, found < 0 ? Math.min(lastIndex, lines.length - 1) : found);
  if (found >= 0 && found !== lastIndex) setLastIndex(found);
  return { lines, index, setFocused };
}

/** Gives the browser's focus to the line of the keyboard, once it is drawn. */
function useTreeFocus(tree: HTMLElement | null, id: CrateId | undefined) {
  const wanted = useRef(false);
  const held = useRef(false);
  useLayoutEffect(() => {
    const active = document.activeElement;
    const lost = held.current && (active === null || active === document.body);
    if (!wanted.current && !lost) return;
    const element = elementOf(tree, id);
    if (element === null) return;
    wanted.current = false;
    element.focus();
  });
  return {
    want: () => {
      wanted.current = true;
    },
    onFocus: () => {
      held.current = true;
    },
    onBlur: (event: FocusEvent) => {
      const { relatedTarget } = event;
      if (relatedTarget instanceof Node && !event.currentTarget.contains(relatedTarget)) held.current = false;
    },
  };
}

/** Opens the folders above the crate whose tracks are on show, once for each that is opened. */
function useShowOpened(crates: readonly Crate[], opened: CrateId | null): void {
  const shown = useRef<CrateId | null>(null);
  useLayoutEffect(() => {
    if (opened === shown.current) return;
    if (opened !== null && !crates.some(({ id }) => id === opened)) return;
    shown.current = opened;
    if (opened === null) return;
    for (const folder of foldersAbove(crates, opened)) useSidebar.getState().setExpanded(folder, true);
  }, [crates, opened]);
}

/** Lines in view, and the one with the keyboard, which must stay in the document to keep it. */
function drawnIndexes({ first, last }: { first: number; last: number }, count: number, index: number): number[] {
  const seen = Array.from({ length: Math.max(0, Math.min(last, count - 1) - first + 1) }, (_, n) => first + n);
  return index < count && !seen.includes(index) ? [...seen, index].sort((a, b) => a - b) : seen;
}

interface CrateTreeProps {
  readonly crates: readonly Crate[];
  /** What scrolls it. */
  readonly scroller: HTMLElement | null;
}

/** State and handlers of the tree; its element is given by `setTree`. */
function useTree(crates: readonly Crate[]) {
  const [tree, setTree] = useState<HTMLElement | null>(null);
  const { lines, index, setFocused } = useLines(crates);
  const current = lines[index]?.crate ?? null;
  const focus = useTreeFocus(tree, current?.id);
  const [renaming, setRenaming] = useState<CrateId | null>(null);
  const { rename } = useCrateChanges();
  const goTo = (id: CrateId) => {
    setFocused(id);
    focus.want();
  };
  const onKeyDown = useCrateKeys({ crates, lines, index, goTo, rename: setRenaming });
  const onName = (id: CrateId, name: string | null, byKey: boolean) => {
    setRenaming(null);
    if (byKey) focus.want();
    if (name !== null) rename.mutate({ id, name });
  };
  const onClick = (event: MouseEvent) => {
    const id = crateOf(event.target);
    const line = lines.find(({ crate }) => crate.id === id);
    if (line === undefined) return;
    setFocused(line.crate.id);
    const onTwist = (event.target as Element).closest('[data-twist]') !== null;
    if (onTwist && line.expanded !== null) useSidebar.getState().setExpanded(line.crate.id, !line.expanded);
    else useView.getState().open({ kind: 'crate', crateId: line.crate.id });
  };
  const handlers = {
    onKeyDown,
    onClick,
    onContextMenu: (event: MouseEvent) => setFocused(crateOf(event.target) ?? null),
    onFocus: (event: FocusEvent) => {
      focus.onFocus();
      setFocused(crateOf(event.target) ?? null);
    },
    onBlur: focus.onBlur,
  };
  const onMenuClosed = (event: Event) => {
    event.preventDefault();
    if (renaming === null) elementOf(tree, current?.id)?.focus();
  };
  return { tree, setTree, lines, index, current, renaming, setRenaming, onName, handlers, onMenuClosed };
}

/** The crates as an ARIA tree: one Tab stop, lines drawn as they come into view. */
export function CrateTree({ crates, scroller }: CrateTreeProps) {
  const opened = useView(({ source }) => (source.kind === 'crate' ? source.crateId : null));
  useShowOpened(crates, opened);
  const { tree, setTree, lines, index, current, renaming, setRenaming, onName, handlers, onMenuClosed } =
    useTree(crates);
  const range = useLineWindow(scroller, tree);
  const drag = useCrateDrag(crates);
  return (
    <CrateMenu crate={current} onRename={setRenaming} onClosed={onMenuClosed}>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the focus is on the lines (roving) */}
      <div
        ref={setTree}
        role="tree"
        aria-label="Crates"
        className="relative"
        style={{ height: lines.length * LINE_HEIGHT }}
        {...handlers}
        {...drag.handlers}
      >
        {drawnIndexes(range, lines.length, index).map((at) => {
          const line = lines[at];
          if (line === undefined) return null;
          const { id } = line.crate;
          return (
            <CrateRow
              key={id}
              line={line}
              index={at}
              active={opened === id}
              stop={at === index}
              drop={drag.place?.id === id ? drag.place.side : null}
              renaming={renaming === id}
              onName={onName}
            />
          );
        })}
      </div>
    </CrateMenu>
  );
}
