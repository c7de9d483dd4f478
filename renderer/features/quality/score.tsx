import { percentComplete } from '#shared/domain/completeness.ts';

/** From here on there is nothing that a DJ would miss. */
const GOOD = 0.9;
const POOR = 0.6;

const colourOf = (score: number): string => {
  if (score >= GOOD) return 'bg-success';
  return score >= POOR ? 'bg-warning' : 'bg-danger';
};

function Bar({ score, className }: { readonly score: number; readonly className: string }) {
  return (
    <div aria-hidden className={`h-[3px] overflow-hidden rounded-full bg-control-hover ${className}`}>
      <div className={`h-full rounded-full ${colourOf(score)}`} style={{ width: `${percentComplete(score)}%` }} />
    </div>
  );
}

/** How complete the data of a library are, in a line. @param score 0-1. */
export function LibraryScore({ score }: { readonly score: number }) {
  return (
    <div className="flex items-center gap-2">
      <Bar score={score} className="w-20" />
      <p className="text-sm font-semibold whitespace-nowrap tabular-nums">{percentComplete(score)} % complete</p>
    </div>
  );
}

/** How complete the data of a track are, as a number with a bar. @param score 0-1. */
export function Score({ score }: { readonly score: number }) {
  return (
    <>
      <p className="text-sm font-semibold tabular-nums">
        {percentComplete(score)} %<span className="sr-only"> complete</span>
      </p>
      <Bar score={score} className="mt-0.5" />
    </>
  );
}
