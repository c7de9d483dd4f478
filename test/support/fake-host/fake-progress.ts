import { setTimeout as wait } from 'node:timers/promises';
import type { ScanProblem, ScanState } from '#shared/contract/library.ts';
import type { DemoState, Notice } from '#shared/contract/system.ts';
import { alive } from './alive.ts';
import type { FakeLibrary } from './fake-library.ts';

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
};

export interface FakeProgressOptions {
  /** A scan that never ends, to look at. */
  readonly busy: boolean;
  /** What the last scan could not read. */
  readonly scanProblems: readonly ScanProblem[];
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
    const { busy, scanProblems } = this.options;
    const failed = scanProblems.length;
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
      : { ...IDLE_SCAN, failed, problems: [...scanProblems] };
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

  private async untilAborted(signal: AbortSignal | undefined): Promise<void> {
    while (alive(signal)) await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
  }
}
