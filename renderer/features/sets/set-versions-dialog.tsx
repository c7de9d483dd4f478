import { type FormEvent, useState } from 'react';
import type { SetId } from '#shared/contract/ids.ts';
import type { SetDetail, SetVersion } from '#shared/contract/set-builder.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useSetDetail, useSetVersions } from '#renderer/host-client/set-builder.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { countOf, formatDateTime } from '#renderer/ui/format.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';

function SaveVersion({ id, count }: { readonly id: SetId; readonly count: number }) {
  const [name, setName] = useState('');
  const { save } = useSetVersions();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ id, name: name.trim() === '' ? `Version ${count + 1}` : name });
    setName('');
  };
  return (
    <form className="flex gap-2" onSubmit={submit}>
      <TextInput
        aria-label="Name of the version"
        placeholder={`Version ${count + 1}`}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" look="primary" disabled={save.isPending}>
        Save as it is now
      </Button>
    </form>
  );
}

function Version({ id, version }: { readonly id: SetId; readonly version: SetVersion }) {
  const { restore, remove } = useSetVersions();
  const input = { id, versionId: version.id };
  return (
    <ListRow className="flex items-center gap-2 py-1">
      <ListCell className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium">{version.name}</span>
        <span className="text-xs text-faint">
          {formatDateTime(version.savedAt)}, {countOf(version.trackCount, 'track')}
        </span>
      </ListCell>
      <ListCell>
        <Button
          aria-label={`Go back to it: ${version.name}`}
          disabled={restore.isPending}
          onClick={() => restore.mutate(input)}
        >
          Go back to it
        </Button>
      </ListCell>
      <ListCell>
        <Button look="quiet" aria-label={`Delete ${version.name}`} onClick={() => remove.mutate(input)}>
          Delete
        </Button>
      </ListCell>
    </ListRow>
  );
}

function Versions({ set }: { readonly set: SetDetail }) {
  if (set.versions.length === 0)
    return <p className="text-sm text-muted">None yet. Save one before you try another order.</p>;
  return (
    <ListGrid label="Saved versions" content={set.id}>
      {set.versions.map((version) => (
        <Version key={version.id} id={set.id} version={version} />
      ))}
    </ListGrid>
  );
}

/** Versions of a set to go back to: order, phases, notes, locks and parked tracks. */
export function SetVersionsDialog({ id, onClose }: { readonly id: SetId; readonly onClose: () => void }) {
  const { data: set, error } = useSetDetail(id);
  return (
    <Dialog
      title={set === undefined ? 'Versions of the set' : `Versions of "${set.name}"`}
      description="Tracks with their order, phases, notes, locks and what is parked. Going back can be undone."
      onClose={onClose}
    >
      {set === undefined ? (
        <p role={error ? 'alert' : 'status'} className="text-sm text-muted">
          {error ? describeError(error).message : 'Loading…'}
        </p>
      ) : (
        <div className="flex flex-col gap-3">
          <SaveVersion id={id} count={set.versions.length} />
          <Versions set={set} />
        </div>
      )}
    </Dialog>
  );
}
