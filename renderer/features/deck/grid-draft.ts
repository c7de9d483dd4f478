import type { GridChange } from '#shared/contract/corrections.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { BeatGrid } from '#shared/domain/beat-grid.ts';

/** A grid as the user has it by now, on show before it is saved. */
export interface Draft {
  readonly trackId: TrackId;
  readonly grid: BeatGrid;
  readonly change: GridChange;
}

/** Where a draft is written down until it is saved (see unsaved-grid.ts). */
export interface DraftStore {
  keep(draft: Draft): void;
  forget(): void;
}

/** A burst of nudges ends with this long a rest. */
const PAUSE_MS = 700;

/**
 * Holds the grid that is being edited: lines move at once, and a burst of edits is saved as one, so that it is one step
 * for undo. The draft stays on show until what was saved is on show.
 */
export class GridDraft {
  private readonly save: (draft: Draft) => Promise<unknown>;
  private readonly store: DraftStore;
  private readonly listeners = new Set<() => void>();
  private draft: Draft | null = null;
  private isSaved = true;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: Promise<void> = Promise.resolve();

  /** @param save Resolves when the library's own grid is on show; a failure is told to the user there. */
  constructor(save: (draft: Draft) => Promise<unknown>, store: DraftStore) {
    this.save = save;
    this.store = store;
  }

  readonly get = (): Draft | null => this.draft;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  edit({ trackId, grid, change }: Draft): void {
    const before = this.isSaved ? null : this.draft;
    if (before !== null && before.trackId !== trackId) void this.flush();
    const goesOn = before !== null && before.trackId === trackId;
    const draft = { trackId, grid, change: goesOn && before.change !== change ? 'several' : change } as const;
    this.store.keep(draft);
    this.show(draft);
    this.isSaved = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /** Saves now what waits. @returns When everything is saved. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    const { draft } = this;
    if (draft === null || this.isSaved) return this.saving;
    this.isSaved = true;
    const settle = () => {
      if (this.draft !== draft) return;
      this.store.forget();
      this.show(null);
    };
    // Both ways: after a failure the library's grid is the one that counts.
    this.saving = this.saving.then(() => this.save(draft)).then(settle, settle);
    return this.saving;
  }

  private show(draft: Draft | null): void {
    this.draft = draft;
    for (const listener of this.listeners) listener();
  }
}
