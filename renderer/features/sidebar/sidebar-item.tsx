import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '#renderer/ui/class-names.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { EmptyGroup, GroupFrame } from './group-frame.tsx';

interface SidebarButtonProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly count?: number | null;
  readonly active?: boolean;
  readonly onOpen: () => void;
  readonly title?: string;
  readonly dimmed?: boolean;
  /** The count makes room for what the row shows on hover and focus. */
  readonly countGivesWay?: boolean;
}

export function SidebarButton({ active = false, ...props }: SidebarButtonProps) {
  const { icon, label, count, onOpen, title, dimmed = false, countGivesWay = false } = props;
  return (
    <button
      type="button"
      aria-current={active ? 'page' : undefined}
      title={title}
      onClick={onOpen}
      className="flex h-[26px] w-full items-center gap-2 rounded-md ps-2.5 pe-2 text-start"
    >
      <span className={classNames('shrink-0', active ? 'text-accent' : 'text-faint')}>{icon}</span>
      <span className={classNames('truncate', dimmed && 'text-faint')}>{label}</span>
      {count === null || count === undefined ? null : (
        <span
          className={classNames(
            'ms-auto text-xs text-faint',
            countGivesWay && 'group-focus-within:invisible group-hover:invisible',
          )}
        >
          {count.toLocaleString('en')}
        </span>
      )}
    </button>
  );
}

interface SidebarItemProps extends Omit<SidebarButtonProps, 'countGivesWay'> {
  readonly active: boolean;
  /** Button at the end, shown on hover and focus. */
  readonly menu?: ReactNode;
  /** Of the whole row: what can be dropped on it. */
  readonly row?: ComponentProps<'div'>;
}

/** A row of a group: what it opens, and its menu. */
export function SidebarItem({ menu, row, ...button }: SidebarItemProps) {
  const { active } = button;
  return (
    <ListRow
      {...row}
      className={classNames(
        'group relative flex items-center rounded-md',
        active ? 'bg-control text-ink' : 'text-muted hover:bg-row-hover hover:text-ink',
        row?.className,
      )}
    >
      {active ? <span className="absolute inset-y-1.5 start-0 w-[2px] rounded-full bg-accent" aria-hidden /> : null}
      <ListCell className="min-w-0 flex-1">
        <SidebarButton {...button} countGivesWay={menu !== undefined} />
      </ListCell>
      {menu === undefined ? null : (
        <ListCell className="absolute end-0.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
          {menu}
        </ListCell>
      )}
    </ListRow>
  );
}

interface SidebarGroupProps {
  readonly title: string;
  readonly action?: ReactNode;
  /** What stands there while there is no row. */
  readonly empty?: string;
  /** SidebarItems. */
  readonly children: readonly ReactNode[];
}

export function SidebarGroup({ title, action, empty, children }: SidebarGroupProps) {
  return (
    <GroupFrame title={title} action={action}>
      {children.length === 0 ? <EmptyGroup>{empty}</EmptyGroup> : <ListGrid label={title}>{children}</ListGrid>}
    </GroupFrame>
  );
}
