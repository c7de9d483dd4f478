import { setTimeout as sleep } from 'node:timers/promises';

/** At most one message per this time: faster than this nobody sees, and the connection stays free. */
const INTERVAL_MS = 60;

/**
 * A state that many may watch. Watchers get the newest whole state, never a backlog: what changes in between is
 * replaced.
 */
export interface StateStream<State> {
  current(): State;
  publish(state: State): void;
  /** The state now and every later one, at most one per 60 ms. Ends, without an error, when the signal aborts. */
  watch(signal?: AbortSignal): AsyncGenerator<State, void, void>;
}

export function createStateStream<State>(initial: State): StateStream<State> {
  let state = initial;
  let version = 0;
  const waiting = new Set<() => void>();

  /** Resolves with the next publish or the end of the watcher. */
  function nextChange(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        waiting.delete(done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      waiting.add(done);
      signal?.addEventListener('abort', done, { once: true });
    });
  }

  return {
    current: () => state,
    publish: (next) => {
      state = next;
      version += 1;
      for (const wake of waiting) wake();
    },
    async *watch(signal) {
      const isOver = (): boolean => signal?.aborted === true;
      for (let seen = -1; !isOver(); ) {
        if (seen === version) {
          await nextChange(signal);
          continue;
        }
        seen = version;
        yield state;
        await pause(signal);
      }
    },
  };
}

async function pause(signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(INTERVAL_MS, undefined, { signal });
  } catch (error) {
    // The loop sees the abort and ends.
    if (!signal?.aborted) throw error;
  }
}
