import { useLayoutEffect, useState } from 'react';

/** Height of a line in CSS pixels. */
export const LINE_HEIGHT = 26;
const OVERSCAN = 6;

export interface LineWindow {
  readonly first: number;
  /** Inclusive. */
  readonly last: number;
}

/**
 * Which lines of a list are in view. The list stands among others in an area that scrolls, so where it begins is asked of
 * the page whenever something scrolls or changes its size.
 */
export function useLineWindow(scroller: HTMLElement | null, list: HTMLElement | null): LineWindow {
  const [range, setRange] = useState<LineWindow>({ first: 0, last: 40 });
  useLayoutEffect(() => {
    if (scroller === null || list === null) return undefined;
    const look = () => {
      const top = scroller.getBoundingClientRect().top - list.getBoundingClientRect().top;
      const first = Math.max(0, Math.floor(top / LINE_HEIGHT) - OVERSCAN);
      const last = Math.ceil((top + scroller.clientHeight) / LINE_HEIGHT) + OVERSCAN;
      setRange((now) => (now.first === first && now.last === last ? now : { first, last }));
    };
    look();
    scroller.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    for (const element of [scroller, ...scroller.children]) observer.observe(element);
    return () => {
      scroller.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [scroller, list]);
  return range;
}
