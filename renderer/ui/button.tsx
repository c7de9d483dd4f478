import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Tip } from './tip.tsx';

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong font-semibold border-transparent',
  plain: 'bg-control text-ink hover:bg-control-hover border-line-strong',
  quiet: 'bg-transparent text-muted hover:text-ink hover:bg-control-hover border-transparent',
  danger: 'bg-danger-soft text-danger hover:bg-control-hover border-danger/40 font-medium',
} as const;

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: keyof typeof LOOKS;
  readonly large?: boolean;
}

export function Button({ look = 'plain', large = false, className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      // oxlint-disable-next-line react/button-has-type -- the type is passed on, "button" unless a form says otherwise
      type={type}
      className={classNames(
        'inline-flex items-center justify-center gap-1.5 rounded-md border whitespace-nowrap transition-colors disabled:opacity-45 disabled:pointer-events-none aria-disabled:opacity-45',
        large ? 'h-9 px-4 text-md' : 'h-[26px] px-2.5 text-sm',
        LOOKS[look],
        className,
      )}
      {...rest}
    />
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** Read by screen readers and shown as the tooltip. */
  readonly label: string;
  /** Keys to show in the tooltip. */
  readonly keys?: string;
  readonly children: ReactNode;
  readonly size?: 'sm' | 'md';
  readonly active?: boolean;
}

export function IconButton({ label, keys, size = 'md', active, className, children, ...rest }: IconButtonProps) {
  return (
    <Tip text={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={active}
        className={classNames(
          'inline-flex shrink-0 items-center justify-center rounded-md transition-colors hover:bg-control-hover hover:text-ink disabled:opacity-40 disabled:pointer-events-none data-[state=open]:bg-control-hover data-[state=open]:text-ink',
          size === 'sm' ? 'size-[22px]' : 'size-[26px]',
          active ? 'text-ink bg-control' : 'text-muted',
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tip>
  );
}
