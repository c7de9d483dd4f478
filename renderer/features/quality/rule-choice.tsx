import type { ReactNode } from 'react';
import type { QualityFilter, QualityOverview, QualityRuleState } from '#shared/contract/quality.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { countOf } from '#renderer/ui/format.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { SeverityIcon } from './severity.tsx';

const SEVERITIES: readonly QualityRuleState['severity'][] = ['error', 'warning', 'note'];

/** What can be looked at: a rule, everything, or what was left out of a rule. */
interface Choice {
  readonly filter: QualityFilter;
  readonly label: string;
  /** null = not of tracks. */
  readonly count: number | null;
  readonly severity: QualityRuleState['severity'] | null;
}

const keyOf = ({ rule, ignored }: QualityFilter): string => `${rule ?? 'all'}${ignored ? ' ignored' : ''}`;

/** Errors first, in each kind the most frequent first; then what the user left out. */
function choicesOf({ tracks, flawless, rules }: QualityOverview): { counted: Choice[]; leftOut: Choice[] } {
  const broken = rules
    .filter((rule) => rule.tracks > 0)
    .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.tracks - a.tracks);
  return {
    counted: [
      { filter: { rule: null, ignored: false }, label: 'All problems', count: tracks - flawless, severity: null },
      ...broken.map((rule) => ({
        filter: { rule: rule.id, ignored: false },
        label: rule.name,
        count: rule.tracks,
        severity: rule.severity,
      })),
    ],
    leftOut: rules
      .filter(({ ignored, ignoredTracks }) => ignored || ignoredTracks > 0)
      .map((rule) => ({
        filter: { rule: rule.id, ignored: true },
        label: rule.name,
        count: rule.ignored ? null : rule.ignoredTracks,
        severity: null,
      })),
  };
}

interface RuleChoiceProps {
  readonly overview: QualityOverview;
  readonly filter: QualityFilter;
  readonly onFilter: (filter: QualityFilter) => void;
}

interface ItemProps {
  readonly choice: Choice;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Item({ choice: { label, count, severity }, chosen, onChoose }: ItemProps) {
  return (
    <ListRow>
      <ListCell>
        <button
          type="button"
          aria-pressed={chosen}
          onClick={onChoose}
          className={classNames(
            'flex h-[26px] w-full items-center gap-2 rounded-md px-2 text-start text-sm outline-offset-[-2px]!',
            chosen ? 'bg-row-selected text-ink' : 'text-muted hover:bg-row-hover hover:text-ink',
          )}
        >
          {severity === null ? <span className="w-[13px]" /> : <SeverityIcon severity={severity} />}
          <span className="min-w-0 flex-1 truncate">{label}</span>
          <span className="text-xs text-faint tabular-nums">
            {count === null ? 'all' : count.toLocaleString('en')}
            <span className="sr-only">{count === null ? ' tracks' : count === 1 ? ' track' : ' tracks'}</span>
          </span>
        </button>
      </ListCell>
    </ListRow>
  );
}

function Heading({ children }: { readonly children: ReactNode }) {
  return <h2 className="px-2 pt-3 pb-1 text-2xs font-semibold text-faint">{children}</h2>;
}

/** Rules beside the list, with how many tracks break each. */
export function RuleList({ overview, filter, onFilter }: RuleChoiceProps) {
  const { counted, leftOut } = choicesOf(overview);
  const item = (choice: Choice) => (
    <Item
      key={keyOf(choice.filter)}
      choice={choice}
      chosen={keyOf(choice.filter) === keyOf(filter)}
      onChoose={() => onFilter(choice.filter)}
    />
  );
  return (
    <div className="w-60 shrink-0 overflow-y-auto border-e border-line bg-ground px-1.5 pt-1.5 pb-3 @max-2xl:hidden">
      <ListGrid label="What is wrong">{counted.map(item)}</ListGrid>
      {leftOut.length === 0 ? null : (
        <>
          <Heading>Ignored</Heading>
          <ListGrid label="Ignored">{leftOut.map(item)}</ListGrid>
        </>
      )}
    </div>
  );
}

const optionText = ({ label, count }: Choice): string =>
  count === null ? `${label}, all tracks` : `${label}, ${countOf(count, 'track')}`;

/** The same where there is no room beside the list. */
export function RuleSelect({ overview, filter, onFilter }: RuleChoiceProps) {
  const { counted, leftOut } = choicesOf(overview);
  const choices = [...counted, ...leftOut];
  return (
    <div className="hidden border-b border-line px-3 py-1.5 @max-2xl:block">
      <Select
        label="What is wrong"
        value={keyOf(filter)}
        options={choices.map((choice) => ({
          value: keyOf(choice.filter),
          label: choice.filter.ignored ? `Ignored: ${optionText(choice)}` : optionText(choice),
        }))}
        onChange={(key) => {
          const choice = choices.find((each) => keyOf(each.filter) === key);
          if (choice) onFilter(choice.filter);
        }}
      />
    </div>
  );
}
