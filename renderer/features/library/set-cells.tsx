import { CircleAlert, Info, Lock, NotebookPen, SquareParking } from 'lucide-react';
import type { ReactNode } from 'react';
import { PHASE_NAMES } from '#shared/domain/set-phase.ts';
import { formatTime } from '#shared/domain/time-text.ts';
import type { PlannedTrack } from '#renderer/host-client/set-builder.ts';
import { countOf } from '#renderer/ui/format.ts';
import { TagChip } from '#renderer/ui/tag-chip.tsx';

const faint = <span className="text-faint">–</span>;

/** When the track begins: by the clock of the venue, or from the start of the set. */
export function startsCell(planned: PlannedTrack | null): ReactNode {
  if (planned === null) return faint;
  return planned.clock ?? formatTime(planned.entry.startSeconds);
}

/** Its phase, and signs for what else is planned of it. */
export function phaseCell(planned: PlannedTrack | null): ReactNode {
  if (planned === null) return faint;
  const { phase, locked, notes, alternatives } = planned.entry;
  if (phase === null && !locked && notes === '' && alternatives.length === 0) return faint;
  return (
    <>
      {phase === null ? null : <TagChip name={PHASE_NAMES[phase]} colour={`var(--phase-${phase})`} />}
      {locked ? <Lock size={12} className="cell-icon text-muted" aria-label="Stays in its place" /> : null}
      {notes === '' ? null : <NotebookPen size={12} className="cell-icon text-muted" aria-label={`Note: ${notes}`} />}
      {alternatives.length === 0 ? null : (
        <SquareParking
          size={12}
          className="cell-icon text-muted"
          aria-label={`${countOf(alternatives.length, 'track')} parked beside it`}
        />
      )}
    </>
  );
}

/** How many things are to be said of it; all of them in words for screen readers and as a tooltip. */
export function checksCell(planned: PlannedTrack | null): ReactNode {
  const checks = planned?.checks ?? [];
  if (checks.length === 0) return null;
  const words = checks.map(({ text }) => text).join('. ');
  const isWarning = checks.some(({ severity }) => severity === 'warning');
  const Sign = isWarning ? CircleAlert : Info;
  return (
    <span title={words}>
      <Sign
        size={13}
        className={`cell-icon ${isWarning ? 'text-warning' : 'text-info'}`}
        role="img"
        aria-label={`${isWarning ? 'Warning' : 'Note'}: ${words}`}
      />
      {checks.length > 1 ? checks.length : null}
    </span>
  );
}
