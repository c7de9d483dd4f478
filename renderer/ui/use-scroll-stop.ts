import { useCallback, useState } from 'react';

const FOCUSABLE = 'button, input, select, textarea, a[href], [tabindex="0"]';

/**
 * For an area that may scroll: whether it must be a stop of the Tab key itself, as without one in it the keyboard could
 * not scroll it.
 */
export function useScrollStop() {
  const [isStop, setStop] = useState(false);
  const ref = useCallback((area: HTMLElement | null) => {
    if (area === null) return undefined;
    const look = () => setStop(area.scrollHeight > area.clientHeight && area.querySelector(FOCUSABLE) === null);
    const observer = new ResizeObserver(look);
    observer.observe(area);
    return () => observer.disconnect();
  }, []);
  return { ref, isStop };
}
