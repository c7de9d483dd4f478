const VALUES = [1, 2, 3, 4, 5] as const;
const STAR = 'M6 .9l1.55 3.3 3.6.46-2.65 2.5.68 3.58L6 9 2.82 10.74l.68-3.58L.85 4.66l3.6-.46z';

/** Five stars. `data-rating` on each lets the table's one click handler know which was hit. */
export function Stars({ rating }: { readonly rating: number }) {
  return (
    <span className="inline-flex h-full items-center" role="img" aria-label={`${rating} of 5 stars`}>
      {VALUES.map((value) => (
        <svg key={value} data-rating={value} viewBox="0 0 12 12" className="h-3 w-[13px] px-[0.5px]" aria-hidden>
          <path d={STAR} className={value <= rating ? 'fill-accent' : 'fill-line-strong'} />
        </svg>
      ))}
    </span>
  );
}
