import { useState } from 'react';
import { classNames } from './class-names.ts';
import { TextInput } from './field.tsx';

interface NumberInputProps {
  readonly id?: string;
  readonly 'aria-describedby'?: string | undefined;
  /** null = none yet. */
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  /** Named when the label of the field names a pair. */
  readonly label?: string;
  readonly disabled?: boolean;
  /** As low as the buttons of a tool bar. */
  readonly small?: boolean;
  readonly onCommit: (value: number) => void;
}

/** A number that is taken over on Enter or when the field is left; nonsense is put back. */
export function NumberInput({ value, min, max, unit, label, small = false, onCommit, ...rest }: NumberInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft === null) return;
    const next = Number(draft.replace(',', '.'));
    setDraft(null);
    if (draft.trim() !== '' && Number.isFinite(next) && next !== value) onCommit(Math.min(max, Math.max(min, next)));
  };
  return (
    <span className={classNames('relative inline-flex shrink-0 items-center', small ? 'w-[92px]' : 'w-24')}>
      <TextInput
        {...rest}
        inputMode="decimal"
        aria-label={label}
        value={draft ?? String(value ?? '')}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => (event.key === 'Enter' ? commit() : undefined)}
        className={classNames('pe-9 text-end', small && 'h-[22px]! ps-1! text-xs!')}
      />
      <span className="pointer-events-none absolute end-2 text-xs text-faint">{unit}</span>
    </span>
  );
}
