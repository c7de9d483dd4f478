import { Check } from 'lucide-react';
import { Checkbox } from 'radix-ui';
import { useId } from 'react';

interface CheckLineProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A box to tick with its label, for a choice of several. */
export function CheckLine({ label, checked, onChange }: CheckLineProps) {
  const id = useId();
  return (
    <span className="inline-flex h-[26px] items-center">
      <Checkbox.Root
        id={id}
        checked={checked}
        onCheckedChange={(next) => onChange(next === true)}
        className="flex size-4 items-center justify-center rounded-sm border border-line-strong bg-sunken data-[state=checked]:border-muted"
      >
        <Checkbox.Indicator>
          <Check size={12} strokeWidth={3} className="text-accent" aria-hidden />
        </Checkbox.Indicator>
      </Checkbox.Root>
      <label htmlFor={id} className="ps-1.5 text-sm">
        {label}
      </label>
    </span>
  );
}
