import { Toolbar } from 'radix-ui';
import type { Section } from '#shared/domain/analysis-details.ts';
import { formatClock } from '#shared/domain/time-text.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { SECTION_NAMES } from '#renderer/ui/section-names.ts';

/** How much a part stands out: the loud ones more. The name is always there, or in the tooltip where it has no room. */
const LOOKS: Readonly<Record<Section['kind'], string>> = {
  intro: 'bg-control text-muted',
  verse: 'bg-control text-ink',
  build: 'bg-control-hover text-ink',
  drop: 'bg-accent text-on-accent font-semibold',
  breakdown: 'bg-sunken text-muted',
  outro: 'bg-control text-muted',
};

interface SectionBarProps {
  readonly sections: readonly Section[];
  readonly durationSeconds: number;
  readonly onJump: (seconds: number) => void;
}

/** The parts of the track under its overview, as wide as they last; each leads to its start. */
export function SectionBar({ sections, durationSeconds, onJump }: SectionBarProps) {
  if (sections.length === 0 || durationSeconds <= 0) return null;
  const percent = (seconds: number): string => `${(seconds / durationSeconds) * 100}%`;
  return (
    <Toolbar.Root aria-label="Sections" className="relative mx-3 mt-px h-[15px] shrink-0">
      {sections.map(({ startSeconds, endSeconds, kind, bars }) => {
        const spoken = `${SECTION_NAMES[kind]}, ${bars} ${bars === 1 ? 'bar' : 'bars'} from ${formatClock(startSeconds)}`;
        return (
          <Toolbar.Button
            key={startSeconds}
            aria-label={`${spoken}. Go there`}
            title={spoken}
            onClick={() => onJump(startSeconds)}
            style={{ left: percent(startSeconds), width: `calc(${percent(endSeconds - startSeconds)} - 1px)` }}
            className={classNames(
              'absolute inset-y-0 overflow-hidden rounded-[2px] px-1 text-start text-2xs leading-[15px] whitespace-nowrap outline-offset-[-2px]!',
              LOOKS[kind],
            )}
          >
            {SECTION_NAMES[kind]}
          </Toolbar.Button>
        );
      })}
    </Toolbar.Root>
  );
}
