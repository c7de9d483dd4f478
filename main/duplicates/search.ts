import { createStateStream } from '#main/platform/state-stream.ts';
import type { DuplicateSearch } from '#shared/contract/duplicates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { DuplicatesDeps } from './duplicates-deps.ts';
import type { FingerprintStore } from './fingerprint-store.ts';
import { compareTracks, hearTracks, NO_SEARCH, type SearchParts } from './search-run.ts';

/** The search through the library: at most one goes on. */
export interface Search {
  isRunning(): boolean;
  /** Returns at once. @throws {AppError} `busy` */
  start(): void;
  /** Resolves when it has ended. */
  cancel(): Promise<void>;
  /** Resolves when none runs. */
  idle(): Promise<void>;
  watch(signal?: AbortSignal): AsyncGenerator<DuplicateSearch, void, void>;
}

export function createSearch(deps: DuplicatesDeps, store: FingerprintStore): Search {
  const stream = createStateStream<DuplicateSearch>(NO_SEARCH);
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;

  const report = (change: Partial<DuplicateSearch>): void => stream.publish({ ...stream.current(), ...change });

  function end(phase: 'done' | 'failed' | 'cancelled', error: string | null): void {
    report({ phase, error, current: null, fraction: null, secondsLeft: null });
    const { done, failed } = stream.current();
    deps.log.info('duplicates searched', { phase, done, failed });
  }

  async function run(parts: SearchParts): Promise<void> {
    try {
      await hearTracks(parts);
      await compareTracks(parts);
      end('done', null);
    } catch (error) {
      if (parts.signal.aborted) end('cancelled', null);
      else if (error instanceof AppError) end('failed', error.message);
      else {
        deps.log.error('search for duplicates failed', { error });
        end('failed', 'The search ran into a fault. Start it again; Settings has diagnostics to send.');
      }
    } finally {
      running = null;
    }
  }

  return {
    isRunning: () => running !== null,
    start: () => {
      if (running !== null) throw new AppError('busy', 'A search for duplicates is running already.');
      const stop = new AbortController();
      stream.publish({ ...NO_SEARCH, phase: 'hearing' });
      running = { stop, ended: run({ deps, store, signal: stop.signal, report }) };
    },
    cancel: async () => {
      running?.stop.abort();
      await running?.ended;
    },
    idle: async () => {
      await running?.ended;
    },
    watch: (signal) => stream.watch(signal),
  };
}
