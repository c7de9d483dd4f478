import { Piscina } from 'piscina';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChangedTexts } from './change-texts.ts';
import type { TextEditReply, TextEditTask } from './text-edit-messages.ts';

/** The thread stays for the next preview: one follows the other while the user types. */
const IDLE_MS = 30_000;
/** A pattern without a fault needs a few milliseconds for some hundred tracks. */
const LIMIT_MS = 3000;

/** A thread that changes texts, and is ended when it takes too long. */
export interface TextEditThread {
  /**
   * Starts the thread, which may take longer than any change.
   * @throws {AppError} `invalid-input` when the pattern is none.
   */
  start(task: Omit<TextEditTask, 'texts'>, signal: AbortSignal): Promise<void>;
  /** @throws {AppError} `invalid-input` when the pattern goes on for too long. */
  run(task: TextEditTask, signal: AbortSignal): Promise<readonly ChangedTexts[]>;
  close(): Promise<void>;
}

function tracksOf(reply: TextEditReply): readonly ChangedTexts[] {
  if (reply.type === 'refused') throw new AppError('invalid-input', reply.message);
  return reply.tracks;
}

export function createTextEditThread(workerUrl: URL, limitMs = LIMIT_MS): TextEditThread {
  let pool: Piscina<TextEditTask, TextEditReply> | null = null;
  const opened = () =>
    (pool ??= new Piscina<TextEditTask, TextEditReply>({
      filename: workerUrl.href,
      name: 'runTextEditTask',
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_MS,
      atomics: 'disabled',
    }));
  return {
    start: async (task, signal) => void tracksOf(await opened().run({ ...task, texts: [] }, { signal })),
    run: async (task, signal) => {
      const timeout = AbortSignal.timeout(limitMs);
      try {
        return tracksOf(await opened().run(task, { signal: AbortSignal.any([signal, timeout]) }));
      } catch (error) {
        if (!timeout.aborted || signal.aborted) throw error;
        const words = 'This expression takes too long on some texts. Make it simpler.';
        throw new AppError('invalid-input', words, {}, error);
      }
    },
    close: async () => {
      await pool?.destroy();
    },
  };
}
