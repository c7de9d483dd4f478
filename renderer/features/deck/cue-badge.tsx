import type { CuePoint } from '#shared/contract/cue-points.ts';
import { formatClock } from '#shared/domain/time-text.ts';
import { cueSign } from '#renderer/canvas/waveform/cue-marks.ts';
import { inkOn } from '#renderer/canvas/waveform/ink-on.ts';

/** "Hot cue 1", "Memory cue", "Loop". */
export function cueTitle({ kind, slot }: Pick<CuePoint, 'kind' | 'slot'>): string {
  if (kind === 'memory') return 'Memory cue';
  const noun = kind === 'hot' ? 'Hot cue' : 'Loop';
  return slot === null ? noun : `${noun} ${slot + 1}`;
}

/** "Hot cue 1, Drop, 01:04.2", for screen readers; in the order in which it is seen. */
export function spokenCue(cue: CuePoint): string {
  const end = cue.endSeconds === null ? '' : ` to ${formatClock(cue.endSeconds)}`;
  return [cueTitle(cue), cue.name, `${formatClock(cue.startSeconds)}${end}`].filter(Boolean).join(', ');
}

/** The flag of a cue point as on the waveform: its sign on its colour. Drawn by the style sheet, as the name of its control says it. */
export function CueBadge({ cue }: { readonly cue: Pick<CuePoint, 'kind' | 'slot' | 'colour'> }) {
  const { colour } = cue;
  return (
    <span
      aria-hidden
      data-sign={cueSign(cue)}
      className="inline-flex size-4 shrink-0 items-center justify-center rounded-sm bg-accent text-2xs font-semibold text-on-accent before:content-[attr(data-sign)]"
      style={colour === null ? {} : { background: colour, color: inkOn(colour) }}
    />
  );
}
