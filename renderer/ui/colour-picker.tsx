import { Ban } from 'lucide-react';
import { COLOURS } from '#shared/domain/colours.ts';
import { classNames } from './class-names.ts';

interface ColourPickerProps {
  /** undefined = leave as it is, null = none. */
  readonly value: string | null | undefined;
  readonly onChange: (value: string | null | undefined) => void;
}

export function ColourPicker({ value, onChange }: ColourPickerProps) {
  const box = 'inline-flex size-[22px] items-center justify-center rounded-sm border';
  const chosen = (mine: string | null) => (value === mine ? 'border-ink outline-2 outline-ink' : 'border-line-strong');
  return (
    <fieldset>
      <legend className="mb-1 text-xs text-muted">Colour</legend>
      <div className="flex flex-wrap gap-1.5">
        <button
          type="button"
          aria-label="No colour"
          aria-pressed={value === null}
          onClick={() => onChange(value === null ? undefined : null)}
          className={classNames(box, chosen(null))}
        >
          <Ban size={13} className="text-faint" aria-hidden />
        </button>
        {COLOURS.map(([colour, name]) => (
          <button
            key={colour}
            type="button"
            title={name}
            aria-label={name}
            aria-pressed={value === colour}
            onClick={() => onChange(value === colour ? undefined : colour)}
            className={classNames(box, chosen(colour))}
            style={{ background: colour }}
          />
        ))}
      </div>
    </fieldset>
  );
}
