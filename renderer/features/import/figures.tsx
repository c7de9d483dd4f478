interface Figure {
  readonly count: number;
  readonly name: string;
  readonly detail?: string;
}

/** Numbers with what they count, side by side. */
export function Figures({ label, figures }: { readonly label: string; readonly figures: readonly Figure[] }) {
  return (
    <dl aria-label={label} className="grid grid-cols-3 gap-2">
      {figures.map(({ count, name, detail }) => (
        <div key={name} className="flex flex-col-reverse rounded-md border border-line bg-panel px-3 py-2">
          <dt className="text-xs text-muted">
            {name}
            {detail === undefined ? null : <span className="block text-faint">{detail}</span>}
          </dt>
          <dd className="text-lg font-semibold">{count.toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  );
}
