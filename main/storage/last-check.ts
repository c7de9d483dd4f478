import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** Up to this size a check takes no time that anybody would notice. */
const ALWAYS_CHECKED_BYTES = 32 * 1024 * 1024;
const CHECK_EVERY_MS = 7 * 24 * 60 * 60 * 1000;

/** A small file beside the library that says when all of it was last found sound. */
const notePath = (path: string): string => `${path}.checked`;

/** Unix time in ms; NaN where nothing is noted. */
function lastChecked(path: string): number {
  const note = notePath(path);
  return existsSync(note) ? Date.parse(readFileSync(note, 'utf8')) : Number.NaN;
}

/** A log that was left behind is that of a program that was killed, or of a power failure. */
function wasLeftOpen(path: string): boolean {
  const log = `${path}-wal`;
  return existsSync(log) && statSync(log).size > 0;
}

/**
 * Whether the whole library is to be checked before it is used. A large one takes a second or more: it is checked where
 * something may have happened to it, and once a week. To be asked before it is opened.
 */
export function isCheckDue(path: string, nowMs: number): boolean {
  const { size } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size <= ALWAYS_CHECKED_BYTES || wasLeftOpen(path)) return true;
  // A time in the future is of a clock since set back.
  return !(Math.abs(nowMs - lastChecked(path)) < CHECK_EVERY_MS);
}

/** Notes that all of the library was found sound now. */
export function noteChecked(path: string, nowMs: number): void {
  try {
    writeFileSync(notePath(path), new Date(nowMs).toISOString());
  } catch (error) {
    // A folder that takes no file: the library is checked again at the next start.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

/** The next start checks the library, whenever it was last checked. */
export function askForCheck(path: string): void {
  rmSync(notePath(path), { force: true });
}
