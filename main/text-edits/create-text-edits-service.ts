import { BackgroundJobs } from '#main/platform/background-jobs.ts';
import { createStateStream } from '#main/platform/state-stream.ts';
import type { TextEditing, TextEditRequest, TextEditRow } from '#shared/contract/text-edits.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { IDLE } from './idle.ts';
import { previewTexts, type TextPlan } from './preview-texts.ts';
import type { TextEditDeps } from './text-edit-deps.ts';
import { createTextEditThread } from './text-edit-thread.ts';
import { chosenChanges, writeTexts } from './write-texts.ts';

/** Find and replace, and clean-ups, in the texts of many tracks: looked at first, then written as one step. */
export interface TextEditsService {
  /** Takes the place of another preview. @returns Its number. @throws {AppError} `busy` while texts are written. */
  preview(request: TextEditRequest): Promise<{ job: number }>;
  rows(preview: number, offset: number, limit: number): readonly TextEditRow[];
  /** @throws {AppError} `busy`; `conflict` when this preview is gone. */
  apply(preview: number, leftOut: readonly number[]): void;
  cancel(): Promise<void>;
  /** Stops what runs, and its thread. */
  stop(): Promise<void>;
  watch(signal?: AbortSignal): AsyncGenerator<TextEditing, void, void>;
}

interface Plan extends TextPlan {
  readonly verb: string;
}

const labelOf = (verb: string, tracks: number): string => `${verb} ${tracks} track${tracks === 1 ? '' : 's'}`;

export function createTextEditsService(deps: TextEditDeps): TextEditsService {
  const thread = createTextEditThread(deps.workerUrl, deps.limitMs);
  const stream = createStateStream<TextEditing>(IDLE);
  let plan: Plan | null = null;
  const jobs = new BackgroundJobs<TextEditing>({
    stream,
    idle: IDLE,
    clock: deps.clock,
    log: deps.log,
    failure: 'editing texts failed',
    failed: (error) => ({ phase: 'done', error }),
  });
  /** @throws {AppError} `busy` */
  function checkNotWriting(): void {
    if (jobs.phase !== 'writing') return;
    throw new AppError('busy', 'Texts are being changed. Wait for the end, or cancel it.');
  }

  return {
    preview: async (request) => {
      // More than one may wait for the end of the one that runs.
      while (jobs.phase !== null) {
        checkNotWriting();
        await jobs.cancel();
      }
      plan = null;
      jobs.run('reading', async (progress, signal) => {
        const number = stream.current().job;
        const found = await previewTexts({ deps, thread }, { number, request }, progress, signal);
        if (found === null) return { ...IDLE, job: number };
        plan = { ...found, verb: request.change.kind === 'replace' ? 'Replace in' : 'Clean up' };
        return { phase: 'ready', preview: found.preview };
      });
      return { job: stream.current().job };
    },
    rows: (preview, offset, limit) => (plan?.preview.number === preview ? plan.rows.slice(offset, offset + limit) : []),
    apply: (preview, leftOut) => {
      checkNotWriting();
      if (plan?.preview.number !== preview) throw new AppError('conflict', 'Look at what would change first.');
      const { rows, verb } = plan;
      plan = null;
      const changes = chosenChanges(rows, new Set(leftOut));
      const label = labelOf(verb, changes.length);
      jobs.run('writing', async (progress, signal) => ({
        phase: 'done',
        result: await writeTexts(deps, { changes, label }, progress, signal),
      }));
    },
    cancel: async () => {
      await jobs.cancel();
      plan = null;
      if (stream.current().phase === 'ready') stream.publish({ ...IDLE, job: stream.current().job });
    },
    stop: async () => {
      await jobs.cancel();
      await thread.close();
    },
    watch: (signal) => stream.watch(signal),
  };
}
