import { Switch as RadixSwitch } from 'radix-ui';

interface SwitchProps {
  readonly id?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** On or off, taking effect at once. The word beside the knob says which. */
export function Switch({ checked, onChange, ...rest }: SwitchProps) {
  return (
    <span className="inline-flex items-center gap-2">
      <span className="text-xs text-muted" aria-hidden>
        {checked ? 'On' : 'Off'}
      </span>
      <RadixSwitch.Root
        {...rest}
        checked={checked}
        onCheckedChange={onChange}
        className="h-[18px] w-8 rounded-full border border-line-strong bg-control transition-colors data-[state=checked]:border-transparent data-[state=checked]:bg-accent"
      >
        <RadixSwitch.Thumb className="block size-[12px] translate-x-[2px] rounded-full bg-muted transition-transform data-[state=checked]:translate-x-[16px] data-[state=checked]:bg-on-accent" />
      </RadixSwitch.Root>
    </span>
  );
}
