/** Length of a "beat" to jump by where nothing is known of the music. */
const WITHOUT_GRID_SECONDS = 0.5;

interface Grid {
  readonly segments: readonly { readonly startSeconds: number; readonly bpm: number }[];
}

/** Length of a beat at a time of the track, in seconds. */
export function beatPeriod(grid: Grid | null, timeSeconds: number): number {
  const started = grid?.segments.filter((segment) => segment.startSeconds <= timeSeconds).at(-1) ?? grid?.segments[0];
  return started === undefined ? WITHOUT_GRID_SECONDS : 60 / started.bpm;
}
