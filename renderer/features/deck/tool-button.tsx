import { Toolbar } from 'radix-ui';
import type { ComponentProps } from 'react';
import { classNames } from '#renderer/ui/class-names.ts';
import { Tip } from '#renderer/ui/tip.tsx';

interface ToolButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** Read by screen readers and shown as the tooltip. */
  readonly label: string;
  readonly keys?: string | undefined;
  readonly active?: boolean;
}

/** A small button of one of the deck's tool bars; the arrow keys go from one to the next. */
export function ToolButton({ label, keys, active, className, children, ...rest }: ToolButtonProps) {
  return (
    <Tip text={label} keys={keys}>
      <Toolbar.Button
        aria-label={label}
        aria-pressed={active}
        className={classNames(
          'inline-flex h-[22px] min-w-[22px] shrink-0 items-center justify-center gap-1 rounded-sm border px-1.5 text-xs whitespace-nowrap transition-colors hover:bg-control-hover hover:text-ink disabled:pointer-events-none disabled:opacity-40',
          active ? 'border-accent bg-accent-soft text-ink' : 'border-line-strong bg-control text-muted',
          className,
        )}
        {...rest}
      >
        {children}
      </Toolbar.Button>
    </Tip>
  );
}
