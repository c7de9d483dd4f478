import { ToggleGroup } from 'radix-ui';
import { classNames } from './class-names.ts';

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly id?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly fill?: boolean;
}

/** One of a few, all in view. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
  fill = false,
  ...rest
}: SegmentedProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => (next ? onChange(next as Value) : undefined)}
      className={classNames(
        'inline-flex h-[26px] rounded-md border border-line-strong bg-sunken p-px',
        fill && 'w-full',
      )}
      {...rest}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className={classNames(
            'rounded-[4px] px-2 text-xs whitespace-nowrap text-muted transition-colors hover:text-ink data-[state=on]:bg-segment data-[state=on]:font-medium data-[state=on]:text-ink data-[state=on]:shadow-segment',
            fill && 'flex-1',
          )}
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
