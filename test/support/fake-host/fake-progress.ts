import { setTimeout as wait } from 'node:timers/promises';
import type { FolderId } from '#shared/contract/ids.ts';
import type { ScanState } from '#shared/contract/library.ts';
import type { DemoState, Notice } from '#shared/contract/system.ts';
import { alive } from './alive.ts';
import type { FakeLibrary } from './fake-library.ts';
import { inventedId } from './invented-tracks.ts';

const STEP_MS = 100;
const IDLE_SCAN: ScanState = {
  running: false,
  counting: false,
  found: 0,
  done: 0,
  added: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
  current: null,
  etaSeconds: null,
  problems: [],
  problemCount: 0,
};

export interface FakeProgressOptions {
  /** A scan that never ends, to look at. */
  readonly busy: boolean;
  /** Files that could not be read, in the music folder. */
  readonly unreadable: number;
  readonly notices: readonly Notice[];
}

/** The streams of the fake host. */
export class FakeProgress {
  private readonly options: FakeProgressOptions;
  private demo: DemoState = { running: false, done: 0, total: 24, current: null, error: null, installed: false };

  constructor(options: FakeProgressOptions) {
    this.options = options;
  }

  startDemo(): void {
    this.demo = { ...this.demo, running: true, done: 7, current: 'Harbour Lights' };
  }

  async *watchScan(signal: AbortSignal | undefined): AsyncGenerator<ScanState> {
    const { busy } = this.options;
    yield busy
      ? {
          ...IDLE_SCAN,
          running: true,
          found: 4180,
          done: 2610,
          added: 2606,
          failed: 4,
          current: 'a.mp3',
          etaSeconds: 42,
        }
      : { ...IDLE_SCAN, ...this.unreadable() };
    await this.untilAborted(signal);
  }

  async *watchRevision(library: FakeLibrary, signal: AbortSignal | undefined): AsyncGenerator<{ revision: number }> {
    let told = -1;
    while (alive(signal)) {
      if (library.revision !== told) yield { revision: (told = library.revision) };
      await wait(20, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }

  async *watchNotices(signal: AbortSignal | undefined): AsyncGenerator<Notice> {
    yield* this.options.notices;
    await this.untilAborted(signal);
  }

  async *watchDemo(signal: AbortSignal | undefined): AsyncGenerator<DemoState> {
    while (alive(signal)) {
      yield this.demo;
      await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }

  private unreadable(): Pick<ScanState, 'failed' | 'problems' | 'problemCount'> {
    const { unreadable } = this.options;
    const problems = Array.from({ length: Math.min(50, unreadable) }, (_, index) => ({
      folderId: inventedId(2, 1) as FolderId,
      file: `collection/box ${index}/bad.mp3`,
      reason: 'It holds no audio.',
    }));
    return { failed: unreadable, problems, problemCount: unreadable };
  }

  private async untilAborted(signal: AbortSignal | undefined): Promise<void> {
    while (alive(signal)) await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
  }
}
