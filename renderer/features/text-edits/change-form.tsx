import { CLEAN_UPS } from '#shared/domain/clean-text.ts';
import { CheckLine } from '#renderer/ui/check-line.tsx';
import { Field, TextInput } from '#renderer/ui/field.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { EditDraft } from './edit-draft.ts';
import { CLEAN_UP_WORDS } from './edit-words.ts';

interface FormProps {
  readonly draft: EditDraft;
  readonly onChange: (change: Partial<EditDraft>) => void;
}

const MATCHES = [
  { value: 'text', label: 'Anywhere' },
  { value: 'words', label: 'Whole words' },
  { value: 'pattern', label: 'Regular expression' },
] as const;

export function ReplaceForm({ draft, onChange }: FormProps) {
  const help = draft.match === 'pattern' ? 'As in JavaScript, with Unicode. $1 puts in the first group.' : undefined;
  return (
    <div className="flex flex-col gap-2">
      <div className="grid grid-cols-2 gap-3">
        <Field label="Find">
          {(ids) => (
            <TextInput
              {...ids}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog is opened to type this
              autoFocus
              maxLength={500}
              value={draft.find}
              onChange={(event) => onChange({ find: event.target.value })}
            />
          )}
        </Field>
        <Field label="Replace with" help={help}>
          {(ids) => (
            <TextInput
              {...ids}
              maxLength={500}
              placeholder="Nothing: it is taken out"
              value={draft.replacement}
              onChange={(event) => onChange({ replacement: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
        <Segmented
          label="How the text is found"
          value={draft.match}
          options={MATCHES}
          onChange={(match) => onChange({ match })}
        />
        <CheckLine label="Capitals count" checked={draft.matchCase} onChange={(matchCase) => onChange({ matchCase })} />
      </div>
    </div>
  );
}

const CASES = [
  { value: 'keep', label: 'As it is' },
  { value: 'title', label: 'Title Case' },
  { value: 'sentence', label: 'Sentence case' },
  { value: 'lower', label: 'lower case' },
  { value: 'upper', label: 'UPPER CASE' },
] as const;

const GUESTS = [
  { value: 'stay', label: 'Where they are' },
  { value: 'title', label: 'In the title' },
  { value: 'artist', label: 'In the artist' },
] as const;

function CaseChoice({ draft, onChange }: FormProps) {
  const { caseMode } = draft;
  const keepsNames = caseMode === 'title' || caseMode === 'sentence';
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="inline-flex items-center gap-2 text-sm">
        <span aria-hidden>Case</span>
        <Select label="Case" value={caseMode} options={CASES} onChange={(next) => onChange({ caseMode: next })} />
      </span>
      {keepsNames ? (
        <CheckLine
          label="Words in ALL CAPS too"
          checked={draft.capitals}
          onChange={(capitals) => onChange({ capitals })}
        />
      ) : null}
      {caseMode === 'title' ? (
        <CheckLine
          label="Small words small (Back to the Future)"
          checked={draft.smallWords}
          onChange={(smallWords) => onChange({ smallWords })}
        />
      ) : null}
    </div>
  );
}

export function CleanForm({ draft, onChange }: FormProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <fieldset className="grid grid-cols-[repeat(auto-fill,minmax(270px,1fr))] gap-x-4">
        <legend className="sr-only">Clean-ups</legend>
        {CLEAN_UPS.map((name) => (
          <CheckLine
            key={name}
            label={CLEAN_UP_WORDS[name]}
            checked={draft.cleanUps.includes(name)}
            onChange={(checked) =>
              onChange({
                cleanUps: CLEAN_UPS.filter((each) => (each === name ? checked : draft.cleanUps.includes(each))),
              })
            }
          />
        ))}
      </fieldset>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
        <CaseChoice draft={draft} onChange={onChange} />
        <span className="inline-flex items-center gap-2 text-sm">
          <span aria-hidden>Guests (“feat.”)</span>
          <Select
            label="Guests"
            value={draft.guestsTo}
            options={GUESTS}
            onChange={(guestsTo) => onChange({ guestsTo })}
          />
        </span>
      </div>
    </div>
  );
}
