import { Check } from 'lucide-react';
import { Fragment } from 'react';
import { classNames } from '#renderer/ui/class-names.ts';

const STEPS = ['Choose', 'Preview', 'Import'] as const;

/** Where in the import one is. @param step From 0; beyond the last when it is done. */
export function StepList({ step }: { readonly step: number }) {
  return (
    <ol aria-label="Steps" className="flex items-center gap-2 px-4 pt-3 text-xs">
      {STEPS.map((name, index) => (
        <Fragment key={name}>
          {index === 0 ? null : <li aria-hidden className="h-px w-8 bg-line-strong" />}
          <li
            aria-current={index === step ? 'step' : undefined}
            className={classNames(
              'flex items-center gap-1.5',
              index === step ? 'font-semibold text-ink' : 'text-faint',
            )}
          >
            <span
              aria-hidden
              className={classNames(
                'inline-flex size-[18px] items-center justify-center rounded-full text-2xs',
                index === step ? 'bg-accent text-on-accent' : 'border border-line-strong',
              )}
            >
              {index < step ? <Check size={11} /> : index + 1}
            </span>
            {name}
            {index < step ? <span className="sr-only">, done</span> : null}
          </li>
        </Fragment>
      ))}
    </ol>
  );
}
