import { TEXT_FIELDS } from '#shared/contract/text-edits.ts';
import { CheckLine } from '#renderer/ui/check-line.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { CleanForm, ReplaceForm } from './change-form.tsx';
import type { EditDraft, ScopeName } from './edit-draft.ts';
import { FIELD_WORDS } from './edit-words.ts';

const KINDS = [
  { value: 'replace', label: 'Find and replace' },
  { value: 'clean', label: 'Clean up' },
] as const;

interface EditFormProps {
  readonly draft: EditDraft;
  readonly scopes: readonly { readonly value: ScopeName; readonly label: string }[];
  readonly onChange: (change: Partial<EditDraft>) => void;
}

function FieldChoice({ draft, onChange }: Omit<EditFormProps, 'scopes'>) {
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4">
      <legend className="sr-only">Fields</legend>
      {TEXT_FIELDS.map((field) => (
        <CheckLine
          key={field}
          label={FIELD_WORDS[field]}
          checked={draft.fields.includes(field)}
          onChange={(checked) =>
            onChange({ fields: TEXT_FIELDS.filter((each) => (each === field ? checked : draft.fields.includes(each))) })
          }
        />
      ))}
    </fieldset>
  );
}

/** What to change, in which tracks and fields. */
export function EditForm({ draft, scopes, onChange }: EditFormProps) {
  const Form = draft.kind === 'replace' ? ReplaceForm : CleanForm;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segmented label="What to do" value={draft.kind} options={KINDS} onChange={(kind) => onChange({ kind })} />
        <span className="inline-flex items-center gap-2 text-sm">
          <span aria-hidden className="text-muted">
            In
          </span>
          <Select label="Tracks" value={draft.scope} options={scopes} onChange={(scope) => onChange({ scope })} />
        </span>
      </div>
      <FieldChoice draft={draft} onChange={onChange} />
      <Form draft={draft} onChange={onChange} />
    </div>
  );
}
