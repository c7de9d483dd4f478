import { setTimeout as wait } from 'node:timers/promises';
import type { HistoryChange, HistoryPage, HistoryTravel, HistoryTravelResult } from '#shared/contract/history.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { alive } from './alive.ts';
import type { FakeLibrary, FakeStep } from './fake-library.ts';

/** `slow`: a way over several steps goes on until it is cancelled. */
export type FakeHistoryMode = 'quick' | 'slow';

const STEP_MS = 20;
const FIELDS = ['title', 'artist', 'album', 'genre', 'label', 'comment', 'year', 'rating', 'colour'] as const;

const textOf = (value: TrackDetail[(typeof FIELDS)[number]]): string | null => (value === null ? null : String(value));

function changesOf({ before, after }: FakeStep): HistoryChange[] {
  const was = new Map(before.map((track) => [track.id, track]));
  return after.flatMap((track) => {
    const old = was.get(track.id);
    if (old === undefined || old === track) return [];
    const changed = FIELDS.filter((field) => old[field] !== track[field]);
    return changed.map((field): HistoryChange => {
      const texts = { before: textOf(old[field]), after: textOf(track[field]) };
      return { kind: 'changed', thing: 'tracks', name: `${track.artist} – ${track.title}`, field, ...texts };
    });
  });
}

/** The fake host's history, over the steps of its library. */
export class FakeHistory {
  readonly calls: string[] = [];
  private readonly library: FakeLibrary;
  private readonly mode: FakeHistoryMode;
  private state: HistoryTravel = { running: false, done: 0, total: 0, label: null };
  private stopped = false;

  constructor(library: FakeLibrary, mode: FakeHistoryMode = 'quick') {
    this.library = library;
    this.mode = mode;
  }

  list(offset: number, limit: number): HistoryPage {
    const steps = this.library.steps();
    const entries = steps.slice(offset, offset + limit).map((step) => {
      const tracks = new Set(changesOf(step).map(({ name }) => name)).size;
      const { id, label, at, undone } = step;
      return { id, label, at, undone, origin: 'user' as const, counts: tracks === 0 ? {} : { tracks } };
    });
    const undone = steps.filter((step) => step.undone).length;
    return { undone, done: steps.length - undone, entries };
  }

  changes(id: string, limit: number): { changes: HistoryChange[]; more: boolean } {
    const step = this.library.steps().find((each) => each.id === id);
    if (step === undefined)
      throw new AppError('not-found', 'This step is out of reach. Something else was done since.');
    const changes = changesOf(step);
    return { changes: changes.slice(0, limit), more: changes.length > limit };
  }

  async goTo(id: string | null): Promise<HistoryTravelResult> {
    this.calls.push(`go to ${id === null ? 'the beginning' : this.labelOf(id)}`);
    const steps = this.library.steps();
    const target = id === null ? steps.length : steps.findIndex((each) => each.id === id);
    const present = steps.filter(({ undone }) => undone).length;
    const direction = target < present ? 'redo' : 'undo';
    const count = Math.abs(target - present);
    if (this.mode === 'slow') {
      this.state = { running: true, done: 2, total: count, label: steps[present]?.label ?? null };
      while (!this.stopped) await wait(STEP_MS);
      this.state = { ...this.state, running: false };
      return { direction, steps: 2, kept: 0, cancelled: true };
    }
    for (let step = 0; step < count; step += 1) this.library.step(direction);
    return { direction, steps: count, kept: 0, cancelled: false };
  }

  cancel(): void {
    this.calls.push('cancel');
    this.stopped = true;
  }

  async *watch(signal: AbortSignal | undefined): AsyncGenerator<HistoryTravel> {
    let told: HistoryTravel | null = null;
    while (alive(signal)) {
      if (this.state !== told) yield (told = this.state);
      await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }

  private labelOf(id: string): string {
    return this.library.steps().find((each) => each.id === id)?.label ?? '';
  }
}
