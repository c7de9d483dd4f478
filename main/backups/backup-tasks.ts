import { createStateStream } from '#main/platform/state-stream.ts';
import type { BackupState } from '#shared/contract/backups.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const NOTHING: BackupState = { phase: 'idle', fraction: null, archive: null, error: null };

const inWords = (error: unknown): string =>
  error instanceof AppError
    ? error.message
    : 'It could not be done; your library is as it was. The log of MusicForge says why.';

type Task = (signal: AbortSignal, onProgress: (fraction: number) => void) => Promise<BackupState>;

/** Runs one task at a time and tells how far it is. */
export function createTasks(onProblem: (error: unknown) => void) {
  const stream = createStateStream(NOTHING);
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;

  async function settle(phase: BackupState['phase'], task: Task, signal: AbortSignal): Promise<void> {
    const progress = (fraction: number) => stream.publish({ ...NOTHING, phase, fraction: Math.min(1, fraction) });
    progress(0);
    try {
      stream.publish(await task(signal, progress));
    } catch (error) {
      if (signal.aborted) stream.publish({ ...NOTHING, phase: 'cancelled' });
      else {
        stream.publish({ ...NOTHING, phase: 'failed', error: inWords(error) });
        if (!(error instanceof AppError)) onProblem(error);
      }
    } finally {
      running = null;
    }
  }

  return {
    stream,
    isRunning: () => running !== null,
    run(phase: BackupState['phase'], task: Task): void {
      if (running !== null)
        throw new AppError('busy', 'A backup or an archive is being worked on. Wait until it is done, or cancel it.');
      const stop = new AbortController();
      running = { stop, ended: settle(phase, task, stop.signal) };
    },
    abort: () => running?.stop.abort(),
    idle: async () => {
      await running?.ended;
    },
  };
}
