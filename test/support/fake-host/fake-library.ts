import type { CrateId, SetId, TrackId } from '#shared/contract/ids.ts';
import type { SetSummary } from '#shared/contract/sets.ts';
import type { TrackTag } from '#shared/contract/track-tags.ts';
import type { SortField, TrackDetail, TrackQuery } from '#shared/contract/tracks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { fakeFilter } from './fake-search.ts';
import type { FakeCrate } from './fake-collections.ts';
import type { FakeEntryPlan, FakePlan } from './fake-set-builder.ts';

export interface FakeSet {
  readonly id: SetId;
  readonly name: string;
  readonly trackIds: readonly TrackId[];
  readonly plan?: Partial<FakePlan>;
  readonly entries?: Readonly<Partial<Record<TrackId, FakeEntryPlan>>> | undefined;
}

/** What undo brings back. */
interface FakeState {
  readonly tracks: readonly TrackDetail[];
  readonly sets: readonly FakeSet[];
  readonly crates: readonly FakeCrate[];
  readonly tags: readonly TrackTag[];
}

/** A step with the tracks of before and after it. */
export interface FakeStep {
  readonly id: string;
  readonly label: string;
  readonly at: string;
  readonly undone: boolean;
  readonly before: readonly TrackDetail[];
  readonly after: readonly TrackDetail[];
}

interface Snapshot {
  readonly id: string;
  readonly label: string;
  readonly state: FakeState;
}

function compare(a: TrackDetail, b: TrackDetail, field: SortField): number {
  const [x, y] = [a[field], b[field]];
  if (x === y) return 0;
  if (x === null) return 1;
  if (y === null) return -1;
  return typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y));
}

/** The library of the fake host: everything in memory, every change undoable. */
/** The import of which every third track is. */
export const FAKE_IMPORT = '0192f0c4-0000-7000-8000-00000000aaaa';

export class FakeLibrary {
  private state: FakeState;
  revision = 1;
  private made = 0;
  private readonly undone: Snapshot[] = [];
  private readonly done: Snapshot[] = [];

  /** Tracks that an older version analysed. */
  private readonly outdated: Set<TrackId>;

  /** @param outdated How many of the tracks an older version analysed. */
  constructor(state: FakeState, outdated = 0) {
    const analysed = state.tracks.filter(({ analysis }) => analysis === 'done');
    this.outdated = new Set(analysed.slice(0, outdated).map(({ id }) => id));
    this.state = state;
  }

  get tracks(): readonly TrackDetail[] {
    return this.state.tracks;
  }

  get sets(): readonly FakeSet[] {
    return this.state.sets;
  }

  get crates(): readonly FakeCrate[] {
    return this.state.crates;
  }

  get tags(): readonly TrackTag[] {
    return this.state.tags;
  }

  /** A crate and all below it. */
  withBelow(id: CrateId): readonly FakeCrate[] {
    const own = this.crates.filter((crate) => crate.id === id);
    return [
      ...own,
      ...this.crates.filter(({ parentId }) => parentId === id).flatMap((crate) => this.withBelow(crate.id)),
    ];
  }

  tracksOfCrate(id: CrateId): readonly TrackId[] {
    const own = this.crates.find((crate) => crate.id === id);
    // A track may stand in it several times.
    if (own?.kind === 'crate') return own.trackIds;
    const ids = this.withBelow(id).flatMap(({ kind, query, trackIds }) =>
      kind === 'smart' ? this.tracks.filter(fakeFilter(query, null)).map((track) => track.id) : trackIds,
    );
    return [...new Set(ids)];
  }

  find(id: TrackId): TrackDetail {
    const track = this.tracks.find((each) => each.id === id);
    if (!track) throw new AppError('not-found', 'This track is not in the library any more.');
    return track;
  }

  isOutdated(id: TrackId): boolean {
    return this.outdated.has(id);
  }

  /** This version has analysed them. */
  renewed(ids: readonly TrackId[]): void {
    for (const id of ids) this.outdated.delete(id);
  }

