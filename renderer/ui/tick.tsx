interface TickProps {
  readonly label: string;
  readonly ticked: boolean;
  readonly onTick: (ticked: boolean) => void;
}

/** A checkbox in a row of a list, named by its label only. */
export function Tick({ label, ticked, onTick }: TickProps) {
  return (
    <button
      type="button"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list moves the keyboard over its buttons
      role="checkbox"
      aria-checked={ticked}
      aria-label={label}
      onClick={() => onTick(!ticked)}
      className={`mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-sm border text-2xs ${ticked ? 'border-transparent bg-accent text-on-accent' : 'border-faint bg-field'}`}
    >
      {ticked ? '✓' : ''}
    </button>
  );
}
