import { createStateStream } from '#main/platform/state-stream.ts';
import type { ImportState, MergeRules } from '#shared/contract/interchange.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { keepingTags } from './file-tags.ts';
import type { ImportDeps } from './import-deps.ts';
import { type ReadyImport, writeImport } from './import-job.ts';
import { createProgress } from './import-progress.ts';
import { analyseRelinked } from './relink.ts';
import { matchAll, readAll } from './match-sources.ts';

/** Imports of libraries of other programs: first what it would do, then the doing. One at a time. */
export interface ImportService {
  /** Reads and compares; the state says how far, and what came of it. @throws {AppError} \`busy\` */
  preview(paths: readonly string[]): void;
  /** Writes what was previewed. @throws {AppError} \`conflict\` when nothing is ready. */
  apply(rules: MergeRules): void;
  /** Stops what runs, forgets what is ready. */
  cancel(): void;
  watch(signal?: AbortSignal): AsyncGenerator<ImportState, void, void>;
  state(): ImportState;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
}

export const NO_IMPORT: ImportState = {
  phase: 'idle',
  fraction: null,
  secondsLeft: null,
  preview: null,
  result: null,
  error: null,
};

export function createImportService(deps: ImportDeps): ImportService {
  const stream = createStateStream(NO_IMPORT);
  const progress = createProgress(stream, deps.clock);
  let ready: ReadyImport | null = null;
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;

  function run(task: (signal: AbortSignal) => Promise<void>): void {
    if (running !== null) {
      throw new AppError('busy', 'An import is running. Wait until it is done, or cancel it first.');
    }
    const stop = new AbortController();
    const ended = settle(task(stop.signal), stop.signal);
    running = { stop, ended };
  }

  async function settle(task: Promise<void>, signal: AbortSignal): Promise<void> {
    try {
      await task;
    } catch (error) {
      ready = null;
      stream.publish(signal.aborted ? { ...NO_IMPORT, phase: 'cancelled' } : failed(error));
      if (!signal.aborted && !(error instanceof AppError)) deps.onProblem(error);
    } finally {
      running = null;
    }
  }

  async function read(paths: readonly string[], signal: AbortSignal): Promise<void> {
    ready = null;
    stream.publish(NO_IMPORT);
    const opened = await readAll(deps.readSource, paths, progress, signal);
    const matched = await matchAll(deps, opened, progress, signal);
    signal.throwIfAborted();
    ready = matched;
    stream.publish({ ...NO_IMPORT, phase: 'ready', preview: matched.preview });
  }

  async function write(chosen: ReadyImport, rules: MergeRules, signal: AbortSignal): Promise<void> {
    ready = null;
    progress.start('writing');
    await deps.backUp();
    const options = { rules, signal, onProgress: (fraction: number) => progress.report(fraction) };
    const result = await writeImport(keepingTags(deps, chosen), chosen, options);
    await analyseRelinked(deps, chosen);
    const phase = signal.aborted ? 'cancelled' : 'done';
    stream.publish({ ...NO_IMPORT, phase, preview: chosen.preview, result });
  }

  return {
    preview: (paths) => run((signal) => read(paths, signal)),
    apply: (rules) => {
      const chosen = ready;
      if (chosen === null) throw new AppError('conflict', 'Choose the files to import first.');
      run((signal) => write(chosen, rules, signal));
    },
    cancel: () => {
      running?.stop.abort();
      ready = null;
      if (running === null) stream.publish(NO_IMPORT);
    },
    watch: (signal) => stream.watch(signal),
    state: () => stream.current(),
    idle: async () => running?.ended,
  };
}

function failed(error: unknown): ImportState {
  const unknown = 'The import broke. The log of MusicForge says why; what was written until then can be undone.';
  return { ...NO_IMPORT, phase: 'failed', error: error instanceof AppError ? error.message : unknown };
}
