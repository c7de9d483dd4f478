import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Stop = (typeof STOPS)[number];

/** What a shell reports for a program that a signal has ended: 128 + the signal's number. */
const STOP_EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const satisfies Record<Stop, number>;
/** Signals by which somebody ends a program; the others (SIGTRAP, SIGSEGV, ...) are crashes. */
const ENDED_BY_SOMEBODY: readonly (NodeJS.Signals | null)[] = [...STOPS, 'SIGKILL'];
/** A desktop program that ends with an error this soon could not start here at all. */
const EARLY_EXIT_MS = 5000;

export interface ChildEnding {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** This process's exit code when it was asked to stop meanwhile, else null: then nothing else may be started. */
  readonly stopCode: number | null;
}

/** Waits for the end of a child and hands on to it whatever asks this process to stop. */
export async function childEnding(child: ChildProcess): Promise<ChildEnding> {
  let stopCode: number | null = null;
  const forward = (signal: NodeJS.Signals) => {
    stopCode = STOP_EXIT_CODES[signal as Stop];
    child.kill(signal);
  };
  for (const signal of STOPS) process.on(signal, forward);
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return { code, signal, stopCode };
  } catch {
    // 'error': the program could not be started, which is an ending with an error.
    return { code: 1, signal: null, stopCode };
  } finally {
    for (const signal of STOPS) process.off(signal, forward);
  }
}

/** Whether a desktop program could not start here at all, rather than being ended by somebody. */
export function couldNotStart({ code, signal, stopCode }: ChildEnding, ranMs: number): boolean {
  const endedOnPurpose = code === 0 || stopCode !== null || ENDED_BY_SOMEBODY.includes(signal);
  return !endedOnPurpose && ranMs < EARLY_EXIT_MS;
}
