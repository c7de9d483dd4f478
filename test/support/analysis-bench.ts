import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type AnalysisDeps, type AnalysisService, createAnalysisService } from '#main/analysis/analysis-service.ts';
import { systemClock } from '#main/platform/clock.ts';
import type { RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { AnalysisState } from '#shared/contract/analysis.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { fileFields, trackFields } from './library-rows.ts';
import { openTempLibrary, tempFolder } from './temp-library.ts';

const WORKER = new URL('./analysis-worker-double.ts', import.meta.url);

/** An analysis with a library, a folder of files and the double of the worker, all real but the last. */
export interface AnalysisBench {
  readonly library: LibraryDatabase;
  readonly service: AnalysisService;
  readonly folder: string;
  /** Adds a track with a file of this name, which is there. */
  add(name: string, content?: string, set?: Partial<RowFields<'tracks'>>): TrackId;
}

export function analysisBench(deps: Partial<AnalysisDeps> = {}): AnalysisBench {
  const library = openTempLibrary({ clock: systemClock });
  const folder = tempFolder();
  const service = createAnalysisService({
    library,
    clock: systemClock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    workerUrl: WORKER,
    ffmpegPath: async () => '/usr/bin/ffmpeg',
    settings: () => ({ workerCount: 2, minBpm: 88, maxBpm: 176 }),
    ...deps,
    limits: { watchdogMs: 2000, graceMs: 500, ...deps.limits },
  });
  onTestFinished(() => service.stop());
  return {
    library,
    service,
    folder,
    add: (name, content = name, set = {}) => {
      const id = library.newId();
      const path = join(folder, name);
      writeFileSync(path, content);
      library.mutate({
        origin: 'tag',
        label: 'Import',
        mutations: [
          { op: 'insert', table: 'tracks', id, set: trackFields({ title: name, ...set }) },
          { op: 'insert', table: 'files', id: library.newId(), set: fileFields(id, { path, content_hash: content }) },
        ],
      });
      return id as TrackId;
    },
  };
}

/** Watches until the state fits, and gives that state. */
export async function until(service: AnalysisService, fits: (state: AnalysisState) => boolean): Promise<AnalysisState> {
  const watching = new AbortController();
  try {
    for await (const state of service.watch(watching.signal)) if (fits(state)) return state;
  } finally {
    watching.abort();
  }
  throw new Error('The stream ended');
}

export const isIdle = (state: AnalysisState) => state.queued === 0 && state.active.length === 0;
export const idle = (service: AnalysisService) => until(service, isIdle);

export const trackOf = ({ library }: AnalysisBench, id: string) =>
  library.query.first(library.db.selectFrom('tracks').selectAll().where('id', '=', id));
export const jobsOf = ({ library }: AnalysisBench) =>
  library.query.all(library.db.selectFrom('analysis_jobs').selectAll());
export const resultsOf = ({ library }: AnalysisBench) =>
  library.query.all(library.db.selectFrom('track_analyses').selectAll());
