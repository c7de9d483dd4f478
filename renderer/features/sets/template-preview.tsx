import type { TemplateContent } from '#shared/contract/set-templates.ts';
import { arcPoints, energyAt } from '#shared/domain/energy-arc.ts';
import type { TemplatePhase } from '#shared/domain/set-template/set-template.ts';
import { PHASE_NAMES } from '#shared/domain/set-phase.ts';
import { energyLevel } from '#shared/domain/energy.ts';

const WIDTH = 400;
const HEIGHT = 90;
const STEPS = 60;

function arcPath(arc: TemplateContent['arc']): string {
  const line = Array.from({ length: STEPS + 1 }, (_, step) => {
    const at = step / STEPS;
    return `${at * WIDTH},${HEIGHT * (1 - energyAt(arc, at))}`;
  });
  return `M0,${HEIGHT} L${line.join(' L')} L${WIDTH},${HEIGHT} Z`;
}

function arcInWords(arc: TemplateContent['arc']): string {
  const levels = arcPoints(arc).map(({ energy }) => energyLevel(energy));
  return `Energy from the start to the end, of ten: ${levels.join(', ')}`;
}

interface TemplatePreviewProps {
  readonly content: Pick<TemplateContent, 'arc'> & { readonly phases: readonly TemplatePhase[] };
  readonly minutes: number;
}

/** The arc of a template with its phases below, each as long as it is meant to be. */
export function TemplatePreview({ content: { arc, phases }, minutes }: TemplatePreviewProps) {
  return (
    <div className="flex flex-col gap-2">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={arcInWords(arc)}
        className="h-20 w-full rounded-md border border-line bg-sunken"
      >
        <path d={arcPath(arc)} className="fill-control-hover" />
      </svg>
      <ul aria-label="Phases" className="flex h-6 w-full gap-px overflow-hidden rounded-md">
        {phases.map(({ phase, share }, index) => (
          <li
            // oxlint-disable-next-line react/no-array-index-key -- a phase may come twice, and nothing is kept by row
            key={`${phase} ${index}`}
            style={{ width: `${100 * share}%`, background: `var(--phase-${phase})` }}
            title={`${PHASE_NAMES[phase]}, ${Math.round(share * minutes)} min`}
          >
            <span className="sr-only">
              {PHASE_NAMES[phase]}, {Math.round(share * minutes)} min
            </span>
          </li>
        ))}
      </ul>
      <p aria-hidden className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted">
        {phases.map(({ phase, share }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- as above
          <span key={`${phase} ${index}`} className="flex items-center gap-1.5">
            <span className="size-2 rounded-[2px]" style={{ background: `var(--phase-${phase})` }} />
            {PHASE_NAMES[phase]} {Math.round(share * minutes)} min
          </span>
        ))}
      </p>
    </div>
  );
}
