import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { classNames } from './class-names.ts';
import { FIELD_LOOK } from './field.tsx';

export interface Chip {
  readonly id: string;
  readonly name: string;
  readonly colour: string | null;
  /** Where it stands for several things: "3 of 5"; absent when it holds for all. */
  readonly part?: string;
}

interface ChipFieldProps {
  /** Names the field and its chips. */
  readonly label: string;
  readonly chips: readonly Chip[];
  /** What can be added, the ones that are there already among them. */
  readonly choices: readonly Chip[];
  readonly onAdd: (id: string) => void;
  /** A name that is not among the choices. */
  readonly onCreate: (name: string) => void;
  readonly onRemove: (id: string) => void;
}

interface Option {
  readonly key: string;
  readonly text: string;
  readonly colour: string | null;
  readonly choose: () => void;
}

const MOST_OPTIONS = 8;

/** What Enter may mean for the text: choices with it in their name, those that begin with it first, then a new one. */
function optionsFor(text: string, { chips, choices, onAdd, onCreate }: ChipFieldProps): Option[] {
  const typed = text.trim().toLowerCase();
  const whole = new Set(chips.filter(({ part }) => part === undefined).map(({ id }) => id));
  const starts = ({ name }: Chip) => (name.toLowerCase().startsWith(typed) ? 0 : 1);
  const fitting = choices
    .filter(({ id, name }) => !whole.has(id) && name.toLowerCase().includes(typed))
    .sort((a, b) => starts(a) - starts(b))
    .slice(0, MOST_OPTIONS)
    .map(({ id, name, colour }) => ({ key: id, text: name, colour, choose: () => onAdd(id) }));
  const isKnown = typed === '' || choices.some(({ name }) => name.toLowerCase() === typed);
  if (isKnown) return fitting;
  const create = { key: 'new', text: `New: ${text.trim()}`, colour: null, choose: () => onCreate(text.trim()) };
  return [...fitting, create];
}

function ChipList({ label, chips, onAdd, onRemove }: Pick<ChipFieldProps, 'label' | 'chips' | 'onAdd' | 'onRemove'>) {
  if (chips.length === 0) return null;
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1">
      {chips.map(({ id, name, colour, part }) => (
        <li
          key={id}
          className={classNames(
            'inline-flex h-[22px] max-w-full items-center rounded-sm border-s-[3px] bg-control-hover ps-1.5 text-xs',
            part !== undefined && 'text-muted',
          )}
          style={{ borderInlineStartColor: colour ?? 'var(--text-faint)' }}
        >
          <span className="truncate">{name}</span>
          {part === undefined ? null : (
            <button
              type="button"
              aria-label={`${name}, on ${part}: put on all`}
              title="Put on all"
              onClick={() => onAdd(id)}
              className="ms-1.5 rounded-sm px-1 text-2xs text-muted hover:text-ink"
            >
              {part}
            </button>
          )}
          <button
            type="button"
            aria-label={`Take off ${name}`}
            title={`Take off ${name}`}
            onClick={() => onRemove(id)}
            className="inline-flex size-[22px] shrink-0 items-center justify-center rounded-sm text-muted hover:text-ink"
          >
            <X size={12} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

interface OptionListProps {
  readonly id: string;
  readonly label: string;
  readonly options: readonly Option[];
  /** Index of the one that Enter means. */
  readonly at: number;
  readonly onChoose: (option: Option) => void;
}

function OptionList({ id, label, options, at, onChoose }: OptionListProps) {
  return (
    <div
      id={`${id}-options`}
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      hidden={options.length === 0}
      className="pop absolute inset-x-0 top-full z-30 mt-1 rounded-md border border-line-strong bg-overlay p-1 text-sm shadow-overlay"
    >
      {options.map((option, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the keyboard is in the field (aria-activedescendant)
        <div
          key={option.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          // Before the field loses the keyboard.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
          className={classNames('flex h-[26px] items-center gap-2 rounded-sm px-2', index === at && 'bg-control-hover')}
        >
          <span
            className="size-2.5 shrink-0 rounded-sm border border-line-strong"
            style={option.colour === null ? undefined : { background: option.colour }}
            aria-hidden
          />
          <span className="truncate">{option.text}</span>
        </div>
      ))}
    </div>
  );
}

/** What is typed, what it may mean, and the keys that choose among that. */
function useCompletion(props: ChipFieldProps) {
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const options = isOpen ? optionsFor(text, props) : [];
  const at = Math.min(active, options.length - 1);
  const choose = (option: Option | undefined) => {
    if (option === undefined) return;
    option.choose();
    setText('');
    setActive(0);
  };
  const step = (by: number) => {
    if (!isOpen) setOpen(true);
    else setActive((at + by + options.length) % Math.max(1, options.length));
  };
  const type = (next: string) => {
    setText(next);
    setOpen(true);
    setActive(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Enter: () => choose(options[at]),
      ...(isOpen ? { Escape: () => setOpen(false) } : {}),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return { text, type, options, at, choose, setOpen, onKeyDown };
}

/** Chips, and a field that adds more by typing, with completion (combobox pattern of the ARIA practices). */
export function ChipField(props: ChipFieldProps) {
  const { label } = props;
  const id = useId();
  const { text, type, options, at, choose, setOpen, onKeyDown } = useCompletion(props);
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <ChipList {...props} />
      <div className="relative min-w-24 flex-1">
        <input
          role="combobox"
          aria-label={`Add to ${label.toLowerCase()}`}
          aria-expanded={options.length > 0}
          aria-controls={`${id}-options`}
          aria-activedescendant={options.length > 0 ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          value={text}
          maxLength={60}
          placeholder={`Add to ${label.toLowerCase()}…`}
          className={classNames(FIELD_LOOK, 'h-[22px]! text-xs!')}
          onChange={(event) => type(event.target.value)}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        <OptionList id={id} label={label} options={options} at={at} onChoose={choose} />
      </div>
    </div>
  );
}
