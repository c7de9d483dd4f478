import { type FormEvent, useId, useState } from 'react';
import type { TagId } from '#shared/contract/ids.ts';
import { useCreateTag, useTagChanges } from '#renderer/host-client/collections.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ColourPicker } from '#renderer/ui/colour-picker.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Field, TextInput } from '#renderer/ui/field.tsx';
import { NameDialog } from '#renderer/ui/name-dialog.tsx';

const MOST_LETTERS = 60;

export function NewTagDialog({ onClose }: { readonly onClose: () => void }) {
  const { mutate: create } = useCreateTag();
  const [name, setName] = useState('');
  const [colour, setColour] = useState<string | null>(null);
  const form = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    create({ name: name.trim(), colour });
    onClose();
  };
  return (
    <Dialog
      title="New tag"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" disabled={name.trim() === ''}>
            Create tag
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-3">
        <Field label="Name">
          {(ids) => (
            <TextInput
              {...ids}
              value={name}
              maxLength={MOST_LETTERS}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <ColourPicker value={colour} onChange={(next) => setColour(next ?? null)} />
      </form>
    </Dialog>
  );
}

interface RenameTagDialogProps {
  readonly id: TagId;
  readonly name: string;
  readonly onClose: () => void;
}

export function RenameTagDialog({ id, name, onClose }: RenameTagDialogProps) {
  const { rename } = useTagChanges();
  const save = (next: string) => {
    if (next !== name) rename.mutate({ id, name: next });
    onClose();
  };
  return (
    <NameDialog
      title="Rename tag"
      initial={name}
      confirm="Rename"
      maxLength={MOST_LETTERS}
      onName={save}
      onClose={onClose}
    />
  );
}
