import { useEffect } from 'react';
import { countOf } from '#renderer/ui/format.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import type { Completion } from './use-completion.ts';

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** The list under the search box. The keyboard stays in the box. */
export function SuggestionList({ id, completion }: { readonly id: string; readonly completion: Completion }) {
  const { suggestions, active, accept } = completion;
  useEffect(() => {
    document.getElementById(optionId(id, active))?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Suggestions"
      className="pop max-h-72 w-96 max-w-full overflow-y-auto rounded-md border border-line-strong bg-overlay p-1 shadow-overlay"
    >
      {suggestions.map(({ text, detail, count }, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the box (aria-activedescendant)
        <div
          key={text}
          id={optionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={classNames(
            'flex min-h-[26px] items-center gap-3 rounded-sm px-2 py-0.5 text-sm select-none',
            index === active ? 'bg-control-hover' : 'hover:bg-control-hover',
          )}
          // The box keeps the keyboard.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => accept(index)}
        >
          <span className="shrink-0 truncate">{text}</span>
          <span className="ms-auto min-w-0 truncate text-xs text-muted">
            {detail}
            {count === null ? null : (
              <span className="tabular-nums">{`${detail === '' ? '' : ', '}${countOf(count, 'track')}`}</span>
            )}
          </span>
        </div>
      ))}
    </div>
  );
}
