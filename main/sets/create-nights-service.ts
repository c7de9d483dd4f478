import type { Clock } from '#main/platform/clock.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { nightPlans, nightTracks, playedSets } from '#main/storage/queries/nights.ts';
import { trackRows } from '#main/storage/queries/track-rows.ts';
import { SetId, TrackId } from '#shared/contract/ids.ts';
import { type Night, NightId, type NightPlan, type NightTrack, type PlayedBeside } from '#shared/contract/nights.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { playNights, type TimedPlay } from './play-sessions.ts';
import { readPlays } from './read-plays.ts';
import { OWN_SOURCE } from './read-set.ts';

/** What was played, night by night: sets that were marked as played, and the histories of other programs. */
export interface NightsService {
  /** The latest first. */
  list(): Promise<Night[]>;
  /** In the order in which they were played. @throws {AppError} `not-found` */
  tracks(id: NightId): Promise<NightTrack[]>;
  /** @throws {AppError} `not-found` */
  change(id: NightId, plan: Partial<NightPlan>): Promise<void>;
  /** @throws {AppError} `not-found` */
  remove(id: NightId): Promise<{ plays: number }>;
  /** What was played right before and after a track, the most often first. */
  beside(trackId: TrackId): Promise<{ before: PlayedBeside[]; after: PlayedBeside[] }>;
}

export interface NightsDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
}

const MOST_BESIDE = 50;

const iso = (ms: number): string => new Date(ms).toISOString();

/** The set that all plays of a night are of. */
function setOf(night: readonly TimedPlay[]): string | null {
  const id = night[0]?.setId ?? null;
  return id !== null && night[0]?.source === OWN_SOURCE && night.every(({ setId }) => setId === id) ? id : null;
}

/** Nights as they stand, read again when plays have changed. */
class PlayedNights {
  private readonly deps: NightsDeps;
  private known: Promise<TimedPlay[][]> | null = null;

  constructor(deps: NightsDeps) {
    this.deps = deps;
    deps.database.onChange(({ rows }) => {
      if (rows.has('plays')) this.known = null;
    });
  }

  /** Oldest first. */
  async all(): Promise<readonly TimedPlay[][]> {
    const { database, clock } = this.deps;
    const reading = (this.known ??= readPlays(database).then((plays) => playNights(plays, clock.now())));
    try {
      return await reading;
    } catch (error) {
      // The next who asks tries anew.
      if (this.known === reading) this.known = null;
      throw error;
    }
  }

  /** @throws {AppError} `not-found` */
  async of(id: NightId): Promise<TimedPlay[]> {
    const night = (await this.all()).find((plays) => plays.some((play) => play.id === id));
    if (night === undefined) throw new AppError('not-found', 'This night is no longer in the history.');
    return night;
  }
}

/** How often and when last each track stood at `offset` from another. */
function countBeside(nights: readonly TimedPlay[][], trackId: TrackId, offset: 1 | -1) {
  const counts = new Map<string, { times: number; lastMs: number }>();
  for (const night of nights) {
    for (const [place, play] of night.entries()) {
      const other = play.trackId === trackId ? night[place + offset] : undefined;
      if (other === undefined || other.trackId === trackId) continue;
      const before = counts.get(other.trackId) ?? { times: 0, lastMs: 0 };
      counts.set(other.trackId, { times: before.times + 1, lastMs: Math.max(before.lastMs, other.ms) });
    }
  }
  return [...counts].toSorted(([, a], [, b]) => b.times - a.times || b.lastMs - a.lastMs).slice(0, MOST_BESIDE);
}

type Sets = ReadonlyMap<
  string,
  { readonly id: string; readonly name: string; readonly venue: string; readonly notes: string }
>;
type Plans = ReadonlyMap<string, { readonly venue: string; readonly notes: string }>;