  query({ source, search, sort, near = null }: TrackQuery): readonly TrackDetail[] {
    const fits = fakeFilter(search, near);
    const listed = this.listed(source);
    const rows = (listed?.map((id) => this.find(id)) ?? this.tracks).filter((track) => {
      if (source.kind === 'missing' && !track.missing) return false;
      if (source.kind === 'failed' && track.analysis !== 'failed') return false;
      if (source.kind === 'tag' && !track.tags.some(({ id }) => id === source.tagId)) return false;
      if (source.kind === 'imported' && (source.importId !== FAKE_IMPORT || this.tracks.indexOf(track) % 3 !== 0))
        return false;
      if (source.kind === 'outdated' && !this.outdated.has(track.id)) return false;
      return fits(track);
    });
    return [...rows].sort((a, b) => {
      for (const { field, direction } of sort) {
        const order = compare(a, b, field);
        if (order !== 0) return direction === 'ascending' ? order : -order;
      }
      return 0;
    });
  }

  /** Tracks of a source with an order of its own. */
  private listed(source: TrackQuery['source']): readonly TrackId[] | undefined {
    if (source.kind === 'crate') return this.tracksOfCrate(source.crateId);
    return source.kind === 'set' ? this.sets.find((set) => set.id === source.setId)?.trackIds : undefined;
  }

  /** Makes a change that undo takes back. */
  change(label: string, next: Partial<FakeState>): void {
    this.made += 1;
    this.done.push({ id: `step-${this.made}`, label, state: this.state });
    this.undone.length = 0;
    this.state = { ...this.state, ...next };
    this.revision += 1;
  }

  /** Changes what the host finds out by itself: shown at once, and nothing that undo takes back. */
  derive(next: (track: TrackDetail) => TrackDetail): void {
    this.state = { ...this.state, tracks: this.tracks.map(next) };
    this.revision += 1;
  }

  /** Whether a change has been made and not been taken back. */
  isDone(label: string): boolean {
    return this.done.some((snapshot) => snapshot.label === label);
  }

  history() {
    return { undo: this.done.at(-1)?.label ?? null, redo: this.undone.at(-1)?.label ?? null };
  }

  /** All steps, newest first; those that are undone come before those that stand. */
  steps(): FakeStep[] {
    const states = [
      ...this.done.map(({ state }) => state),
      this.state,
      ...this.undone.toReversed().map(({ state }) => state),
    ];
    const snapshots = [...this.done, ...this.undone.toReversed()];
    const begun = Date.UTC(2026, 10, 20, 20);
    const steps = snapshots.map(({ id, label }, index) => ({
      id,
      label,
      at: new Date(begun + index * 60_000).toISOString(),
      undone: index >= this.done.length,
      before: states[index]?.tracks ?? [],
      after: states[index + 1]?.tracks ?? [],
    }));
    return steps.reverse();
  }

  step(from: 'undo' | 'redo') {
    const [source, target] = from === 'undo' ? [this.done, this.undone] : [this.undone, this.done];
    const snapshot = source.pop();
    if (!snapshot) return { ...this.history(), done: null, kept: 0 };
    target.push({ id: snapshot.id, label: snapshot.label, state: this.state });
    this.state = snapshot.state;
    this.revision += 1;
    return { ...this.history(), done: snapshot.label, kept: 0 };
  }

  summaries(): SetSummary[] {
    return this.sets.map((set) => ({
      id: set.id,
      name: set.name,
      trackCount: set.trackIds.length,
      totalSeconds: set.trackIds.reduce((sum, id) => sum + (this.find(id).durationSeconds ?? 0), 0),
      updatedAt: '2026-11-20T20:00:00.000Z',
    }));
  }

  set(id: SetId): FakeSet {
    const found = this.sets.find((set) => set.id === id);
    if (!found) throw new AppError('not-found', 'This set is not there any more.');
    return found;
  }

  replaceSet(label: string, next: FakeSet): void {
    this.change(label, { sets: this.sets.map((set) => (set.id === next.id ? next : set)) });
  }
}
