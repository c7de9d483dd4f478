import type { PlayedSession, RankableTracks } from './rankable-tracks.ts';

/** After so many days a session counts e times less: DJs' taste drifts over a year or two. */
const FADE_DAYS = 400;
/** What was played lately: within some weeks. */
const LATELY_DAYS = 45;
/** Tracks further apart in a session are no evidence that they go together. */
const NEAR_PLACES = 8;
const NIGHT_PLACES = 40;
/** Sessions that show how new the music is that the DJ plays now. */
const LAST_SESSIONS = 6;
/** How much less a pair counts that was played the other way round. */
const BACKWARDS = 0.7;

/** A track in a session. */
export interface Occurrence {
  /** Number of the session, in the order in which they were added. */
  readonly session: number;
  readonly place: number;
  readonly tracks: readonly number[];
  readonly weight: number;
  readonly day: number;
  readonly isTracklist: boolean;
}

type Counts = Map<number, Map<number, number>>;

function count(counts: Counts, from: number, to: number, weight: number): void {
  const row = counts.get(from);
  if (row === undefined) counts.set(from, new Map([[to, weight]]));
  else row.set(to, (row.get(to) ?? 0) + weight);
}

/**
 * Which tracks were played after and around each other. Every count fades with time: sessions are weighed by
 * exp((day - first day) / fade), and what is asked is scaled back to the day of the question, so a session is added once and
 * never counted again.
 */
export class PlayHistory {
  private readonly tracks: Pick<RankableTracks, 'genre' | 'added'>;
  private firstDay: number | null = null;
  private latestDay = Number.NEGATIVE_INFINITY;
  private readonly sessions: (PlayedSession & { readonly weight: number })[] = [];
  /** Where each track stands: session and place. */
  private readonly places = new Map<number, (readonly [session: number, place: number])[]>();
  private readonly followsOf: Counts = new Map();
  private readonly nearOf: Counts = new Map();
  private readonly nightOf: Counts = new Map();
  private readonly genreFollows: Counts = new Map();
  private readonly genreFrom = new Map<number, number>();
  private readonly genrePlays = new Map<number, number>();
  private readonly plays: Float64Array;
  private readonly latePlays: Float64Array;
  private readonly lastDays: Float64Array;
  /** Of the sessions that the user played. */
  private readonly ownSessions: PlayedSession[] = [];
  private total = 0;

  constructor(tracks: Pick<RankableTracks, 'genre' | 'added' | 'count'>) {
    this.tracks = tracks;
    this.plays = new Float64Array(tracks.count);
    this.latePlays = new Float64Array(tracks.count);
    this.lastDays = new Float64Array(tracks.count).fill(Number.NEGATIVE_INFINITY);
  }

  /** Adds a session; in the order of their days, or days would count for less than they are. */
  add(added: PlayedSession): void {
    const { day, tracks } = added;
    this.firstDay ??= day;
    this.latestDay = Math.max(this.latestDay, day);
    const weight = Math.exp((day - this.firstDay) / FADE_DAYS);
    const session = this.sessions.push({ ...added, weight }) - 1;
    for (const [place, track] of tracks.entries()) {
      const places = this.places.get(track);
      if (places === undefined) this.places.set(track, [[session, place]]);
      else places.push([session, place]);
      this.total += weight;
      const genre = this.tracks.genre[track] ?? -1;
      this.genrePlays.set(genre, (this.genrePlays.get(genre) ?? 0) + weight);
      this.addPairs(tracks, place, weight);
    }
    if (added.isTracklist !== true) this.addPlays(added, weight);
  }

  private addPlays(played: PlayedSession, weight: number): void {
    const { day, tracks } = played;
    const lateWeight = Math.exp((day - (this.firstDay ?? day)) / LATELY_DAYS);
    this.ownSessions.push(played);
    for (const track of tracks) {
      this.plays[track] = (this.plays[track] ?? 0) + weight;
      this.latePlays[track] = (this.latePlays[track] ?? 0) + lateWeight;
      this.lastDays[track] = Math.max(this.lastDays[track] ?? Number.NEGATIVE_INFINITY, day);
    }
  }

