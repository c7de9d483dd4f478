import { MERGE_FIELDS, type MergeField, type MergeRule, type ImportPreview } from '#shared/contract/interchange.ts';
import { useImportChoices } from '#renderer/stores/import-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { FIELD_WORDS, presetOf, presetRules, RULE_NAMES, type RulePreset, RULES } from './merge-words.ts';

const COLUMNS = 'grid grid-cols-[150px_minmax(0,1fr)_56px_repeat(3,84px)] items-center gap-x-2 px-2';

const PRESETS: readonly { readonly preset: RulePreset; readonly label: string }[] = [
  { preset: 'defaults', label: 'Defaults' },
  { preset: 'mine', label: RULE_NAMES.mine },
  { preset: 'fill', label: RULE_NAMES.fill },
  { preset: 'theirs', label: RULE_NAMES.theirs },
];

function SetAll() {
  const { rules, setRules } = useImportChoices();
  const current = presetOf(rules);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset's legend cannot stand beside its buttons
    <div role="group" aria-label="Set all fields" className="flex items-center gap-1.5">
      <span className="pe-1 text-xs text-muted" aria-hidden>
        Set all
      </span>
      {PRESETS.map(({ preset, label }) => (
        <Button
          key={preset}
          aria-pressed={current === preset}
          className={current === preset ? 'border-accent!' : ''}
          onClick={() => setRules(presetRules(preset))}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

interface RuleRowProps {
  readonly field: MergeField;
  readonly rule: MergeRule;
  readonly differing: number;
  readonly onRule: (rule: MergeRule) => void;
}

function RuleRow({ field, rule, differing, onRule }: RuleRowProps) {
  const { name, help } = FIELD_WORDS[field];
  const helpId = `rule-help-${field}`;
  return (
    <div
      role="radiogroup"
      aria-label={name}
      aria-describedby={helpId}
      className={`${COLUMNS} min-h-[30px] border-b border-line`}
    >
      <p className="text-sm font-medium" aria-hidden>
        {name}
      </p>
      <p id={helpId} className="py-1 text-xs text-faint">
        {help}
      </p>
      <span className="text-end text-sm text-muted">
        {differing === 0 ? '' : differing.toLocaleString('en')}
        {differing === 0 ? null : <span className="sr-only"> tracks differ</span>}
      </span>
      {RULES.map((each) => (
        <label key={each} className="flex h-full items-center justify-center hover:bg-row-hover">
          <input
            type="radio"
            name={`rule-${field}`}
            className="radio"
            aria-label={RULE_NAMES[each]}
            checked={rule === each}
            onChange={() => onRule(each)}
          />
        </label>
      ))}
    </div>
  );
}

/** What becomes of each field of the tracks that the library has already. */
export function MergeRulesGrid({ preview }: { readonly preview: ImportPreview }) {
  const { rules, setRule } = useImportChoices();
  return (
    <div>
      <p className="pb-2 text-sm text-muted">
        For tracks that are in your library already. <em>Keep mine</em> changes nothing, <em>Fill empty</em> takes
        theirs where you have nothing, <em>Take theirs</em> writes over yours. What you have locked always stays.
      </p>
      <SetAll />
      <div className={`${COLUMNS} sticky top-0 mt-2 h-7 border-b border-line-strong bg-overlay text-xs text-muted`}>
        <span>Field</span>
        <span>Fill empty means</span>
        <span className="text-end">Differ</span>
        {RULES.map((rule) => (
          <span key={rule} className="text-center">
            {RULE_NAMES[rule]}
          </span>
        ))}
      </div>
      {MERGE_FIELDS.map((field) => (
        <RuleRow
          key={field}
          field={field}
          rule={rules[field] ?? 'mine'}
          differing={preview.conflictsByField[field] ?? 0}
          onRule={(rule) => setRule(field, rule)}
        />
      ))}
    </div>
  );
}
