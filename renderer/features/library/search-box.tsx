import { BookmarkPlus, Search, X } from 'lucide-react';
import { type ChangeEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { SEARCH_LENGTH } from '#shared/contract/search.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { shortcutText } from '#renderer/stores/shortcuts.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { FaultList, FaultMarks, type SearchFault } from './search-faults.tsx';
import { SearchHelp } from './search-help.tsx';
import { optionId, SuggestionList } from './suggestion-list.tsx';
import { type Completion, useCompletion } from './use-completion.ts';

function SaveSearch({ search }: { readonly search: string }) {
  const dialog = { kind: 'smart-crate', id: null, parentId: null, name: '', query: search.trim() } as const;
  return (
    <IconButton label="Save as smart crate" size="sm" onClick={() => useDialogs.getState().show(dialog)}>
      <BookmarkPlus size={14} aria-hidden />
    </IconButton>
  );
}

/** The id under which the window finds the box (Ctrl/Cmd+F). */
export const SEARCH_BOX_ID = 'library-search';

function goToRows(): void {
  document.querySelector<HTMLElement>('[role="grid"] [data-row][tabindex="0"]')?.focus();
}

function handleKey(event: KeyboardEvent<HTMLInputElement>, completion: Completion): void {
  const { search, setSearch } = useView.getState();
  if (completion.handleKey(event)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (event.key === 'Escape' && search !== '') {
    event.stopPropagation();
    setSearch('');
  } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
    event.preventDefault();
    completion.close();
    goToRows();
  } else if (['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) completion.close();
}

function ClearButton() {
  return (
    <IconButton label="Clear the search" size="sm" onClick={() => useView.getState().setSearch('')}>
      <X size={14} aria-hidden />
    </IconButton>
  );
}

/** Text, fields with suggestions, and what is wrong with them. */
export function SearchBox({ faults }: { readonly faults: readonly SearchFault[] }) {
  const search = useView((state) => state.search);
  const setSearch = useView((state) => state.setSearch);
  const [scrolled, setScrolled] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const completion = useCompletion(input, search, setSearch);
  const faultId = useId();
  const listId = useId();
  const isOpen = completion.suggestions.length > 0;
  const isFaulty = faults.length > 0;
  const handleChange = ({ target }: ChangeEvent<HTMLInputElement>) => {
    setSearch(target.value);
    setScrolled(target.scrollLeft);
    completion.typed(target.selectionStart);
  };
  return (
    <div className="relative flex min-w-40 flex-1 items-center" role="search">
      <Search size={14} className="pointer-events-none absolute start-2 text-faint" aria-hidden />
      <input
        ref={input}
        id={SEARCH_BOX_ID}
        type="text"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={completion.active < 0 ? undefined : optionId(listId, completion.active)}
        value={search}
        maxLength={SEARCH_LENGTH}
        onChange={handleChange}
        onKeyDown={(event) => handleKey(event, completion)}
        onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
        onBlur={completion.close}
        onClick={completion.close}
        placeholder={`Search   ${shortcutText('find')}`}
        aria-label="Search the tracks"
        aria-invalid={isFaulty}
        aria-describedby={isFaulty ? faultId : undefined}
        autoComplete="off"
        spellCheck={false}
        className="h-[26px] w-full rounded-md border border-line-strong bg-field ps-7 pe-20 text-sm outline-none hover:border-faint focus-visible:border-focus focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-focus/50 aria-invalid:border-danger"
      />
      {isFaulty ? <FaultMarks faults={faults} search={search} scrolled={scrolled} /> : null}
      <span className="absolute end-0.5 flex items-center">
        {search === '' ? null : <ClearButton />}
        {search.trim() === '' || isFaulty ? null : <SaveSearch search={search} />}
        <SearchHelp />
      </span>
      <div className="absolute inset-x-0 top-full z-20 mt-1 flex flex-col gap-1">
        {isFaulty ? <FaultList id={faultId} faults={faults} search={search} /> : null}
        {isOpen ? <SuggestionList id={listId} completion={completion} /> : null}
      </div>
    </div>
  );
}
