import { type FormEvent, useId, useState } from 'react';
import type { SetId } from '#shared/contract/ids.ts';
import type { SetDetail, SetPlan } from '#shared/contract/set-builder.ts';
import { ARC_NAMES, ARC_TITLES, type ArcName, drawnPoints, type EnergyArc } from '#shared/domain/energy-arc.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { usePlanSet, useSetDetail } from '#renderer/host-client/set-builder.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Field, FIELD_LOOK, TextInput } from '#renderer/ui/field.tsx';
import { NumberInput } from '#renderer/ui/number-input.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { ArcEditor } from './arc-editor.tsx';

type ArcChoice = ArcName | 'none' | 'drawn';
const ARC_CHOICES: readonly { readonly value: ArcChoice; readonly label: string }[] = [
  { value: 'none', label: 'None' },
  ...ARC_NAMES.map((name) => ({ value: name, label: ARC_TITLES[name] })),
  { value: 'drawn', label: 'Drawn by hand' },
];

const choiceOf = (arc: EnergyArc | null): ArcChoice => {
  if (arc === null) return 'none';
  return arc.kind === 'named' ? arc.name : 'drawn';
};

/** From a named arc, drawing goes on where it stood. */
function chosenArc(choice: ArcChoice, before: EnergyArc | null): SetPlan['arc'] {
  if (choice === 'none') return null;
  if (choice !== 'drawn') return { kind: 'named', name: choice };
  return { kind: 'drawn', points: drawnPoints(before ?? { kind: 'drawn', points: [{ at: 0, energy: 0.5 }] }) };
}

const LONGEST_MINUTES = 48 * 60;

interface ArcFieldProps {
  readonly arc: SetPlan['arc'];
  readonly onArc: (arc: SetPlan['arc']) => void;
}

function ArcField({ arc, onArc }: ArcFieldProps) {
  return (
    <>
      <Field label="Energy arc" help="Drawn behind the energy of the set.">
        {(ids) => (
          <Select
            {...ids}
            label="Energy arc"
            value={choiceOf(arc)}
            options={ARC_CHOICES}
            onChange={(choice) => onArc(chosenArc(choice, arc))}
          />
        )}
      </Field>
      {arc?.kind === 'drawn' ? (
        <ArcEditor points={arc.points} onChange={(points) => onArc({ kind: 'drawn', points: [...points] })} />
      ) : null}
    </>
  );
}

interface FieldsProps {
  readonly plan: SetPlan;
  readonly onChange: (change: Partial<SetPlan>) => void;
}

function PlanFields({ plan, onChange }: FieldsProps) {
  const { venue, startsAt, targetSeconds, arc, notes } = plan;
  return (
    <>
      <Field label="Venue" help="Tracks that you played there the last time are told.">
        {(ids) => (
          <TextInput
            {...ids}
            value={venue}
            maxLength={200}
            onChange={(event) => onChange({ venue: event.target.value })}
          />
        )}
      </Field>
      <div className="flex gap-4">
        <Field label="Starts">
          {(ids) => (
            <TextInput
              {...ids}
              type="datetime-local"
              className="w-52"
              value={startsAt ?? ''}
              onChange={(event) => onChange({ startsAt: event.target.value === '' ? null : event.target.value })}
            />
          )}
        </Field>
        <Field label="Length that is meant">
          {(ids) => (
            <span className="flex gap-1">
              <NumberInput
                {...ids}
                value={targetSeconds === null ? null : Math.round(targetSeconds / 60)}
                min={1}
                max={LONGEST_MINUTES}
                unit="min"
                onCommit={(minutes) => onChange({ targetSeconds: minutes * 60 })}
              />
              <Button look="quiet" disabled={targetSeconds === null} onClick={() => onChange({ targetSeconds: null })}>
                None
              </Button>
            </span>
          )}
        </Field>
      </div>
      <ArcField arc={arc} onArc={(next) => onChange({ arc: next })} />
      <Field label="Notes">
        {(ids) => (
          <textarea
            {...ids}
            className={`${FIELD_LOOK} h-20! resize-none py-1`}
            maxLength={20_000}
            value={notes}
            onChange={(event) => onChange({ notes: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

function PlanForm({ set, onClose }: { readonly set: SetDetail; readonly onClose: () => void }) {
  const [change, setChange] = useState<Partial<SetPlan>>({});
  const { mutate: plan } = usePlanSet();
  const form = useId();
  const { venue, startsAt, targetSeconds, arc, notes } = { ...set, ...change };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (Object.keys(change).length > 0) plan({ id: set.id, plan: change });
    onClose();
  };
  return (
    <Dialog
      title={`Plan "${set.name}"`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={form}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} className="flex flex-col gap-3" onSubmit={save}>
        <PlanFields
          plan={{ venue, startsAt, targetSeconds, arc, notes }}
          onChange={(next) => setChange((before) => ({ ...before, ...next }))}
        />
      </form>
    </Dialog>
  );
}

/** When, where and how long a set is, and how its energy is meant to go. */
export function PlanSetDialog({ id, onClose }: { readonly id: SetId; readonly onClose: () => void }) {
  const { data: set, error } = useSetDetail(id);
  if (set !== undefined) return <PlanForm set={set} onClose={onClose} />;
  return (
    <Dialog title="Plan the set" onClose={onClose}>
      <p role={error ? 'alert' : 'status'} className="text-sm text-muted">
        {error ? describeError(error).message : 'Loading…'}
      </p>
    </Dialog>
  );
}
