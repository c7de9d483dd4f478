import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '#renderer/ui/class-names.ts';

interface SidebarItemProps extends Omit<ComponentProps<'div'>, 'children'> {
  readonly icon: ReactNode;
  readonly label: string;
  readonly count?: number | null;
  readonly active: boolean;
  readonly onOpen: () => void;
  /** Button at the end, shown on hover and focus. */
  readonly menu?: ReactNode;
  readonly title?: string;
  readonly dimmed?: boolean;
}

export function SidebarItem({
  icon,
  label,
  count,
  active,
  onOpen,
  menu,
  title,
  dimmed,
  className,
  ...rest
}: SidebarItemProps) {
  return (
    <div
      className={classNames(
        'group relative flex h-[26px] items-center rounded-md',
        active ? 'bg-control text-ink' : 'text-muted hover:bg-row-hover hover:text-ink',
        className,
      )}
      {...rest}
    >
      {active ? <span className="absolute inset-y-1.5 start-0 w-[2px] rounded-full bg-accent" aria-hidden /> : null}
      <button
        type="button"
        aria-current={active ? 'page' : undefined}
        title={title}
        onClick={onOpen}
        className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-md ps-2.5 pe-2 text-start"
      >
        <span className={classNames('shrink-0', active ? 'text-accent' : 'text-faint')}>{icon}</span>
        <span className={classNames('truncate', dimmed && 'text-faint')}>{label}</span>
        {count === null || count === undefined ? null : (
          <span
            className={classNames(
              'ms-auto text-xs text-faint',
              menu !== undefined && 'group-focus-within:invisible group-hover:invisible',
            )}
          >
            {count.toLocaleString('en')}
          </span>
        )}
      </button>
      {menu === undefined ? null : (
        <span className="absolute end-0.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
          {menu}
        </span>
      )}
    </div>
  );
}

export function SidebarGroup({
  title,
  action,
  children,
}: {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section aria-label={title} className="px-2 pb-3">
      <div className="flex h-7 items-center justify-between ps-2.5">
        <h2 className="text-2xs font-semibold tracking-[0.06em] text-faint uppercase">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
