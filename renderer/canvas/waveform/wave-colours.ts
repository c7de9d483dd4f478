/** Three bands over each other, the signal in the colour of its mixture, or the signal in one colour. */
export type WaveStyle = 'bands' | 'rgb' | 'mono';

/** Style and colours of the waveform in the theme of the moment, as CSS colours. */
export interface WaveColours {
  readonly style: WaveStyle;
  readonly mono: string;
  /** Of the strongest of red, green and blue, 0-255: on a light ground full ones would glare. */
  readonly full: number;
  readonly low: string;
  readonly mid: string;
  readonly high: string;
  readonly ground: string;
  readonly beat: string;
  readonly downbeat: string;
  readonly playhead: string;
  /** Cue points without a colour of their own, and the loop that plays; "#rrggbb". */
  readonly cue: string;
  /** The energy over the whole track. */
  readonly energy: string;
  /** Opacity of the part that was played. */
  readonly played: number;
}

let known: WaveColours | null = null;
const listeners = new Set<() => void>();
let observer: MutationObserver | null = null;

function styleOf(text: string | undefined): WaveStyle {
  return text === 'rgb' || text === 'mono' ? text : 'bands';
}

/** Reads the colours from the design tokens, and the style from the document; kept until either changes. */
export function waveColours(): WaveColours {
  if (known) return known;
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  known = {
    style: styleOf(document.documentElement.dataset['waveform']),
    mono: token('wave-mono'),
    full: Number(token('wave-full')),
    low: token('wave-low'),
    mid: token('wave-mid'),
    high: token('wave-high'),
    ground: token('wave-ground'),
    beat: token('grid-beat'),
    downbeat: token('grid-downbeat'),
    playhead: token('playhead'),
    cue: token('cue'),
    energy: token('wave-energy'),
    played: Number(token('wave-played')),
  };
  return known;
}

/** Calls `listener` after theme or style changed. Returns the way to stop. */
export function onWaveColoursChange(listener: () => void): () => void {
  observer ??= new MutationObserver(() => {
    known = null;
    for (const each of listeners) each();
  });
  if (listeners.size === 0)
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-waveform'] });
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) observer?.disconnect();
  };
}
