import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { createDuplicatesService, type DuplicatesService } from '#main/duplicates/create-duplicates-service.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import type { DuplicateSearch } from '#shared/contract/duplicates.ts';
import { needFfmpeg } from './ffmpeg.ts';

export interface DuplicatesLibrary {
  readonly service: DuplicatesService;
  /** Searches and waits for the end. */
  readonly search: () => Promise<DuplicateSearch>;
  readonly state: () => Promise<DuplicateSearch>;
  /** Titles of each group, in order. */
  readonly groups: () => string[][];
}

/** The search for duplicates over a library, with its real threads. */
export function openDuplicates(
  database: LibraryDatabase,
  ffmpegPath: () => Promise<string> = () => Promise.resolve(needFfmpeg()),
): DuplicatesLibrary {
  const service = createDuplicatesService({
    database,
    clock: systemClock,
    log: {
      info: () => undefined,
      error: (message, details) => {
        throw new Error(message, { cause: details });
      },
    },
    fingerprintWorkerUrl: new URL(import.meta.resolve('#main/worker/fingerprint-worker.ts')),
    matchWorkerUrl: new URL(import.meta.resolve('#main/duplicates/match/match-worker.ts')),
    ffmpegPath,
    workerCount: 2,
  });
  onTestFinished(() => service.cancel());
  async function state(): Promise<DuplicateSearch> {
    for await (const each of service.watch()) return each;
    throw new Error('The search has no state');
  }
  return {
    service,
    state,
    search: async () => {
      service.search();
      await service.idle();
      await wait(0);
      return state();
    },
    groups: () =>
      service
        .groups(0, 100)
        .groups.map(({ tracks }) => tracks.map(({ track }) => track.title).sort())
        .sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)),
  };
}
