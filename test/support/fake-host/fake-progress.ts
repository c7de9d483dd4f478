import { setTimeout as wait } from 'node:timers/promises';
import type { AnalysisState } from '#shared/contract/analysis.ts';
import type { FolderId } from '#shared/contract/ids.ts';
import type { ScanState } from '#shared/contract/library.ts';
import type { DemoState, Notice } from '#shared/contract/system.ts';
import type { FakeLibrary } from './fake-library.ts';
import { inventedId, inventTrack, trackId } from './invented-tracks.ts';

const STEP_MS = 100;
const alive = (signal: AbortSignal | undefined): boolean => signal?.aborted !== true;
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
const IDLE_ANALYSIS: AnalysisState = {
  paused: false,
  blocked: null,
  queued: 0,
  done: 0,
  failed: 0,
  total: 0,
  active: [],
  etaSeconds: null,
};

export interface FakeProgressOptions {
  /** A scan and an analysis that never end, to look at. */
  readonly busy: boolean;
  readonly blocked: string | null;
  /** Files that could not be read, in the music folder. */
  readonly unreadable: number;
  readonly notices: readonly Notice[];
}

/** The streams of the fake host. */
export class FakeProgress {
  private readonly options: FakeProgressOptions;
  private paused = false;
  private demo: DemoState = { running: false, done: 0, total: 24, current: null, error: null, installed: false };

  constructor(options: FakeProgressOptions) {
    this.options = options;
  }

  setPaused(paused: boolean): void {
    this.paused = paused;
  }

  startDemo(): void {
    this.demo = { ...this.demo, running: true, done: 7, current: 'Harbour Lights' };
  }

  async *watchScan(signal: AbortSignal | undefined): AsyncGenerator<ScanState> {
    yield this.options.busy
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

  async *watchAnalysis(signal: AbortSignal | undefined): AsyncGenerator<AnalysisState> {
    while (alive(signal)) {
      yield this.analysis();
      await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
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

  private analysis(): AnalysisState {
    if (!this.options.busy) return IDLE_ANALYSIS;
    const active = [11, 40].map((index) => ({
      trackId: trackId(index),
      title: inventTrack(index).title,
      fraction: 0.62,
    }));
    return {
      paused: this.paused,
      blocked: this.options.blocked,
      queued: 310,
      done: 188,
      failed: 2,
      total: 502,
      active,
      etaSeconds: 1260,
    };
  }

  private async untilAborted(signal: AbortSignal | undefined): Promise<void> {
    while (alive(signal)) await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
  }
}
