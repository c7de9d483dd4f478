import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * For a field whose value arrives after it: who is in the empty field by then means to type a value of their own, not one behind
 * what arrives.
 * @param isThere The value has arrived, and nothing was typed before.
 */
export function useSelectOnArrival(isThere: boolean): RefObject<HTMLInputElement | null> {
  const input = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useLayoutEffect(() => {
    if (!isThere || isDone.current) return;
    isDone.current = true;
    if (document.activeElement === input.current) input.current?.select();
  }, [isThere]);
  return input;
}
