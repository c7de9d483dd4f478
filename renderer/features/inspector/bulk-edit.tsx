import { type FormEvent, useState } from 'react';
import { TrackEdit } from '#shared/contract/tracks.ts';
import { useEditTracks } from '#renderer/host-client/mutations.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field, TextInput } from '#renderer/ui/field.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { ColourPicker } from '#renderer/ui/colour-picker.tsx';
import { WriteTagsButton } from './write-tags-button.tsx';

const FIELDS = [
  ['artist', 'Artist'],
  ['album', 'Album'],
  ['genre', 'Genre'],
  ['label', 'Label'],
  ['year', 'Year'],
  ['comment', 'Comment'],
] as const;
type FieldName = (typeof FIELDS)[number][0];
type Draft = Partial<Record<FieldName, string>>;
const RATINGS = ['0', '1', '2', '3', '4', '5'] as const;
type Rating = (typeof RATINGS)[number] | 'keep';

/** The edit that the filled-in fields mean, or why they do not do. */
function toEdit(draft: Draft, rating: Rating, colour: string | null | undefined): TrackEdit | string {
  const filled = Object.entries(draft).filter(([, text]) => text.trim() !== '');
  const values = Object.fromEntries(filled.map(([name, text]) => [name, name === 'year' ? Number(text) : text]));
  const parsed = TrackEdit.safeParse({
    ...values,
    ...(rating === 'keep' ? {} : { rating: Number(rating) }),
    ...(colour === undefined ? {} : { colour }),
  });
  return parsed.success ? parsed.data : 'A year has four digits.';
}

function Fault({ text }: { readonly text: string | null }) {
  if (text === null) return null;
  return (
    <p role="alert" className="text-xs text-danger">
      {text}
    </p>
  );
}

/** Changes the filled-in fields of all selected tracks; empty fields stay as they are. */
export function BulkEdit() {
  const selected = useSelection((state) => state.selected);
  const { mutate: edit } = useEditTracks();
  const [draft, setDraft] = useState<Draft>({});
  const [rating, setRating] = useState<Rating>('keep');
  const [colour, setColour] = useState<string | null | undefined>(undefined);
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const change = toEdit(draft, rating, colour);
    if (typeof change === 'string') return setFault(change);
    setFault(null);
    if (Object.keys(change).length === 0) return;
    edit({ ids: [...selected], edit: change });
    setDraft({});
    setRating('keep');
    setColour(undefined);
  };
  return (
    <form aria-label="Edit the selected tracks" onSubmit={submit} className="flex flex-col gap-3 p-3">
      <p className="text-xs text-faint">Fields left empty stay as they are.</p>
      {FIELDS.map(([name, label]) => (
        <Field key={name} label={label}>
          {(ids) => (
            <TextInput
              {...ids}
              value={draft[name] ?? ''}
              placeholder="Unchanged"
              onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <Field label="Rating">
        {(ids) => (
          <Segmented
            {...ids}
            fill
            label="Rating"
            value={rating}
            onChange={setRating}
            options={[{ value: 'keep', label: 'Keep' }, ...RATINGS.map((value) => ({ value, label: value }))]}
          />
        )}
      </Field>
      <ColourPicker value={colour} onChange={setColour} />
      <Fault text={fault} />
      <Button type="submit" look="primary">
        Change {countOf(selected.size, 'track')}
      </Button>
      <Button onClick={() => useDialogs.getState().show({ kind: 'edit-texts', ids: [...selected] })}>
        Find and replace, clean up…
      </Button>
      <WriteTagsButton ids={[...selected]} />
    </form>
  );
}