  private addPairs(tracks: readonly number[], place: number, weight: number): void {
    const from = tracks[place] ?? -1;
    const genre = this.tracks.genre[from] ?? -1;
    const last = Math.min(tracks.length - 1, place + NIGHT_PLACES);
    for (let other = Math.max(0, place - NIGHT_PLACES); other <= last; other += 1) {
      const to = tracks[other] ?? -1;
      const places = Math.abs(other - place);
      if (to === from) continue;
      if (other === place + 1) count(this.followsOf, from, to, weight);
      if (places <= NEAR_PLACES) {
        count(this.nearOf, from, to, (weight / places ** 0.6) * (other > place ? 1 : BACKWARDS));
      }
      count(this.nightOf, from, to, weight / (1 + 0.1 * places));
      if (places <= 5) {
        count(this.genreFollows, genre, this.tracks.genre[to] ?? -1, weight / places);
        this.genreFrom.set(genre, (this.genreFrom.get(genre) ?? 0) + weight / places);
      }
    }
  }

  /** Place in the order of adding of the newest track that was played lately; null = nothing was. */
  get newestAdded(): number | null {
    let newest: number | null = null;
    for (const { tracks } of this.ownSessions.slice(-LAST_SESSIONS)) {
      for (const track of tracks) newest = Math.max(newest ?? 0, this.tracks.added[track] ?? 0);
    }
    return newest;
  }

  /** What the counts are worth on a day. Before the last session they are worth what they were then: none is of the future. */
  private scale(day: number, fade = FADE_DAYS): number {
    return this.firstDay === null ? 0 : Math.exp((this.firstDay - Math.max(day, this.latestDay)) / fade);
  }

  /** How often each track came right after this one. */
  follows(track: number, day: number): Faded {
    return new Faded(this.followsOf.get(track), this.scale(day));
  }

  /** How often each track was played within a few places of this one; nearer counts more. */
  near(track: number, day: number): Faded {
    return new Faded(this.nearOf.get(track), this.scale(day));
  }

  /** How often each track was played in the same session as this one. */
  night(track: number, day: number): Faded {
    return new Faded(this.nightOf.get(track), this.scale(day));
  }

  /** Where a track stood in the sessions, each as much worth as it is on that day. */
  occurrences(track: number, day: number): Occurrence[] {
    const scale = this.scale(day);
    return (this.places.get(track) ?? []).map(([number, place]) => {
      const { tracks = [], weight = 0, day: sessionDay = day, isTracklist = false } = this.sessions[number] ?? {};
      return { session: number, place, tracks, weight: weight * scale, day: sessionDay, isTracklist };
    });
  }

  playsOf(track: number, day: number): number {
    return (this.plays[track] ?? 0) * this.scale(day);
  }

  latePlaysOf(track: number, day: number): number {
    return (this.latePlays[track] ?? 0) * this.scale(day, LATELY_DAYS);
  }

  /** Days since the track was last played, 0 or more; infinite if never. */
  daysSince(track: number, day: number): number {
    return Math.max(day, this.latestDay) - (this.lastDays[track] ?? Number.NEGATIVE_INFINITY);
  }

  /** How many sessions there are. */
  get sessionCount(): number {
    return this.sessions.length;
  }

  /** Whether it stands in any session, a tracklist too. */
  isKnown(track: number): boolean {
    return this.places.has(track);
  }

  wasPlayed(track: number): boolean {
    return this.lastDays[track] !== Number.NEGATIVE_INFINITY;
  }

  /**
   * How likely a genre is near another, shrunk to how common the genre is: what was seen five times says little.
   * @returns 0-1.
   */
  genreAfter(from: number, to: number, day: number): number {
    const scale = this.scale(day);
    const share = ((this.genrePlays.get(to) ?? 0) * scale + 1) / (this.total * scale + 50);
    const seen = (this.genreFollows.get(from)?.get(to) ?? 0) * scale;
    return (seen + 5 * share) / ((this.genreFrom.get(from) ?? 0) * scale + 5);
  }
}

/** Counts of one track, scaled to a day. */
export class Faded {
  private readonly row: ReadonlyMap<number, number>;
  private readonly scale: number;

  constructor(row: ReadonlyMap<number, number> | undefined, scale: number) {
    this.row = row ?? new Map();
    this.scale = scale;
  }

  get(track: number): number {
    const value = this.row.get(track);
    return value === undefined ? 0 : value * this.scale;
  }

  *entries(): Generator<readonly [track: number, count: number]> {
    for (const [track, value] of this.row) yield [track, value * this.scale];
  }
}
