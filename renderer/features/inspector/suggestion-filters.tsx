import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { SUGGESTION_GROUPS, type SuggestionOptions } from '#shared/contract/suggestions.ts';
import { useLearnedWeights, useSettings } from '#renderer/host-client/queries.ts';
import { type SuggestionFilters, useSuggestionChoice } from '#renderer/stores/suggestions-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CheckLine } from '#renderer/ui/check-line.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Slider } from '#renderer/ui/slider.tsx';
import { GROUP_LOOKS } from './suggestion-groups.ts';

/** What suggestions are asked by: what was set here, else what the settings say. */
export function useSuggestionOptions(): Omit<SuggestionOptions, 'like' | 'surprise'> {
  const { keyRule, tempoRangePercent, keyLock, halfDoubleTime } = useSettings();
  const { filters, factors } = useSuggestionChoice();
  const usual = { keyRule, tempoRangePercent, keyLock, halfDoubleTime };
  return { ...usual, energy: 'any', neverPlayed: false, sameArtist: false, ...filters, factors };
}

interface FiltersProps {
  readonly options: Omit<SuggestionOptions, 'like' | 'surprise'>;
}

const ROWS = 'grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 px-3 text-xs text-faint';

function MainFilters({ options }: FiltersProps) {
  const filter = useSuggestionChoice((state) => state.filter);
  return (
    <div className={ROWS}>
      <span>Keys</span>
      <Segmented
        fill
        label="Which keys are suggested"
        value={options.keyRule}
        onChange={(keyRule) => filter({ keyRule })}
        options={[
          { value: 'strict', label: 'Strict' },
          { value: 'loose', label: 'Loose' },
          { value: 'off', label: 'Any' },
        ]}
      />
      <span>Energy</span>
      <Segmented
        fill
        label="Which energy is suggested"
        value={options.energy}
        onChange={(energy) => filter({ energy })}
        options={[
          { value: 'any', label: 'Any' },
          { value: 'hold', label: 'Hold' },
          { value: 'up', label: 'Up' },
          { value: 'down', label: 'Down' },
        ]}
      />
      <span>Tempo</span>
      <span className="flex items-center gap-2">
        <Slider
          label="Largest tempo change"
          value={options.tempoRangePercent}
          min={1}
          max={16}
          step={1}
          text={`${options.tempoRangePercent} percent`}
          onChange={(tempoRangePercent) => filter({ tempoRangePercent })}
          className="flex-1"
        />
        <span className="w-10 text-end text-muted">±{options.tempoRangePercent} %</span>
      </span>
    </div>
  );
}

const TICKS = [
  ['keyLock', 'Decks keep the key (key lock)'],
  ['halfDoubleTime', 'Half and double time mix'],
  ['neverPlayed', 'Only tracks never played'],
  ['sameArtist', 'Same artist may come twice in a row'],
] as const satisfies readonly (readonly [keyof SuggestionFilters, string])[];

const factorText = (factor: number): string => (factor === 0 ? 'Off' : `× ${factor.toFixed(1)}`);

function WeightSliders({ options }: FiltersProps) {
  const weigh = useSuggestionChoice((state) => state.weigh);
  return (
    <div className={ROWS}>
      {SUGGESTION_GROUPS.map((group) => {
        const { name, help, colour } = GROUP_LOOKS[group];
        const factor = options.factors[group] ?? 1;
        return (
          <div key={group} className="contents" title={help}>
            <span className="flex items-center gap-1.5">
              <span className="size-[6px] rounded-[2px]" style={{ background: colour }} aria-hidden />
              {name}
            </span>
            <span className="flex items-center gap-2">
              <Slider
                label={`How much counts: ${name}. ${help}`}
                value={factor}
                min={0}
                max={3}
                step={0.1}
                text={factor === 0 ? 'Off' : `times ${factor.toFixed(1)}`}
                onChange={(next) => weigh(group, next)}
                className="flex-1"
              />
              <span className={classNames('w-10 text-end', factor === 1 ? 'text-faint' : 'text-muted')}>
                {factorText(factor)}
              </span>
            </span>
          </div>
        );
      })}
    </div>
  );
}

