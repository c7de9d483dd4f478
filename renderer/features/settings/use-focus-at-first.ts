import { type RefObject, useEffect, useRef } from 'react';

/** Takes the keyboard when the part that it is in appears: what had it before is gone. @param isWanted Read once. */
export function useFocusAtFirst<Element extends HTMLElement>(isWanted: boolean): RefObject<Element | null> {
  const element = useRef<Element>(null);
  const wanted = useRef(isWanted);
  useEffect(() => {
    if (wanted.current) element.current?.focus();
    wanted.current = false;
  }, []);
  return element;
}
