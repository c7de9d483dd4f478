import { useState } from 'react';
import { TextInput } from '#renderer/ui/field.tsx';

interface NumberInputProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  /** Named when the label of the field names a pair. */
  readonly label?: string;
  readonly onCommit: (value: number) => void;
}

/** A number that is taken over on Enter or when the field is left; nonsense is put back. */
export function NumberInput({ value, min, max, unit, label, onCommit, ...ids }: NumberInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft === null) return;
    const next = Number(draft.replace(',', '.'));
    setDraft(null);
    if (draft.trim() !== '' && Number.isFinite(next) && next !== value) onCommit(Math.min(max, Math.max(min, next)));
  };
  return (
    <span className="relative inline-flex w-24 items-center">
      <TextInput
        {...ids}
        inputMode="decimal"
        aria-label={label}
        value={draft ?? String(value)}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => (event.key === 'Enter' ? commit() : undefined)}
        className="pe-9 text-end"
      />
      <span className="pointer-events-none absolute end-2 text-xs text-faint">{unit}</span>
    </span>
  );
}
