import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { MixChange, TempoMode } from '#shared/domain/transition/mix-track.ts';
import { moveByBars } from '#shared/domain/transition/mix-points.ts';
import type { TransitionPlan } from '#shared/domain/transition/plan-transition.ts';
import { formatClock } from '#shared/domain/time-text.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import type { ShownTrack } from './pair-view.tsx';

const BARS = [
  { value: '8', label: '8' },
  { value: '16', label: '16' },
  { value: '32', label: '32' },
] as const;
const TEMPO_MODES = [
  { value: 'match', label: 'Match' },
  { value: 'ramp', label: 'Ramp' },
] as const satisfies readonly { readonly value: TempoMode; readonly label: string }[];
const PHRASE_BARS = 8;

interface PointProps {
  readonly label: string;
  readonly seconds: number;
  readonly onMove: (bars: number) => void;
}

/** A mix point, moved by phrases. */
function MixPoint({ label, seconds, onMove }: PointProps) {
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-1">
      <span className="text-xs text-muted">{label}</span>
      <span className="flex items-center gap-1">
        <IconButton label={`${label} 8 bars earlier`} onClick={() => onMove(-PHRASE_BARS)}>
          <ChevronLeft size={14} aria-hidden />
        </IconButton>
        <span className="text-sm tabular-nums" aria-live="polite">
          {formatClock(seconds)}
        </span>
        <IconButton label={`${label} 8 bars later`} onClick={() => onMove(PHRASE_BARS)}>
          <ChevronRight size={14} aria-hidden />
        </IconButton>
      </span>
    </div>
  );
}

interface ControlsProps {
  readonly plan: TransitionPlan;
  readonly from: ShownTrack;
  readonly to: ShownTrack;
  readonly change: MixChange;
  readonly onChange: (change: Partial<MixChange>) => void;
}

/** What of a transition can be chosen. */
export function TransitionControls({ plan, from, to, change, onChange }: ControlsProps) {
  const bassSwap = (
    <Field label="Swap the bass">
      {(ids) => <Switch {...ids} checked={plan.bassSwap} onChange={(checked) => onChange({ bassSwap: checked })} />}
    </Field>
  );
  if (!plan.isAligned) return <div className="flex flex-wrap gap-x-6 gap-y-2">{bassSwap}</div>;
  // The points are those before the shift, so that a shift stays when they move.
  const mixIn = change.mixInSeconds ?? plan.mixInSeconds;
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
      <MixPoint
        label="Mix out"
        seconds={plan.mixOutSeconds}
        onMove={(bars) => onChange({ mixOutSeconds: moveByBars(from.mix, plan.mixOutSeconds, bars) })}
      />
      <MixPoint
        label="Mix in"
        seconds={plan.mixInSeconds}
        onMove={(bars) => onChange({ mixInSeconds: moveByBars(to.mix, mixIn, bars) })}
      />
      <Field label="Bars">
        {(ids) => (
          <Segmented
            {...ids}
            label="Bars"
            value={String(plan.bars) as (typeof BARS)[number]['value']}
            options={BARS}
            onChange={(bars) => onChange({ bars: Number(bars) as TransitionPlan['bars'] })}
          />
        )}
      </Field>
      <Field label="Tempo">
        {(ids) => (
          <Segmented
            {...ids}
            label="Tempo"
            value={plan.tempoMode}
            options={TEMPO_MODES}
            onChange={(tempoMode) => onChange({ tempoMode })}
          />
        )}
      </Field>
      {bassSwap}
    </div>
  );
}
