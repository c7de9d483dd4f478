import { X } from 'lucide-react';
import { useState } from 'react';
import type { TemplateContent } from '#shared/contract/set-templates.ts';
import { ARC_NAMES, ARC_TITLES, type ArcName, drawnPoints } from '#shared/domain/energy-arc.ts';
import { PHASE_NAMES, SET_PHASES, type SetPhase } from '#shared/domain/set-phase.ts';
import {
  MOST_PHASES,
  type PhasePlan,
  phaseLevel,
  phaseLimits,
  phaseNotes,
  withNewPhase,
  withoutPhase,
  withPhaseLevel,
  withPhaseMinutes,
} from '#shared/domain/set-template/edit-phases.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { NumberInput } from '#renderer/ui/number-input.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { ArcEditor } from './arc-editor.tsx';
import { TemplatePreview } from './template-preview.tsx';

type Arc = TemplateContent['arc'];
type ArcChoice = ArcName | 'drawn';

const ARC_CHOICES: readonly { readonly value: ArcChoice; readonly label: string }[] = [
  ...ARC_NAMES.map((name) => ({ value: name, label: ARC_TITLES[name] })),
  { value: 'drawn', label: 'Drawn by hand' },
];
const PHASES = SET_PHASES.map((phase) => ({ value: phase, label: PHASE_NAMES[phase] }));

/** The energy of a template and its phases. */
export interface TemplateShape extends PhasePlan {
  readonly arc: Arc;
}

interface ShapeProps {
  readonly shape: TemplateShape;
  readonly onShape: (shape: TemplateShape) => void;
}

function ArcField({ shape, onShape }: ShapeProps) {
  const { arc } = shape;
  const choose = (choice: ArcChoice) =>
    onShape({
      ...shape,
      arc: choice === 'drawn' ? { kind: 'drawn', points: drawnPoints(arc) } : { kind: 'named', name: choice },
    });
  return (
    <>
      <Field label="Energy arc">
        {(ids) => (
          <Select
            {...ids}
            label="Energy arc"
            value={arc.kind === 'named' ? arc.name : 'drawn'}
            options={ARC_CHOICES}
            onChange={choose}
          />
        )}
      </Field>
      {arc.kind === 'drawn' ? (
        <ArcEditor
          points={arc.points}
          onChange={(points) => onShape({ ...shape, arc: { kind: 'drawn', points: [...points] } })}
        />
      ) : null}
    </>
  );
}

interface PhaseRowProps extends ShapeProps {
  readonly index: number;
}

function PhaseRow({ shape, onShape, index }: PhaseRowProps) {
  const { phases, minutes, arc } = shape;
  const own = phases[index];
  if (own === undefined) return null;
  const name = `${PHASE_NAMES[own.phase]}, phase ${index + 1}`;
  const rename = (phase: SetPhase) => onShape({ ...shape, phases: phases.with(index, { ...own, phase }) });
  return (
    <li className="grid grid-cols-[12px_8.5rem_6rem_6rem_auto] items-center justify-start gap-2">
      <span className="size-3 shrink-0 rounded-[3px]" style={{ background: `var(--phase-${own.phase})` }} aria-hidden />
      <Select label={`Kind of phase ${index + 1}`} value={own.phase} options={PHASES} onChange={rename} />
      <NumberInput
        label={`Length of ${name}`}
        value={Math.round(own.share * minutes)}
        {...phaseLimits(shape, index)}
        unit="min"
        onCommit={(next) => onShape({ ...shape, ...withPhaseMinutes(shape, index, next) })}
      />
      <NumberInput
        label={`Energy of ${name}`}
        value={phaseLevel(arc, phases, index)}
        min={1}
        max={10}
        unit="/ 10"
        onCommit={(level) => onShape({ ...shape, arc: withPhaseLevel(arc, phases, index, Math.round(level)) })}
      />
      <IconButton
        label={`Remove ${name}`}
        size="sm"
        disabled={phases.length < 2}
        onClick={() => onShape({ ...shape, ...withoutPhase(shape, index) })}
      >
        <X size={13} aria-hidden />
      </IconButton>
    </li>
  );
}

/** Changes the energy and the phases of a template, and says what contradicts itself in them. */
function ShapeFields({ shape, onShape }: ShapeProps) {
  const { phases } = shape;
  return (
    <div className="flex shrink-0 flex-col gap-2 rounded-md border border-line p-3">
      <div className="flex max-w-[460px] flex-col gap-2">
        <ArcField shape={shape} onShape={onShape} />
      </div>
      <ul aria-label="Phases to change" className="flex flex-col gap-1.5">
        {phases.map((_, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a phase may come twice and has no name of its own
          <PhaseRow key={index} index={index} shape={shape} onShape={onShape} />
        ))}
      </ul>
      <p className="flex items-center gap-3 text-xs text-muted">
        <Button disabled={phases.length >= MOST_PHASES} onClick={() => onShape({ ...shape, ...withNewPhase(shape) })}>
          Add a phase
        </Button>
        The template is as long as its phases together.
      </p>
      <div role="status" className="flex flex-col gap-0.5 text-xs text-warning">
        {[...new Set(phaseNotes(shape.arc, shape))].map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </div>
  );
}

/** What sets of the template are like along their time, and the way to change it. */
export function TemplateShapeEditor({ shape, onShape }: ShapeProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <TemplatePreview content={shape} minutes={shape.minutes} />
      <span>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Change energy and phases
        </Button>
      </span>
      {isOpen ? <ShapeFields shape={shape} onShape={onShape} /> : null}
    </>
  );
}
