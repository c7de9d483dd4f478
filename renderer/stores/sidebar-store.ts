import { create } from 'zustand';
import type { CrateId } from '#shared/contract/ids.ts';
import { persisted } from './persisted.ts';

interface SidebarState {
  /** Folders of crates that show what lies in them. */
  readonly expanded: readonly CrateId[];
  /** Groups that show their title alone. */
  readonly closed: readonly string[];
  readonly setExpanded: (id: CrateId, expanded: boolean) => void;
  readonly setClosed: (group: string, closed: boolean) => void;
}

const put = <Item>(items: readonly Item[], item: Item, present: boolean): readonly Item[] => {
  const others = items.filter((each) => each !== item);
  return present ? [...others, item] : others;
};

/** What of the sidebar is unfolded. */
export const useSidebar = create<SidebarState>()(
  persisted(
    'sidebar',
    ({ expanded, closed }) => ({ expanded, closed }),
    (set) => ({
      expanded: [],
      closed: [],
      setExpanded: (id, isExpanded) => set(({ expanded }) => ({ expanded: put(expanded, id, isExpanded) })),
      setClosed: (group, isClosed) => set(({ closed }) => ({ closed: put(closed, group, isClosed) })),
    }),
  ),
);
