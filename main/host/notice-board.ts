import { randomUUID } from 'node:crypto';
import type { Notice } from '#shared/contract/system.ts';

export type NoticeText = Omit<Notice, 'id'>;

/** What the user must be told: every window sees all notices of this start, then new ones as they come. */
export interface NoticeBoard {
  post(notice: NoticeText): void;
  watch(signal: AbortSignal): AsyncGenerator<Notice, void, void>;
}

/**
 * @param first Notices of the start.
 * @param onPost Told about every later one, for the log.
 */
export function createNoticeBoard(first: readonly Notice[], onPost: (notice: NoticeText) => void): NoticeBoard {
  const notices: Notice[] = [...first];
  const waiting = new Set<() => void>();

  function nextNotice(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      waiting.add(done);
      signal.addEventListener('abort', done);
    });
  }

  return {
    post: (notice) => {
      onPost(notice);
      notices.push({ ...notice, id: randomUUID() });
      for (const wake of waiting) wake();
    },
    async *watch(signal) {
      for (let seen = 0; !signal.aborted; ) {
        const notice = notices[seen];
        if (notice === undefined) {
          await nextNotice(signal);
          continue;
        }
        seen += 1;
        yield notice;
      }
    },
  };
}
