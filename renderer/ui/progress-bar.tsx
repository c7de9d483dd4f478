/** @param fraction 0-1, or null when no estimate is possible. */
export function ProgressBar({
  label,
  fraction,
  className = 'w-32',
}: {
  readonly label: string;
  readonly fraction: number | null;
  readonly className?: string;
}) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(fraction === null ? {} : { 'aria-valuenow': Math.round(fraction * 100) })}
      className={`h-[4px] shrink-0 overflow-hidden rounded-full bg-control-hover ${className}`}
    >
      <div
        className={`h-full rounded-full bg-accent transition-[width] duration-200 ${fraction === null ? 'w-1/4 animate-pulse' : ''}`}
        style={fraction === null ? {} : { width: `${Math.min(1, fraction) * 100}%` }}
      />
    </div>
  );
}
