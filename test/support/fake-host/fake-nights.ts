import type { NightUseCases } from '#main/rpc/nights.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { type Night, NightId, type NightPlan, type NightTrack, type PlayedBeside } from '#shared/contract/nights.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FakeLibrary } from './fake-library.ts';
import { inventedId } from './invented-tracks.ts';

interface FakeNight {
  readonly id: NightId;
  readonly startedAt: string;
  readonly name: string;
  readonly source: string;
  /** Of the tracks of the library: from which, how many. */
  readonly tracks: readonly [number, number];
}

const NIGHTS: readonly FakeNight[] = [
  { startedAt: '2026-11-14T22:05:00.000Z', name: 'Cellar', source: 'traktor-nml', tracks: [4, 18] as const },
  { startedAt: '2026-11-06T21:00:00.000Z', name: '', source: 'mixxx', tracks: [0, 9] as const },
  { startedAt: '2026-10-31T23:30:00.000Z', name: 'Halloween', source: 'traktor-nml', tracks: [2, 22] as const },
].map((night, index) => ({ ...night, id: NightId.parse(inventedId(8, index)) }));
const TRACK_MS = 240_000;

/** Nights of the fake host: three, of tracks in the order of the library; none where that is empty. */
export class FakeNights implements NightUseCases {
  private readonly library: FakeLibrary;
  private readonly plans = new Map<NightId, Partial<NightPlan>>();
  private readonly removed = new Set<NightId>();

  constructor(library: FakeLibrary) {
    this.library = library;
  }

  list(): Night[] {
    return this.present().map(({ id, startedAt, name, source, tracks: [, count] }) => {
      const lastAt = new Date(Date.parse(startedAt) + (count - 1) * TRACK_MS).toISOString();
      const { venue = '', notes = '' } = this.plans.get(id) ?? {};
      return { id, startedAt, lastAt, source, name, setId: null, venue, notes, trackCount: count };
    });
  }

  tracks(id: NightId): NightTrack[] {
    const night = this.present().find((each) => each.id === id);
    if (night === undefined) throw new AppError('not-found', 'This night is no longer in the history.');
    const [from, count] = night.tracks;
    const start = Date.parse(night.startedAt);
    return this.library.tracks.slice(from, from + count).map((track, place) => ({
      trackId: track.id,
      playedAt: new Date(start + place * TRACK_MS).toISOString(),
      title: track.title,
      artist: track.artist,
      bpm: track.bpm,
      keyIndex: track.keyIndex,
      energy: track.energy,
      isThere: place !== 3,
    }));
  }

  change(id: NightId, plan: Partial<NightPlan>): void {
    this.plans.set(id, { ...this.plans.get(id), ...plan });
    this.library.change('Change what is known of a night', {});
  }

  remove(id: NightId): { plays: number } {
    const plays = this.tracks(id).length;
    this.removed.add(id);
    this.library.change('Remove plays from the history', {});
    return { plays };
  }

  beside(trackId: TrackId): { before: PlayedBeside[]; after: PlayedBeside[] } {
    const nights = this.present().map(({ id }) => this.tracks(id));
    const neighbours = (offset: number): PlayedBeside[] => {
      const found = nights.flatMap((tracks) => {
        const at = tracks.findIndex((track) => track.trackId === trackId);
        const other = at < 0 ? undefined : tracks[at + offset];
        return other === undefined ? [] : [other];
      });
      return [...Map.groupBy(found, (track) => track.trackId)].map(([id, plays]) => ({
        track: this.library.find(id),
        times: plays.length,
        lastAt: plays[0]?.playedAt ?? '',
      }));
    };
    return { before: neighbours(-1), after: neighbours(1) };
  }

  private present(): FakeNight[] {
    return this.library.tracks.length === 0 ? [] : NIGHTS.filter(({ id }) => !this.removed.has(id));
  }
}
