import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { classNames } from './class-names.ts';

export const FIELD_LOOK =
  'h-[26px] w-full min-w-0 rounded-md border border-line-strong bg-field px-2 text-sm text-ink outline-none transition-colors hover:border-faint focus-visible:border-focus focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-focus/50 disabled:opacity-50';

export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return <input spellCheck={false} autoComplete="off" className={classNames(FIELD_LOOK, className)} {...rest} />;
}

interface FieldProps {
  readonly label: string;
  readonly help?: ReactNode;
  /** The control, given the ids of its label and its help. */
  readonly children: (ids: { readonly id: string; readonly 'aria-describedby': string | undefined }) => ReactNode;
  /** Label beside the control (settings) instead of above. */
  readonly row?: boolean;
}

export function Field({ label, help, children, row = false }: FieldProps) {
  const id = useId();
  const helpId = `${id}-help`;
  const control = children({ id, 'aria-describedby': help ? helpId : undefined });
  if (!row)
    return (
      <div className="flex flex-col gap-1">
        <label htmlFor={id} className="text-xs text-muted">
          {label}
        </label>
        {control}
        {help ? (
          <p id={helpId} className="text-xs text-faint">
            {help}
          </p>
        ) : null}
      </div>
    );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,230px)] items-start gap-x-6 gap-y-1 py-2">
      <div>
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {help ? (
          <p id={helpId} className="text-xs text-faint">
            {help}
          </p>
        ) : null}
      </div>
      <div className="flex justify-end">{control}</div>
    </div>
  );
}
