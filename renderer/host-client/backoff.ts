const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/**
 * Wait before the next attempt: doubles from 250 ms up to 10 s.
 * @param attempt Failed attempts so far, from 1.
 * @param spread 0-1, random: up to a fifth is added, so that several windows do not knock at once.
 */
export function backoffMs(attempt: number, spread: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1)) * (1 + spread / 5);
}
