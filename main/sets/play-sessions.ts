import type { StoredPlay, StoredSetOrder, StoredTracklist } from '#main/storage/queries/played-sessions.ts';
import type { PlayedSession } from '#shared/domain/next-track/rankable-tracks.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Programs give the name of a session again; a night without a name ends when nothing was played for so long. */
const NAMED_GAP_MS = 12 * 60 * MINUTE_MS;
const UNNAMED_GAP_MS = 2 * 60 * MINUTE_MS;
/** The same track from two programs so close together was played once. */
const TWICE_MS = 5 * MINUTE_MS;

/** A play with the time at which it was, in milliseconds since 1970. */
export type TimedPlay = StoredPlay & { readonly ms: number };

function timed(play: StoredPlay, nowMs: number): TimedPlay[] {
  const ms = Date.parse(play.playedAt);
  // A clock that ran ahead: it was played, and not later than now.
  return Number.isNaN(ms) ? [] : [{ ...play, ms: Math.min(ms, nowMs) }];
}

/** Without what a second program tells again. */
function toldOnce(plays: readonly TimedPlay[]): TimedPlay[] {
  const last = new Map<number, TimedPlay>();
  return plays.filter((play) => {
    const before = last.get(play.number);
    const isTwice = before !== undefined && before.source !== play.source && play.ms - before.ms < TWICE_MS;
    if (!isTwice) last.set(play.number, play);
    return !isTwice;
  });
}

/** Without a track that comes again at once. */
const withoutRepeats = (numbers: readonly number[]): number[] =>
  numbers.filter((number, place) => number !== numbers[place - 1]);

function groupPlays(plays: readonly TimedPlay[]): TimedPlay[][] {
  const open = new Map<string, TimedPlay[]>();
  const groups: TimedPlay[][] = [];
  for (const play of plays) {
    const key = `${play.source}\n${play.session}`;
    const group = open.get(key);
    const gap = play.session === '' ? UNNAMED_GAP_MS : NAMED_GAP_MS;
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && play.ms - last.ms <= gap) {
      group.push(play);
      continue;
    }
    const next = [play];
    open.set(key, next);
    groups.push(next);
  }
  return groups;
}

/**
 * Plays by the sessions that their program names and by the pauses between them, oldest first.
 * @param plays In the order in which they were written: it decides where a program tells no more than the day.
 */
export function playNights(plays: readonly StoredPlay[], nowMs: number): TimedPlay[][] {
  const known = plays.flatMap((play) => timed(play, nowMs)).sort((a, b) => a.ms - b.ms);
  return groupPlays(toldOnce(known));
}

/** The day that the name of a tracklist tells, as they usually do, or that on which it came. */
function tracklistSession({ name, createdAt, numbers }: StoredTracklist, nowMs: number): PlayedSession[] {
  const told = /\b\d{4}-\d{2}-\d{2}\b/.exec(name)?.[0] ?? '';
  const ms = [Date.parse(told), Date.parse(createdAt)].find((each) => !Number.isNaN(each) && each <= nowMs);
  return ms === undefined ? [] : [{ day: ms / DAY_MS, tracks: withoutRepeats(numbers), isTracklist: true }];
}

/**
 * What was played, as sessions by day: plays by the sessions that their program names and by the pauses between them, the
 * orders of sets, and tracklists.
 * @param plays In the order in which they were written: it decides where a program tells no more than the day.
 */
export function playSessions(
  plays: readonly StoredPlay[],
  sets: readonly StoredSetOrder[],
  lists: readonly StoredTracklist[],
  nowMs: number,
): PlayedSession[] {
  const nights = playNights(plays, nowMs).map(
    (group): PlayedSession => ({
      day: (group[0]?.ms ?? 0) / DAY_MS,
      tracks: withoutRepeats(group.map(({ number }) => number)),
    }),
  );
  // A set that was made of a night says again what was played, as if it were today.
  const played = new Set(nights.map(({ tracks }) => tracks.join()));
  const planned = sets.flatMap(({ updatedAt, numbers }): PlayedSession[] => {
    const ms = Date.parse(updatedAt);
    return Number.isNaN(ms) || played.has(withoutRepeats(numbers).join())
      ? []
      : [{ day: Math.min(ms, nowMs) / DAY_MS, tracks: withoutRepeats(numbers) }];
  });
  const listed = lists.flatMap((list) => tracklistSession(list, nowMs));
  return [...nights, ...planned, ...listed].sort((a, b) => a.day - b.day);
}
