import { Download, FileMusic, PenLine, Sparkles } from 'lucide-react';
import type { HistoryEntry } from '#shared/contract/history.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { formatDateTime } from '#renderer/ui/format.ts';
import { countWords, ORIGIN_WORDS } from './step-words.ts';

export const STEP_HEIGHT = 44;

const ICONS: Readonly<Record<HistoryEntry['origin'], typeof PenLine>> = {
  user: PenLine,
  import: Download,
  tag: FileMusic,
  analysis: Sparkles,
  sync: Download,
};

interface StepProps {
  readonly step: HistoryEntry;
  /** The newest step that stands. */
  readonly current: boolean;
  readonly chosen: boolean;
  readonly tabIndex: 0 | -1;
  readonly onChoose: () => void;
  readonly onGo: () => void;
}

/** One thing that was done: choosing it shows its changes, the button leads there. */
export function Step({ step, current, chosen, tabIndex, onChoose, onGo }: StepProps) {
  const Icon = ICONS[step.origin];
  const verb = step.undone ? 'Redo to here' : 'Undo to here';
  const facts = [formatDateTime(step.at), countWords(step.counts)].filter(Boolean).join(', ');
  const place = current ? ', where you are now' : step.undone ? ', undone' : '';
  return (
    <>
      <div role="gridcell" className="flex min-w-0 flex-1">
        <button
          type="button"
          data-stop=""
          tabIndex={tabIndex}
          aria-pressed={chosen}
          {...(current ? { 'aria-current': 'step' as const } : {})}
          onClick={onChoose}
          className={classNames(
            'flex min-w-0 flex-1 items-center gap-2.5 border-s-2 ps-2.5 pe-2 text-start outline-offset-[-2px]! hover:bg-row-hover',
            current ? 'border-accent' : 'border-transparent',
            chosen && 'bg-row-selected',
          )}
        >
          <Icon size={15} className={step.undone ? 'shrink-0 text-faint' : 'shrink-0 text-muted'} aria-hidden />
          <span className="min-w-0 flex-1">
            <span className={classNames('block truncate text-sm', step.undone && 'text-faint line-through')}>
              {step.label}
            </span>
            <span className={classNames('block truncate text-xs', chosen ? 'text-muted' : 'text-faint')}>
              {facts}
              <span className="sr-only">
                , {ORIGIN_WORDS[step.origin]}
                {place}
              </span>
            </span>
          </span>
        </button>
      </div>
      <div
        role="gridcell"
        className={classNames('flex w-28 shrink-0 items-center justify-end pe-2', chosen && 'bg-row-selected')}
      >
        {current ? (
          <span aria-hidden className="pe-2.5 text-xs font-medium text-accent">
            You are here
          </span>
        ) : (
          <Button
            look="quiet"
            className="text-xs!"
            data-stop=""
            tabIndex={tabIndex}
            aria-label={`${verb}: ${step.label}`}
            onClick={onGo}
          >
            {verb}
          </Button>
        )}
      </div>
    </>
  );
}
