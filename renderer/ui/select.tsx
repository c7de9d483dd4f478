import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { pageNonce } from './nonce.ts';

interface SelectProps<Value extends string> {
  readonly label: string;
  readonly id?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly value: Value;
  readonly disabled?: boolean;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  disabled = false,
  ...rest
}: SelectProps<Value>) {
  const nonce = pageNonce();
  return (
    <Radix.Root value={value} disabled={disabled} onValueChange={(next) => onChange(next as Value)}>
      <Radix.Trigger
        aria-label={label}
        className="inline-flex h-[26px] items-center justify-between gap-2 rounded-md border border-line-strong bg-control px-2 text-sm transition-colors hover:bg-control-hover disabled:opacity-50"
        {...rest}
      >
        <Radix.Value />
        <ChevronDown size={13} className="text-faint" aria-hidden />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="pop z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden rounded-md border border-line-strong bg-overlay shadow-overlay"
        >
          <Radix.Viewport className="p-1" {...(nonce === undefined ? {} : { nonce })}>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex h-[26px] items-center gap-2 rounded-sm ps-2 pe-7 text-sm outline-none select-none data-[highlighted]:bg-control-hover"
              >
                <Radix.ItemText>{option.label}</Radix.ItemText>
                <Radix.ItemIndicator className="absolute right-3">
                  <Check size={13} aria-hidden />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
