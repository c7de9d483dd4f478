import { ChevronRight } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { useSidebar } from '#renderer/stores/sidebar-store.ts';
import { classNames } from '#renderer/ui/class-names.ts';

export function EmptyGroup({ children }: { readonly children: ReactNode }) {
  return <p className="px-2.5 py-1 text-xs text-faint">{children}</p>;
}

interface GroupFrameProps {
  readonly title: string;
  readonly action?: ReactNode;
  /** Of the line with the title: what can be dropped on it. */
  readonly head?: ComponentProps<'div'>;
  readonly children: ReactNode;
}

/** A group of the sidebar; its title folds it away. */
export function GroupFrame({ title, action, head, children }: GroupFrameProps) {
  const closed = useSidebar((state) => state.closed.includes(title));
  return (
    <section className="px-2 pb-3">
      <div
        {...head}
        className={classNames('group/head flex h-7 items-center justify-between rounded-md', head?.className)}
      >
        <h2 className="text-2xs font-semibold tracking-[0.06em] text-faint uppercase">
          <button
            type="button"
            aria-expanded={!closed}
            onClick={() => useSidebar.getState().setClosed(title, !closed)}
            className="flex h-[22px] items-center gap-0.5 rounded-md ps-2.5 pe-1 tracking-[inherit] uppercase hover:text-ink"
          >
            {title}
            <ChevronRight
              size={11}
              className={classNames(
                closed ? '' : 'rotate-90 opacity-0 group-hover/head:opacity-100 group-focus-within/head:opacity-100',
              )}
              aria-hidden
            />
          </button>
        </h2>
        {action}
      </div>
      {closed ? null : children}
    </section>
  );
}
