import { type FormEvent, useDeferredValue, useId, useState } from 'react';
import type { CrateId } from '#shared/contract/ids.ts';
import { useCrateChanges, useCreateCrate, useSearchCount } from '#renderer/host-client/collections.ts';
import { useSidebar } from '#renderer/stores/sidebar-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Field, TextInput } from '#renderer/ui/field.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { FaultList, searchFaults } from './search-faults.tsx';

interface SmartCrateDialogProps {
  /** null for a new one. */
  readonly id: CrateId | null;
  readonly parentId: CrateId | null;
  readonly name: string;
  readonly query: string;
  readonly onClose: () => void;
}

/** What the search finds at this moment, or what is wrong with it. */
function useFound(query: string) {
  const count = useSearchCount(useDeferredValue(query));
  const faults = query.trim() === '' ? [] : searchFaults(count.error);
  const total = count.data?.total;
  const text =
    query.trim() === '' || faults.length > 0 || total === undefined ? '' : `Finds ${countOf(total, 'track')} now.`;
  return { faults, text };
}

function useSave({ id, parentId, onClose }: SmartCrateDialogProps) {
  const { setQuery } = useCrateChanges();
  const { mutate: create } = useCreateCrate((made) => useView.getState().open({ kind: 'crate', crateId: made.id }));
  return (name: string, query: string) => {
    if (id !== null) setQuery.mutate({ id, name, query });
    else {
      if (parentId !== null) useSidebar.getState().setExpanded(parentId, true);
      create({ kind: 'smart', name, parentId, query });
    }
    onClose();
  };
}

/** Name and search of a smart crate, with what it finds while it is typed. */
export function SmartCrateDialog(props: SmartCrateDialogProps) {
  const { id, onClose } = props;
  const [name, setName] = useState(props.name);
  const [query, setQuery] = useState(props.query);
  const { faults, text } = useFound(query);
  const isFaulty = faults.length > 0;
  const save = useSave(props);
  const form = useId();
  const faultId = useId();
  const isReady = name.trim() !== '' && query.trim() !== '' && !isFaulty;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) save(name.trim(), query.trim());
  };
  return (
    <Dialog
      title={id === null ? 'New smart crate' : 'Smart crate'}
      description="Lists whatever its search finds in the whole library, at any time."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" disabled={!isReady}>
            {id === null ? 'Create smart crate' : 'Save'}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-3">
        <Field label="Name">
          {(ids) => (
            <TextInput {...ids} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <div className="relative pb-11">
          <Field label="Search">
            {(ids) => (
              <TextInput
                {...ids}
                value={query}
                maxLength={500}
                placeholder="bpm:120-126 energy:>6 -vocal"
                aria-invalid={isFaulty}
                aria-describedby={isFaulty ? faultId : undefined}
                onChange={(event) => setQuery(event.target.value)}
                className="aria-invalid:border-danger"
              />
            )}
          </Field>
          <p role="status" className="absolute top-12 pt-1 text-xs text-muted">
            {text}
          </p>
          <div className="absolute inset-x-0 top-11">
            {isFaulty ? <FaultList id={faultId} faults={faults} search={query} /> : null}
          </div>
        </div>
      </form>
    </Dialog>
  );
}
