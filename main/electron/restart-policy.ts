const WINDOW_MS = 60_000;
const MAX_RESTARTS = 5;
const FIRST_DELAY_MS = 250;

/**
 * Whether to start a host again that has died.
 * @param deathsMs When it died, this time included, in milliseconds, oldest first.
 * @returns How long to wait, doubling with every death of the last minute; null after the sixth of a minute: a host
 *   that cannot live is not started for ever.
 */
export function restartDelayMs(deathsMs: readonly number[]): number | null {
  const last = deathsMs.at(-1) ?? 0;
  const recent = deathsMs.filter((time) => last - time < WINDOW_MS).length;
  return recent > MAX_RESTARTS ? null : FIRST_DELAY_MS * 2 ** (recent - 1);
}