function toNight(night: readonly TimedPlay[], sets: Sets, plans: Plans): Night[] {
  const [first, last] = [night[0], night.at(-1)];
  if (first === undefined || last === undefined) return [];
  const set = sets.get(setOf(night) ?? '');
  const plan = set ?? night.map(({ id }) => plans.get(id)).find((each) => each !== undefined);
  return [
    {
      id: NightId.parse(first.id),
      startedAt: iso(first.ms),
      lastAt: iso(last.ms),
      source: first.source,
      name: set?.name ?? first.session,
      setId: set === undefined ? null : SetId.parse(set.id),
      venue: plan?.venue ?? '',
      notes: plan?.notes ?? '',
      trackCount: night.length,
    },
  ];
}

function tracksOfNight(database: LibraryDatabase, night: readonly TimedPlay[]): NightTrack[] {
  const tracks = nightTracks(
    database,
    night.map(({ trackId }) => trackId),
  );
  return night.flatMap(({ trackId, ms }): NightTrack[] => {
    const track = tracks.get(trackId);
    if (track === undefined) return [];
    const { title, artist, bpm, key_index: keyIndex, energy } = track;
    const isThere = track.deleted_at === null;
    return [{ trackId: TrackId.parse(trackId), playedAt: iso(ms), title, artist, bpm, keyIndex, energy, isThere }];
  });
}

/** What is said of the night of a set is said of the set; of others it is kept with one of their plays. */
function planning(
  database: LibraryDatabase,
  id: NightId,
  night: readonly TimedPlay[],
  plan: Partial<NightPlan>,
): Mutation {
  const { venue, notes } = plan;
  const set = { ...(venue === undefined ? {} : { venue }), ...(notes === undefined ? {} : { notes }) };
  const setId = setOf(night);
  if (setId !== null) return { op: 'update', table: 'sets', id: setId, set };
  const plays = new Set(night.map((play) => play.id));
  const stored = nightPlans(database).find((each) => plays.has(each.play_id));
  if (stored !== undefined) return { op: 'update', table: 'play_nights', id: stored.id, set };
  const row = { play_id: id, venue: '', notes: '', ...set };
  return { op: 'insert', table: 'play_nights', id: database.newId(), set: row };
}

function besideOf(
  database: LibraryDatabase,
  nights: readonly TimedPlay[][],
  trackId: TrackId,
  offset: 1 | -1,
): PlayedBeside[] {
  const counts = countBeside(nights, trackId, offset);
  const rows = trackRows(
    database,
    counts.map(([id]) => id),
  );
  const byId = new Map<string, (typeof rows)[number]>(rows.map((row) => [row.id, row]));
  return counts.flatMap(([id, { times, lastMs }]) => {
    const track = byId.get(id);
    return track === undefined ? [] : [{ track, times, lastAt: iso(lastMs) }];
  });
}

export function createNightsService(deps: NightsDeps): NightsService {
  const { database } = deps;
  const nights = new PlayedNights(deps);
  return {
    list: async () => {
      const all = await nights.all();
      const plans = new Map(nightPlans(database).map((plan) => [plan.play_id, plan]));
      const sets = new Map(playedSets(database).map((set) => [set.id, set]));
      return all.toReversed().flatMap((night) => toNight(night, sets, plans));
    },
    tracks: async (id) => tracksOfNight(database, await nights.of(id)),
    change: async (id, plan) => {
      const mutations = [planning(database, id, await nights.of(id), plan)];
      database.mutate({ origin: 'user', label: 'Change what is known of a night', mutations });
    },
    remove: async (id) => {
      const night = await nights.of(id);
      const mutations = night.map((play): Mutation => ({ op: 'delete', table: 'plays', id: play.id }));
      const words = night.length === 1 ? '1 play' : `${night.length} plays`;
      database.mutate({ origin: 'user', label: `Remove ${words} from the history`, mutations });
      return { plays: night.length };
    },
    beside: async (trackId) => {
      const all = await nights.all();
      return { before: besideOf(database, all, trackId, -1), after: besideOf(database, all, trackId, 1) };
    },
  };
}
