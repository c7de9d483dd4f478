import type { StoredPlay, StoredSetOrder } from '#main/storage/queries/played-sessions.ts';
import type { PlayedSession } from '#shared/domain/next-track/rankable-tracks.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Programs give the name of a session again; a night without a name ends when nothing was played for so long. */
const NAMED_GAP_MS = 12 * 60 * MINUTE_MS;
const UNNAMED_GAP_MS = 2 * 60 * MINUTE_MS;
/** The same track from two programs so close together was played once. */
const TWICE_MS = 5 * MINUTE_MS;

interface Play {
  readonly number: number;
  readonly ms: number;
  readonly source: string;
  readonly session: string;
}

function playOf({ number, playedAt, source, session }: StoredPlay, nowMs: number): Play[] {
  const ms = Date.parse(playedAt);
  // A clock that ran ahead: it was played, and not later than now.
  return Number.isNaN(ms) ? [] : [{ number, ms: Math.min(ms, nowMs), source, session }];
}

/** Without what a second program tells again. */
function toldOnce(plays: readonly Play[]): Play[] {
  const last = new Map<number, Play>();
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

function groupPlays(plays: readonly Play[]): Play[][] {
  const open = new Map<string, Play[]>();
  const groups: Play[][] = [];
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
 * What was played, as sessions by day: plays by the sessions that their program names and by the pauses between them, and the
 * orders of sets.
 * @param plays In the order in which they were written: it decides where a program tells no more than the day.
 */
export function playSessions(
  plays: readonly StoredPlay[],
  sets: readonly StoredSetOrder[],
  nowMs: number,
): PlayedSession[] {
  const known = plays.flatMap((play) => playOf(play, nowMs)).sort((a, b) => a.ms - b.ms);
  const nights = groupPlays(toldOnce(known)).map(
    (group): PlayedSession => ({
      day: (group[0]?.ms ?? 0) / DAY_MS,
      tracks: withoutRepeats(group.map(({ number }) => number)),
    }),
  );
  const planned = sets.flatMap(({ updatedAt, numbers }): PlayedSession[] => {
    const ms = Date.parse(updatedAt);
    return Number.isNaN(ms) ? [] : [{ day: Math.min(ms, nowMs) / DAY_MS, tracks: withoutRepeats(numbers) }];
  });
  return [...nights, ...planned].sort((a, b) => a.day - b.day);
}
