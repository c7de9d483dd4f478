import { TAG_PARTS, type TagChoice, type TagNotation } from '#shared/contract/file-tags.ts';
import { CheckLine } from '#renderer/ui/check-line.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { FIELD_WORDS } from './field-words.ts';

const NOTATIONS: readonly { readonly value: TagNotation; readonly label: string }[] = [
  { value: 'musical', label: 'Am' },
  { value: 'camelot', label: '8A' },
  { value: 'open-key', label: '1m' },
];

interface TagChoiceFormProps {
  readonly choice: TagChoice;
  readonly onChange: (choice: TagChoice) => void;
}

/** What goes into the files, and how keys are spelled there. */
export function TagChoiceForm({ choice, onChange }: TagChoiceFormProps) {
  const { fields, notation } = choice;
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
      <fieldset className="flex flex-wrap items-center gap-x-4">
        <legend className="sr-only">Fields to write</legend>
        {TAG_PARTS.map((field) => (
          <CheckLine
            key={field}
            label={field === 'serato' ? 'Serato cues, loops and grid' : FIELD_WORDS[field]}
            checked={fields.includes(field)}
            onChange={(checked) =>
              onChange({
                ...choice,
                fields: TAG_PARTS.filter((each) => (each === field ? checked : fields.includes(each))),
              })
            }
          />
        ))}
      </fieldset>
      {fields.includes('key') ? (
        <span className="ms-auto inline-flex items-center gap-2 text-xs text-muted">
          <span aria-hidden>Keys as</span>
          <Segmented
            label="Keys as"
            value={notation}
            options={NOTATIONS}
            onChange={(next) => onChange({ ...choice, notation: next })}
          />
        </span>
      ) : null}
    </div>
  );
}
