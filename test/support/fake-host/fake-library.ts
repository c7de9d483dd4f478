import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { SetSummary } from '#shared/contract/sets.ts';
import type { SortField, TrackDetail, TrackQuery } from '#shared/contract/tracks.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface FakeSet {
  readonly id: SetId;
  readonly name: string;
  readonly trackIds: readonly TrackId[];
}

interface Snapshot {
  readonly label: string;
  readonly tracks: readonly TrackDetail[];
  readonly sets: readonly FakeSet[];
}

function compare(a: TrackDetail, b: TrackDetail, field: SortField): number {
  const [x, y] = [a[field], b[field]];
  if (x === y) return 0;
  if (x === null) return 1;
  if (y === null) return -1;
  return typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y));
}

/** Enough of the search grammar to show its results and its faults. */
function matches(track: TrackDetail, search: string): boolean {
  const text = `${track.title} ${track.artist} ${track.album} ${track.genre} ${track.comment}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => {
      const range = /^bpm:(\d+)-(\d+)$/.exec(word);
      if (range) return track.bpm !== null && track.bpm >= Number(range[1]) && track.bpm <= Number(range[2]);
      if (word.startsWith('bpm:')) {
        const start = search.toLowerCase().indexOf(word);
        const details = { start, end: start + word.length };
        throw new AppError('invalid-input', 'A tempo is a number or a range, such as bpm:120-126.', details);
      }
      return word.startsWith('-') ? !text.includes(word.slice(1)) : text.includes(word);
    });
}

/** The library of the fake host: everything in memory, every change undoable. */
export class FakeLibrary {
  tracks: readonly TrackDetail[];
  sets: readonly FakeSet[];
  revision = 1;
  private readonly undone: Snapshot[] = [];
  private readonly done: Snapshot[] = [];

  /** Tracks that an older version analysed. */
  private readonly outdated: Set<TrackId>;

  /** @param outdated How many of the tracks an older version analysed. */
  constructor(tracks: readonly TrackDetail[], sets: readonly FakeSet[], outdated = 0) {
    const analysed = tracks.filter(({ analysis }) => analysis === 'done');
    this.outdated = new Set(analysed.slice(0, outdated).map(({ id }) => id));
    this.tracks = tracks;
    this.sets = sets;
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

  query({ source, search, sort }: TrackQuery): readonly TrackDetail[] {
    const inSet = source.kind === 'set' ? this.sets.find((set) => set.id === source.setId)?.trackIds : undefined;
    const rows = (inSet?.map((id) => this.find(id)) ?? this.tracks).filter((track) => {
      if (source.kind === 'missing' && !track.missing) return false;
      if (source.kind === 'failed' && track.analysis !== 'failed') return false;
      if (source.kind === 'outdated' && !this.outdated.has(track.id)) return false;
      return matches(track, search);
    });
    return [...rows].sort((a, b) => {
      for (const { field, direction } of sort) {
        const order = compare(a, b, field);
        if (order !== 0) return direction === 'ascending' ? order : -order;
      }
      return 0;
    });
  }

  /** Makes a change that undo takes back. */
  change(label: string, next: { tracks?: readonly TrackDetail[]; sets?: readonly FakeSet[] }): void {
    this.done.push({ label, tracks: this.tracks, sets: this.sets });
    this.undone.length = 0;
    this.tracks = next.tracks ?? this.tracks;
    this.sets = next.sets ?? this.sets;
    this.revision += 1;
  }

  /** Changes what the host finds out by itself: shown at once, and nothing that undo takes back. */
  derive(next: (track: TrackDetail) => TrackDetail): void {
    this.tracks = this.tracks.map(next);
    this.revision += 1;
  }

  history() {
    return { undo: this.done.at(-1)?.label ?? null, redo: this.undone.at(-1)?.label ?? null };
  }

  step(from: 'undo' | 'redo') {
    const [source, target] = from === 'undo' ? [this.done, this.undone] : [this.undone, this.done];
    const snapshot = source.pop();
    if (!snapshot) return { ...this.history(), done: null, kept: 0 };
    target.push({ label: snapshot.label, tracks: this.tracks, sets: this.sets });
    this.tracks = snapshot.tracks;
    this.sets = snapshot.sets;
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