/** Whose weights the sliders stand on. */
function WeightSource() {
  const learned = useLearnedWeights().data;
  if (!learned) return null;
  const { used, learned: last } = learned;
  return (
    <p className="px-3 text-xs text-faint">
      {used === 'own' && last !== null
        ? `× 1.0 is what your own ${last.sessions.toLocaleString('en')} sessions say.`
        : '× 1.0 is what MusicForge comes with. Your own history takes over when there is enough of it: see Settings.'}
    </p>
  );
}

type Choice = ReturnType<typeof useSuggestionChoice.getState>;

/** How many of the further filters and the weights are not as usual. */
function changedCount({ filters, factors }: Choice): number {
  const ticks = TICKS.filter(([name]) => filters[name] !== undefined).length;
  return ticks + Object.values(factors).filter((factor) => factor !== 1).length;
}

const KEY_WORDS = { strict: 'strict keys', loose: 'loose keys', off: 'any key' } as const;
const ENERGY_WORDS = { any: 'any energy', hold: 'energy held', up: 'energy up', down: 'energy down' } as const;

interface DisclosureProps {
  readonly controls: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

function Disclosure({ controls, isOpen, onToggle, children }: DisclosureProps) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={controls}
      onClick={onToggle}
      className="-ms-1 flex h-[22px] min-w-0 items-center gap-0.5 rounded-sm px-1 text-xs text-muted hover:text-ink"
    >
      <ChevronRight size={13} className={classNames('shrink-0', isOpen && 'rotate-90')} aria-hidden />
      <span className="truncate">{children}</span>
    </button>
  );
}

/** What lets in and what counts, past the main three. */
function FurtherFilters({ options }: FiltersProps) {
  const filter = useSuggestionChoice((state) => state.filter);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-col px-3">
        {TICKS.map(([name, label]) => (
          <CheckLine
            key={name}
            label={label}
            checked={options[name]}
            onChange={(checked) => filter({ [name]: checked })}
          />
        ))}
      </div>
      <h3 className="px-3 text-xs font-medium text-muted">What counts how much</h3>
      <WeightSliders options={options} />
      <WeightSource />
    </div>
  );
}

function OpenFilters({ options }: FiltersProps) {
  const choice = useSuggestionChoice();
  const id = useId();
  const changed = changedCount(choice);
  const isAll = choice.shown === 'all';
  return (
    <div className="flex flex-col gap-2 pb-1">
      <MainFilters options={options} />
      <div className="flex px-3">
        <Disclosure controls={id} isOpen={isAll} onToggle={() => choice.show(isAll ? 'main' : 'all')}>
          More filters and weights
          {changed > 0 ? <span className="text-accent"> · {changed} changed</span> : null}
        </Disclosure>
      </div>
      <div id={id} hidden={!isAll}>
        {isAll ? <FurtherFilters options={options} /> : null}
      </div>
    </div>
  );
}

/**
 * What may be suggested, and what counts how much. Every change shows at once; while nothing is changed one line says how it
 * stands, and the room is the list's.
 */
export function SuggestionFilterPanel({ options }: FiltersProps) {
  const choice = useSuggestionChoice();
  const id = useId();
  const changed = changedCount(choice);
  const isOpen = choice.shown !== 'line';
  return (
    <div className="flex flex-col gap-1.5 pb-1">
      <div className="flex items-center px-3">
        <Disclosure controls={id} isOpen={isOpen} onToggle={() => choice.show(isOpen ? 'line' : 'main')}>
          Filters: {KEY_WORDS[options.keyRule]}, {ENERGY_WORDS[options.energy]}, ±{options.tempoRangePercent} %
          {changed > 0 && !isOpen ? <span className="text-accent">, {changed} more</span> : null}
        </Disclosure>
        {changed > 0 || Object.keys(choice.filters).length > 0 ? (
          <Button look="quiet" className="ms-auto h-[22px]! shrink-0 px-1.5! text-xs!" onClick={choice.reset}>
            Reset
          </Button>
        ) : null}
      </div>
      <div id={id} hidden={!isOpen}>
        {isOpen ? <OpenFilters options={options} /> : null}
      </div>
    </div>
  );
}
