/** A tag as a word with its colour; in one element, as a table draws many of them while it scrolls. */
export function TagChip({ name, colour }: { readonly name: string; readonly colour: string | null }) {
  return (
    <span className="tag-chip" style={{ borderInlineStartColor: colour ?? 'var(--text-faint)' }}>
      {name}
    </span>
  );
}
