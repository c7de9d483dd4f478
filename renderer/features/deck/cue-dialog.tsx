import { type FormEvent, useId, useState } from 'react';
import { CUE_SLOTS, type CueEdit, type CuePoint } from '#shared/contract/cue-points.ts';
import { useCueChanges } from '#renderer/host-client/mutations.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ColourPicker } from '#renderer/ui/colour-picker.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Field, TextInput } from '#renderer/ui/field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { cueTitle } from './cue-badge.tsx';

const PADS = Array.from({ length: CUE_SLOTS }, (_, slot) => ({ value: String(slot), label: `Pad ${slot + 1}` }));
const NO_PAD = { value: 'none', label: 'No pad' };

interface PadSelectProps {
  readonly cue: CuePoint;
  readonly slot: number | null;
  readonly onChange: (slot: number | null) => void;
}

/** A hot cue stands on a pad, a loop may, a memory cue does not. */
function PadSelect({ cue, slot, onChange }: PadSelectProps) {
  if (cue.kind === 'memory') return null;
  return (
    <Field label="Pad" help="A pad that is taken is swapped.">
      {(ids) => (
        <Select
          {...ids}
          label="Pad"
          value={slot === null ? NO_PAD.value : String(slot)}
          options={cue.kind === 'loop' ? [NO_PAD, ...PADS] : PADS}
          onChange={(value) => onChange(value === NO_PAD.value ? null : Number(value))}
        />
      )}
    </Field>
  );
}

/** Name, colour and pad of a cue point. */
export function CueDialog({ cue, onClose }: { readonly cue: CuePoint; readonly onClose: () => void }) {
  const [name, setName] = useState(cue.name);
  const [colour, setColour] = useState(cue.colour);
  const [slot, setSlot] = useState(cue.slot);
  const { edit } = useCueChanges();
  const form = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const changes: CueEdit = {
      ...(name.trim() === cue.name ? {} : { name: name.trim() }),
      ...(colour === cue.colour ? {} : { colour }),
      ...(slot === cue.slot ? {} : { slot }),
    };
    if (Object.keys(changes).length > 0) edit.mutate({ id: cue.id, edit: changes });
    onClose();
  };
  return (
    <Dialog
      title={cueTitle(cue)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary">
            Save
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-3">
        <Field label="Name">
          {(ids) => (
            <TextInput {...ids} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <ColourPicker value={colour} onChange={(next) => setColour(next ?? null)} />
        <PadSelect cue={cue} slot={slot} onChange={setSlot} />
      </form>
    </Dialog>
  );
}
