import { setTimeout as wait } from 'node:timers/promises';
import type { AnalysisState, EnqueueOptions, FailedJob } from '#shared/contract/analysis.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { alive } from './alive.ts';
import { analysedAgain } from './fake-corrections.ts';
import type { FakeLibrary } from './fake-library.ts';
import { inventTrack, trackId, trackIndex } from './invented-tracks.ts';

const STEP_MS = 100;
const WORKERS = 2;

/** What the window asked of the analysis. */
export type AnalysisCall =
  | { readonly call: 'pause' | 'resume' }
  | {
      readonly call: 'enqueue';
      readonly trackIds: readonly TrackId[] | undefined;
      readonly force: boolean;
      readonly outdated: boolean;
    }
  | { readonly call: 'cancel'; readonly trackIds: readonly TrackId[] | undefined };

export interface FakeAnalysisOptions {
  /** A long run that was begun already. */
  readonly busy: boolean;
  readonly blocked: string | null;
}

/** What a track stands at when its job goes without a result. */
function withoutJob(track: TrackDetail): TrackDetail {
  return { ...track, analysis: track.bpm === null ? 'none' : 'done', analysisNote: null };
}

/** The analysis of the fake host. Jobs are queued, begun and cancelled as in the real one; they end when a test says so. */
export class FakeAnalysis {
  /** In the order in which they came. */
  readonly calls: AnalysisCall[] = [];
  private readonly library: FakeLibrary;
  private readonly blocked: string | null;
  private paused = false;
  private waiting: readonly TrackId[] = [];
  private active: readonly TrackId[] = [];
  private done = 0;
  private failed = 0;

  constructor(library: FakeLibrary, { busy, blocked }: FakeAnalysisOptions) {
    this.library = library;
    this.blocked = blocked;
    if (!busy) return;
    this.active = [trackId(11), trackId(40)];
    this.waiting = Array.from({ length: 310 }, (_, index) => trackId(1000 + index));
    this.done = 188;
    this.failed = 2;
    this.mark(this.active, (track) => ({ ...track, analysis: 'running' }));
  }

  enqueue(
    trackIds: readonly TrackId[] | undefined,
    { force = false, outdated = false }: Partial<EnqueueOptions> = {},
  ): { queued: number } {
    this.calls.push({ call: 'enqueue', trackIds, force, outdated });
    const tracks = trackIds ? trackIds.map((id) => this.library.find(id)) : this.library.tracks;
    const wanted = tracks
      .filter(
        (track) =>
          (force || track.bpm === null || (outdated && this.library.isOutdated(track.id))) &&
          !this.active.includes(track.id),
      )
      .map((track) => track.id);
    if (this.waiting.length + this.active.length === 0) this.done = this.failed = 0;
    this.waiting = [...wanted, ...this.waiting.filter((id) => !wanted.includes(id))];
    this.mark(wanted, (track) => ({ ...track, analysis: 'queued', analysisNote: null }));
    this.fill();
    return { queued: wanted.length };
  }

  pause(): void {
    this.calls.push({ call: 'pause' });
    this.paused = true;
  }

  resume(): void {
    this.calls.push({ call: 'resume' });
    this.paused = false;
    this.fill();
  }

  cancel(trackIds: readonly TrackId[] | undefined): { cancelled: number } {
    this.calls.push({ call: 'cancel', trackIds });
    const stopped = [...this.waiting, ...this.active].filter((id) => trackIds?.includes(id) ?? true);
    const stays = (id: TrackId) => !stopped.includes(id);
    this.waiting = this.waiting.filter(stays);
    this.active = this.active.filter(stays);
    this.mark(stopped, withoutJob);
    this.fill();
    return { cancelled: stopped.length };
  }

  failures(): FailedJob[] {
    return this.library.tracks
      .filter((track) => track.analysis === 'failed')
      .map(({ id, title, artist, analysisNote }) => ({
        trackId: id,
        title,
        artist,
        reason: analysisNote ?? '',
        attempts: 3,
      }));
  }

  /** The running jobs end well, and the next begin. */
  finishActive(): void {
    const ended = this.active;
    this.active = [];
    this.done += ended.length;
    this.library.renewed(ended);
    this.mark(ended, analysedAgain);
    this.fill();
  }

  async *watch(signal: AbortSignal | undefined): AsyncGenerator<AnalysisState> {
    while (alive(signal)) {
      yield this.state();
      await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }

  private state(): AnalysisState {
    const { paused, blocked, done, failed } = this;
    const [queued, running] = [this.waiting.length, this.active.length];
    return {
      paused,
      blocked,
      queued,
      done,
      failed,
      total: queued + running + done + failed,
      active: this.active.map((id) => ({ trackId: id, title: inventTrack(trackIndex(id)).title, fraction: 0.62 })),
      etaSeconds: paused || blocked !== null || queued + running === 0 ? null : 4 * (queued + running),
    };
  }

  /** Begins jobs while there is room; a pause or a block lets those that run go on. */
  private fill(): void {
    if (this.paused || this.blocked !== null) return;
    const begun = this.waiting.slice(0, Math.max(0, WORKERS - this.active.length));
    this.waiting = this.waiting.slice(begun.length);
    this.active = [...this.active, ...begun];
    this.mark(begun, (track) => ({ ...track, analysis: 'running' }));
  }

  private mark(ids: readonly TrackId[], next: (track: TrackDetail) => TrackDetail): void {
    const wanted = new Set(ids);
    if (wanted.size > 0) this.library.derive((track) => (wanted.has(track.id) ? next(track) : track));
  }
}
