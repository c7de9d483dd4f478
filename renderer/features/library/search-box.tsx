import { CircleHelp, Search, X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type KeyboardEvent, useId } from 'react';
import { shortcutText } from '#renderer/stores/shortcuts.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { IconButton } from '#renderer/ui/button.tsx';

/** A fault in the search text. */
export interface SearchFault {
  readonly message: string;
  /** Which characters of the text are meant; null when the host does not say. */
  readonly place: { readonly start: number; readonly end: number } | null;
}

const EXAMPLES: readonly (readonly [string, string])[] = [
  ['night drive', 'both words, in any field'],
  ['"night drive"', 'these words together'],
  ['-vocal', 'without it; works before fields as well'],
  ['artist:moss', 'in one field: title, artist, album, genre, label, comment'],
  ['genre:"deep house",techno', 'one of several'],
  ['bpm:120-126', 'a range; also bpm:124, bpm:>140'],
  ['key:8A,8B', 'keys in any notation: 8A, 1m, Am'],
  ['energy:>6', 'energy from 1 to 10'],
  ['rating:>=4', 'stars; also year:, plays:, time:>5:00'],
  ['added:<30d', 'age, or a date: added:2024-05'],
  ['genre:""', 'nothing stands in this field'],
];

function SearchHelp() {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton label="How to search" size="sm">
          <CircleHelp size={14} aria-hidden />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={6}
          align="start"
          collisionPadding={8}
          aria-label="How to search"
          className="pop z-50 w-[420px] rounded-md border border-line-strong bg-overlay p-3 shadow-overlay focus:outline-none"
        >
          <p className="mb-2 text-xs text-muted">Type words, fields, or both:</p>
          <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1.5 text-xs">
            {EXAMPLES.map(([example, meaning]) => (
              <div key={example} className="contents">
                <dt>
                  <code className="selectable rounded-sm bg-sunken px-1.5 py-0.5 font-sans text-ink">{example}</code>
                </dt>
                <dd className="text-muted">{meaning}</dd>
              </div>
            ))}
          </dl>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function FaultText({
  id,
  fault,
  search,
}: {
  readonly id: string;
  readonly fault: SearchFault;
  readonly search: string;
}) {
  return (
    <p
      id={id}
      role="alert"
      className="absolute start-0 top-full z-20 mt-1 max-w-full rounded-md border border-danger/40 bg-danger-soft px-2 py-1 text-xs text-danger shadow-overlay"
    >
      {fault.message}
      {fault.place === null ? null : (
        <span className="mt-0.5 block truncate whitespace-pre text-muted">
          {search.slice(Math.max(0, fault.place.start - 18), fault.place.start)}
          <mark className="rounded-sm bg-danger px-0.5 text-ground">
            {search.slice(fault.place.start, fault.place.end)}
          </mark>
          {search.slice(fault.place.end, fault.place.end + 18)}
        </span>
      )}
    </p>
  );
}

/** The id under which the window finds the box (Ctrl/Cmd+F). */
export const SEARCH_BOX_ID = 'library-search';

export function SearchBox({ fault }: { readonly fault: SearchFault | null }) {
  const search = useView((state) => state.search);
  const setSearch = useView((state) => state.setSearch);
  const faultId = useId();
  const handleKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape' && search !== '') {
      event.stopPropagation();
      setSearch('');
    }
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[role="grid"] [data-row][tabindex="0"]')?.focus();
    }
  };
  return (
    <div className="relative flex min-w-40 flex-1 items-center" role="search">
      <Search size={14} className="pointer-events-none absolute start-2 text-faint" aria-hidden />
      <input
        id={SEARCH_BOX_ID}
        type="text"
        value={search}
        maxLength={500}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={handleKey}
        placeholder={`Search   ${shortcutText('find')}`}
        aria-label="Search the tracks"
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : faultId}
        autoComplete="off"
        spellCheck={false}
        className="h-[26px] w-full rounded-md border border-line-strong bg-field ps-7 pe-14 text-sm outline-none hover:border-faint focus-visible:border-focus focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-focus/50 aria-invalid:border-danger"
      />
      <span className="absolute end-0.5 flex items-center">
        {search === '' ? null : (
          <IconButton label="Clear the search" size="sm" onClick={() => setSearch('')}>
            <X size={14} aria-hidden />
          </IconButton>
        )}
        <SearchHelp />
      </span>
      {fault === null ? null : <FaultText id={faultId} fault={fault} search={search} />}
    </div>
  );
}
