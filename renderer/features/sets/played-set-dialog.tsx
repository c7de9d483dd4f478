import { type FormEvent, useId, useState } from 'react';
import type { SetId } from '#shared/contract/ids.ts';
import type { SetDetail } from '#shared/contract/set-builder.ts';
import { useMarkPlayed, useSetDetail } from '#renderer/host-client/set-builder.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Field, TextInput } from '#renderer/ui/field.tsx';
import { formatDateTime } from '#renderer/ui/format.ts';

const MS_A_MINUTE = 60_000;

/** Local time for a field: "2026-11-28T22:00". */
function localTime(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * MS_A_MINUTE).toISOString().slice(0, 16);
}

/** The planned start where it has passed; else so long ago as the set is long. */
function likelyStart({ startsAt, totalSeconds }: SetDetail): string {
  const now = Date.now();
  if (startsAt !== null && new Date(startsAt).getTime() <= now) return startsAt;
  return localTime(new Date(now - totalSeconds * 1000));
}

function PlayedForm({ set, onClose }: { readonly set: SetDetail; readonly onClose: () => void }) {
  const [start, setStart] = useState(() => likelyStart(set));
  const { mark, unmark } = useMarkPlayed();
  const form = useId();
  const isPlayed = set.playedAt !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPlayed) unmark.mutate({ id: set.id });
    else mark.mutate({ id: set.id, startedAt: new Date(start).toISOString() });
    onClose();
  };
  return (
    <Dialog
      title={isPlayed ? `"${set.name}" was played` : `Mark "${set.name}" as played`}
      description="Its tracks count as played one after the other: in the library, in searches and in the suggestions."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={form} disabled={!isPlayed && start === ''}>
            {isPlayed ? 'Mark as not played' : 'Mark as played'}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        {set.playedAt === null ? (
          <Field label="Started">
            {(ids) => (
              <TextInput
                {...ids}
                type="datetime-local"
                className="w-52!"
                required
                value={start}
                onChange={(event) => setStart(event.target.value)}
              />
            )}
          </Field>
        ) : (
          <p className="text-sm">It started {formatDateTime(set.playedAt)}.</p>
        )}
      </form>
    </Dialog>
  );
}

/** Whether a set was played, and when. */
export function PlayedSetDialog({ id, onClose }: { readonly id: SetId; readonly onClose: () => void }) {
  const { data: set } = useSetDetail(id);
  return set === undefined ? null : <PlayedForm set={set} onClose={onClose} />;
}
