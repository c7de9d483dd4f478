import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { SEARCH_LENGTH, type SearchCompletion, type SearchSuggestion } from '#shared/contract/search.ts';
import { typedPlace } from '#shared/domain/search-completion.ts';
import { useHost } from '#renderer/host-client/host.tsx';

const NONE: readonly SearchSuggestion[] = [];

function useSuggestions(text: string, cursor: number | null) {
  const { orpc } = useHost();
  // Most of what is typed has nothing to suggest: the host is not asked.
  const asked = cursor !== null && typedPlace(text, cursor) !== null;
  const input = asked ? { text, cursor } : skipToken;
  const query = useQuery(
    orpc.library.complete.queryOptions({ input, placeholderData: keepPreviousData, gcTime: 10_000, retry: false }),
  );
  return { completion: asked ? query.data : undefined };
}

export interface Completion {
  readonly suggestions: readonly SearchSuggestion[];
  /** Index of the suggestion that Enter takes; -1 = none, and Enter is not in the way. */
  readonly active: number;
  readonly accept: (index: number) => void;
  readonly close: () => void;
  /** Call with the cursor after every input. */
  readonly typed: (cursor: number | null) => void;
  /** @returns True when the key was meant for the list. */
  readonly handleKey: (event: KeyboardEvent) => boolean;
}

function replaced(text: string, { start, end }: Pick<SearchCompletion, 'start' | 'end'>, insert: string): string {
  return text.slice(0, start) + insert + text.slice(end);
}

/** Moves one place; the text itself (-1) lies between the last suggestion and the first. */
function moved(active: number, by: 1 | -1, count: number): number {
  return ((active + 1 + by + count + 1) % (count + 1)) - 1;
}

/**
 * Suggestions for what is typed in the search box. They come while one types and go with the cursor; none is chosen until
 * an arrow key does.
 */
export function useCompletion(
  input: RefObject<HTMLInputElement | null>,
  text: string,
  setText: (text: string) => void,
): Completion {
  // null = closed.
  const [cursor, setCursor] = useState<number | null>(null);
  const [active, setActive] = useState(-1);
  const { completion } = useSuggestions(text, cursor);
  const suggestions = completion?.suggestions ?? NONE;
  const cursorAfter = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (cursorAfter.current === null) return;
    input.current?.setSelectionRange(cursorAfter.current, cursorAfter.current);
    cursorAfter.current = null;
  });

  const typed = (next: number | null) => {
    setCursor(next);
    setActive(-1);
  };
  const close = () => typed(null);
  const accept = (index: number) => {
    const suggestion = suggestions[index];
    // The list may still be that of a letter ago: what is chosen from it stands for the word as it is by now.
    const place = cursor === null ? null : typedPlace(text, cursor);
    if (!suggestion || !completion || place?.start !== completion.start) return;
    const next = replaced(text, place, suggestion.insert);
    if (next.length > SEARCH_LENGTH) return close();
    const after = place.start + suggestion.insert.length;
    cursorAfter.current = after;
    setText(next);
    // Behind a field come its values.
    typed(suggestion.insert.endsWith(':') ? after : null);
  };
  const handleKey = ({ key }: KeyboardEvent): boolean => {
    if (suggestions.length === 0) return false;
    if (key === 'ArrowDown') setActive(moved(active, 1, suggestions.length));
    else if (key === 'ArrowUp') setActive(moved(active, -1, suggestions.length));
    else if (key === 'Escape') close();
    else if ((key === 'Enter' || key === 'Tab') && active >= 0) accept(active);
    else return false;
    return true;
  };
  return { suggestions, active, accept, close, typed, handleKey };
}
