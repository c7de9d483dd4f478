import type { Occurrence, PlayHistory } from './play-history.ts';

/** Values by track; what is not in it is 0. */
export type Row = ReadonlyMap<number, number>;

/** How far around a place tracks are looked for. */
const NEAR_PLACES = 8;
const NEXT_TRACKS = 5;
/** A DJ who goes back to an earlier session may have put some others in between. */
const MOST_BACK = 4;
const BACK_FADE = 0.6;
/** What a session so far is compared by. */
const [COMPARED, COMPARED_FADE] = [20, 0.9];
const RECENT = 10;

function add(row: Map<number, number>, track: number, value: number): void {
  row.set(track, (row.get(track) ?? 0) + value);
}

/** How many of the wanted tracks stand between two places. */
function countOf(wanted: ReadonlySet<number>, tracks: readonly number[], from: number, to: number): number {
  const seen = new Set<number>();
  for (let place = Math.max(0, from); place < to; place += 1) {
    const track = tracks[place] ?? -1;
    if (wanted.has(track)) seen.add(track);
  }
  return seen.size;
}

/**
 * What came next in earlier sessions that went like the end of this one: each place of the last track counts by how many of
 * the tracks before it stand around it, each track behind it by how soon it came.
 * @param played Tracks of the session in their order.
 */
export function replays(history: PlayHistory, played: readonly number[], day: number): Row {
  const row = new Map<number, number>();
  const before = new Set(played.slice(-1 - NEXT_TRACKS, -1));
  for (const { tracks, place, weight } of history.occurrences(played.at(-1) ?? -1, day)) {
    const shared = countOf(before, tracks, place - NEAR_PLACES, place + NEAR_PLACES + 1);
    if (shared === 0) continue;
    for (const [behind, track] of tracks.slice(place + 1, place + 1 + NEXT_TRACKS).entries()) {
      add(row, track, (weight * shared) / (1 + behind));
    }
  }
  return row;
}

function firstUnplayed({ tracks, place }: Occurrence, gone: ReadonlySet<number>): number | undefined {
  return tracks.slice(place + 1).find((track) => !gone.has(track));
}

/**
 * The very next track that an earlier session would go on with, where this one came the same way: what was played meanwhile is
 * passed over, and the way may have been left some tracks ago.
 */
export function goesOn(history: PlayHistory, played: readonly number[], day: number): Row {
  const row = new Map<number, number>();
  const gone = new Set(played);
  const known = new Set<number>();
  for (let back = 0; back < Math.min(MOST_BACK, played.length); back += 1) {
    const at = played.length - 1 - back;
    const before = new Set(played.slice(Math.max(0, at - NEAR_PLACES), at));
    for (const occurrence of history.occurrences(played[at] ?? -1, day)) {
      if (known.has(occurrence.session)) continue;
      known.add(occurrence.session);
      const { tracks, place, weight } = occurrence;
      const shared = countOf(before, tracks, place - NEAR_PLACES, place);
      const next = shared === 0 ? undefined : firstUnplayed(occurrence, gone);
      if (next !== undefined) add(row, next, ((Math.sqrt(weight) * shared) / (1 + shared)) * BACK_FADE ** back);
    }
  }
  return row;
}

/** Tracks of earlier sessions, each by how much its session has in common with this one. */
export function inAlikeSessions(history: PlayHistory, played: readonly number[], day: number): Row {
  const recent = [...new Set(played)].slice(-COMPARED).toReversed();
  const alike = new Map<number, { shared: number; occurrence: Occurrence }>();
  for (const [back, track] of recent.entries()) {
    const sessions = new Map(history.occurrences(track, day).map((each) => [each.session, each]));
    for (const [session, occurrence] of sessions) {
      const shared = (alike.get(session)?.shared ?? 0) + COMPARED_FADE ** back;
      alike.set(session, { shared, occurrence });
    }
  }
  const row = new Map<number, number>();
  for (const { shared, occurrence } of alike.values()) {
    const { tracks, weight } = occurrence;
    const value = (Math.sqrt(weight) * shared) / Math.sqrt(tracks.length * recent.length);
    for (const track of new Set(tracks)) add(row, track, value);
  }
  return row;
}

/** Share of the last tracks that were never played before this session; a half as long as nothing is known. 0-1. */
export function freshShare(history: PlayHistory, played: readonly number[]): number {
  const recent = played.slice(-RECENT);
  const fresh = recent.filter((track) => !history.wasPlayed(track)).length;
  return (fresh + 1) / (recent.length + 2);
}

/** Share of the last steps between two tracks that were near each other before; about a third as long as nothing is known. 0-1. */
export function knownShare(history: PlayHistory, played: readonly number[]): number {
  const recent = played.slice(-1 - NEAR_PLACES);
  let known = 0;
  for (const [place, track] of recent.entries()) {
    if (place > 0 && history.near(recent[place - 1] ?? -1, 0).get(track) > 0) known += 1;
  }
  return (known + 0.6) / (Math.max(0, recent.length - 1) + 2);
}

/** What there is to tell of two tracks in the sessions: the user's own, or tracklists where there are none of these. */
export interface Evidence {
  readonly isTracklist: boolean;
  /** How often the second came right after the first. */
  readonly follows: number;
  /** In how many sessions they were near each other. */
  readonly sessions: number;
  /** Of the last of them; null = there is none. */
  readonly lastDay: number | null;
}

/** @param day Today. */
export function evidenceOf(history: PlayHistory, from: number, to: number, day: number): Evidence {
  let follows = 0;
  let lastDay: number | null = null;
  const sessions = new Set<number>();
  const around = history
    .occurrences(from, day)
    .filter(({ tracks, place }) =>
      tracks.slice(Math.max(0, place - NEAR_PLACES), place + NEAR_PLACES + 1).includes(to),
    );
  const own = around.filter(({ isTracklist }) => !isTracklist);
  for (const { tracks, place, session, day: playedDay } of own.length > 0 ? own : around) {
    if (tracks[place + 1] === to) follows += 1;
    sessions.add(session);
    lastDay = Math.max(lastDay ?? playedDay, playedDay);
  }
  return { isTracklist: own.length === 0 && around.length > 0, follows, sessions: sessions.size, lastDay };
}
