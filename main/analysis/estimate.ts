export interface WorkLeft {
  /** Jobs that wait. */
  readonly queued: number;
  /** Fractions done of those that run, 0-1. */
  readonly active: readonly number[];
  readonly workers: number;
  /** What a job has taken lately; null before the first has ended. */
  readonly averageSeconds: number | null;
}

/**
 * Time until the queue is empty if it goes on like this: work left, in jobs, shared among the workers that have any.
 * @returns Seconds; 0 without work, null while nothing is known of the speed.
 */
export function secondsLeft({ queued, active, workers, averageSeconds }: WorkLeft): number | null {
  if (queued + active.length === 0) return 0;
  if (averageSeconds === null) return null;
  const running = active.reduce((sum, fraction) => sum + (1 - fraction), 0);
  const busy = Math.max(1, Math.min(workers, queued + active.length));
  const shared = ((queued + running) / busy) * averageSeconds;
  // The last job of all is not shared: nothing ends before the one that has the most left.
  const longest = Math.max(0, ...active.map((fraction) => 1 - fraction)) * averageSeconds;
  return Math.max(shared, longest);
}

/** Share of the newest job in the average: follows a change from short tracks to long mixes within a few. */
const NEWEST_SHARE = 0.2;

export function nextAverage(averageSeconds: number | null, latestSeconds: number): number {
  return averageSeconds === null ? latestSeconds : averageSeconds + NEWEST_SHARE * (latestSeconds - averageSeconds);
}
