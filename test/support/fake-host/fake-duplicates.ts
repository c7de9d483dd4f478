import { setTimeout as wait } from 'node:timers/promises';
import type {
  DuplicateGroup,
  DuplicateGroups,
  DuplicateSearch,
  DuplicateState,
  DuplicateTrack,
  OtherVersion,
} from '#shared/contract/duplicates.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { alive } from './alive.ts';
import type { FakeLibrary } from './fake-library.ts';

const STEP_MS = 20;
const IDLE: DuplicateSearch = {
  phase: 'idle',
  done: 0,
  total: 0,
  current: null,
  fraction: null,
  secondsLeft: null,
  failed: 0,
  error: null,
};

/** `none`: never searched. `found`: with groups. `clean`: searched, nothing. `running`: for ever. `failed`: stopped. */
export type FakeDuplicatesMode = 'none' | 'found' | 'clean' | 'running' | 'failed';

const FORMATS = [
  { format: 'flac', bitRate: 912_000, sizeBytes: 41_200_000 },
  { format: 'mp3', bitRate: 320_000, sizeBytes: 14_600_000 },
  { format: 'm4a', bitRate: 256_000, sizeBytes: 11_800_000 },
];
const CUTOFFS = [22_050, 20_100, 16_000];

function member(track: TrackDetail, place: number): DuplicateTrack {
  const made = FORMATS[place % FORMATS.length] ?? FORMATS[0]!;
  const path = `/music/${['Masters', 'Downloads', 'USB/Gig 2019'][place % 3]}/${track.artist} - ${track.title}.${made.format}`;
  return {
    track: { ...track, missing: false },
    files: [{ ...made, path, sampleRate: place === 0 ? 48_000 : 44_100, missing: false }],
    cutoffHz: CUTOFFS[place % CUTOFFS.length] ?? null,
    crates: place,
    sets: place === 1 ? 2 : 0,
    plays: place * 7,
    cues: place === 1 ? 4 : 0,
  };
}

/** Duplicates of the fake host: the first tracks in groups of two and three. */
export class FakeDuplicates {
  readonly calls: string[] = [];
  private readonly library: FakeLibrary;
  private run: DuplicateSearch = IDLE;
  private searched: boolean;
  private readonly isClean: boolean;
  /** The tracks as they were, so that groups stay what they are. */
  private readonly tracks: readonly TrackDetail[];
  /** What was decided of each group. */
  private readonly decided = new Map<string, string>();

  constructor(library: FakeLibrary, mode: FakeDuplicatesMode = 'none') {
    this.library = library;
    this.tracks = library.tracks;
    this.searched = mode === 'found' || mode === 'clean';
    this.isClean = mode === 'clean';
    if (mode === 'running') this.search();
    if (mode === 'failed') {
      const error = 'ffmpeg could not be started. Check its path in Settings.';
      this.run = { ...IDLE, phase: 'failed', error };
    }
  }

  private all(): DuplicateGroup[] {
    if (!this.searched || this.isClean) return [];
    const { tracks } = this;
    const sizes = [2, 3, 2];
    let at = 0;
    return sizes.flatMap((size, n): DuplicateGroup[] => {
      const [first] = tracks.slice(at);
      const others = tracks.slice(at, at + size);
      at += size;
      if (first === undefined || others.length < 2) return [];
      const members = others.map((track, place) =>
        member({ ...track, title: first.title, artist: first.artist, durationSeconds: first.durationSeconds }, place),
      );
      const why = [
        'it is lossless',
        ...(size > 2 ? ['the other ends at 16.0 kHz: it was made from a compressed file'] : []),
      ];
      const by = n === 2 ? 'name' : 'sound';
      return [{ id: first.id, tracks: members, by, likeness: by === 'name' ? 0.5 : 0.987, best: first.id, why }];
    });
  }

  /** Those whose decision was not made, or was taken back. */
  private open(): DuplicateGroup[] {
    return this.all().filter(({ id }) => !this.library.isDone(this.decided.get(id) ?? ''));
  }

  count(): { groups: number } {
    return { groups: this.open().length };
  }

  state(): DuplicateState {
    const unheard = this.searched ? 3 : this.library.tracks.length;
    return { groups: this.open().length, unheard, searchedAt: this.searched ? '2026-11-20T19:00:00.000Z' : null };
  }

  search(): void {
    this.calls.push('search');
    const total = this.library.tracks.length;
    const current = this.library.tracks[12]?.title ?? null;
    this.run = { ...IDLE, phase: 'hearing', done: 12, total, current, fraction: 12 / total, secondsLeft: 95 };
  }

  /** The search ends by itself. */
  finish(): void {
    this.searched = true;
    this.run = { ...IDLE, phase: 'done', failed: 1 };
    this.library.derive((track) => track);
  }

  cancel(): void {
    this.calls.push('cancel');
    this.run = { ...IDLE, phase: 'cancelled' };
  }

  groups(offset: number, limit: number): DuplicateGroups {
    const groups = this.open();
    return { total: groups.length, groups: groups.slice(offset, offset + limit) };
  }

  merge(into: TrackId, others: readonly TrackId[]): { merged: number } {
    this.calls.push(`merge ${others.length}`);
    const gone = new Set(others);
    if (!this.library.tracks.some(({ id }) => id === into)) throw new AppError('not-found', 'The track is gone.');
    this.decide([into, ...others], 'merge', { tracks: this.library.tracks.filter(({ id }) => !gone.has(id)) });
    return { merged: others.length };
  }

  decide(
    ids: readonly TrackId[],
    relation: string,
    next: Parameters<FakeLibrary['change']>[1] = {},
  ): { pairs: number } {
    if (relation !== 'merge') this.calls.push(`decide ${relation}`);
    const group = this.all().find(({ tracks }) => tracks.some(({ track }) => ids.includes(track.id)));
    const label = `Decide on ${group?.id ?? ''}`;
    if (group) this.decided.set(group.id, label);
    this.library.change(label, next);
    return { pairs: 1 };
  }

  versions(id: TrackId): OtherVersion[] {
    const [first, second, third] = this.library.tracks;
    if (first?.id !== id || second === undefined || third === undefined) return [];
    return [
      { track: { ...second, title: `${first.title} (Extended Mix)` }, version: 'Extended Mix', by: 'name' },
      { track: third, version: '', by: 'user' },
    ];
  }

  async *watch(signal: AbortSignal | undefined): AsyncGenerator<DuplicateSearch> {
    let told: DuplicateSearch | null = null;
    while (alive(signal)) {
      if (this.run !== told) yield (told = this.run);
      await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }
}
