/** Colours of the waveform in the theme of the moment, as CSS colours. */
export interface WaveColours {
  readonly low: string;
  readonly mid: string;
  readonly high: string;
  readonly ground: string;
  readonly beat: string;
  readonly downbeat: string;
  readonly playhead: string;
  /** Cue points without a colour of their own, and the loop that plays; "#rrggbb". */
  readonly cue: string;
  /** Opacity of the part that was played. */
  readonly played: number;
}

let known: WaveColours | null = null;
const listeners = new Set<() => void>();
let observer: MutationObserver | null = null;

/** Reads the colours from the design tokens; kept until the theme changes. */
export function waveColours(): WaveColours {
  if (known) return known;
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  known = {
    low: token('wave-low'),
    mid: token('wave-mid'),
    high: token('wave-high'),
    ground: token('wave-ground'),
    beat: token('grid-beat'),
    downbeat: token('grid-downbeat'),
    playhead: token('playhead'),
    cue: token('cue'),
    played: Number(token('wave-played')),
  };
  return known;
}

/** Calls `listener` after the theme changed. Returns the way to stop. */
export function onWaveColoursChange(listener: () => void): () => void {
  observer ??= new MutationObserver(() => {
    known = null;
    for (const each of listeners) each();
  });
  if (listeners.size === 0)
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) observer?.disconnect();
  };
}
