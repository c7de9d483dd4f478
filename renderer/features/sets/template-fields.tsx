import { useState } from 'react';
import type { TemplateVariables } from '#shared/contract/set-templates.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field, TextInput } from '#renderer/ui/field.tsx';
import { NumberInput } from '#renderer/ui/number-input.tsx';
import { Select } from '#renderer/ui/select.tsx';

const STRICTNESS = [
  { value: 'strict', label: 'Strict keys' },
  { value: 'loose', label: 'Loose keys' },
  { value: 'off', label: 'Any key' },
] as const;
const [SLOWEST, FASTEST] = [40, 300];
const ANY_TEMPO = { from: 118, to: 128 };

interface TemplateFieldsProps {
  readonly variables: TemplateVariables;
  readonly onChange: (change: Partial<TemplateVariables>) => void;
}

/** Genres as one text, separated by commas; taken over when it is left. */
function GenresField({ variables: { genres }, onChange }: TemplateFieldsProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft === null) return;
    const names = draft.split(',').map((name) => name.trim().slice(0, 60));
    onChange({ genres: [...new Set(names.filter((name) => name !== ''))].slice(0, 12) });
    setDraft(null);
  };
  return (
    <Field label="Genres" help="Separated by commas; empty for any.">
      {(ids) => (
        <TextInput
          {...ids}
          value={draft ?? genres.join(', ')}
          maxLength={800}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => (event.key === 'Enter' ? commit() : undefined)}
        />
      )}
    </Field>
  );
}

function TempoField({ variables: { bpm }, onChange }: TemplateFieldsProps) {
  if (bpm === null) {
    return (
      <Field label="Tempo">
        {(ids) => (
          <Button {...ids} onClick={() => onChange({ bpm: ANY_TEMPO })}>
            Any: limit it
          </Button>
        )}
      </Field>
    );
  }
  return (
    <Field label="Tempo">
      {(ids) => (
        <span className="flex items-center gap-1">
          <NumberInput
            {...ids}
            value={bpm.from}
            min={SLOWEST}
            max={bpm.to}
            unit="BPM"
            label="Slowest tempo"
            onCommit={(from) => onChange({ bpm: { ...bpm, from } })}
          />
          <span aria-hidden>–</span>
          <NumberInput
            value={bpm.to}
            min={bpm.from}
            max={FASTEST}
            unit="BPM"
            label="Fastest tempo"
            onCommit={(to) => onChange({ bpm: { ...bpm, to } })}
          />
          <Button look="quiet" onClick={() => onChange({ bpm: null })}>
            Any
          </Button>
        </span>
      )}
    </Field>
  );
}

/** What is chosen anew for every set of a template. */
export function TemplateFields(props: TemplateFieldsProps) {
  const { variables, onChange } = props;
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <Field label="Length">
        {(ids) => (
          <NumberInput
            {...ids}
            value={variables.minutes}
            min={10}
            max={720}
            unit="min"
            onCommit={(minutes) => onChange({ minutes: Math.round(minutes) })}
          />
        )}
      </Field>
      <TempoField {...props} />
      <Field label="Keys">
        {(ids) => (
          <Select
            {...ids}
            label="Keys"
            value={variables.strictness}
            options={STRICTNESS}
            onChange={(strictness) => onChange({ strictness })}
          />
        )}
      </Field>
      <div className="min-w-52 flex-1">
        <GenresField {...props} />
      </div>
    </div>
  );
}
