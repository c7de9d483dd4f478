import type { SetRow } from './collect-rows.ts';

export interface RowTimes {
  /** Seconds from the start of the set, by row. */
  readonly starts: readonly (number | null)[];
  /** Seconds, by row: times behind the names that do not rise from row to row. */
  readonly durations: readonly (number | null)[];
}

/** Tracks that follow each other faster than this all through a list are counted in hours and minutes. */
const SHORTEST_GAP = 30;
const LEAST_TIMES = 4;
/** No recording begins so late: these are times of day. Seconds. */
const EARLIEST_DAY_TIME = 4 * 3600;
const DAY = 24 * 3600;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const gapsOf = (times: readonly number[]): number[] => times.slice(1).map((time, index) => time - (times[index] ?? 0));

/** Whether "[1]", "[2]", "[3]" count rows: minutes do not rise by one from row to row. */
function bracketsCountRows(rows: readonly SetRow[]): boolean {
  const values = rows.flatMap(({ prefix }) =>
    typeof prefix.time?.bracketed === 'number' ? [prefix.time.bracketed] : [],
  );
  if (values.length < 2 || (values[0] ?? 9) > 1) return false;
  return gapsOf(values).filter((gap) => gap === 1).length >= 0.8 * (values.length - 1);
}

/** Whether "1:05" after "0:58" is an hour and five minutes. */
function countsMinutes(rows: readonly SetRow[]): boolean {
  const times = rows.flatMap(({ prefix: { time } }) =>
    time === null || time.seconds === null || time.bracketed !== null ? [] : [time],
  );
  if (times.length < LEAST_TIMES || !times.every((time) => time.isShort)) return false;
  const gaps = gapsOf(times.map((time) => time.seconds ?? 0)).filter((gap) => gap > 0);
  return gaps.length >= LEAST_TIMES - 1 && median(gaps) < SHORTEST_GAP;
}

/** Times of day count from the first row's, over midnight as well. */
function fromFirst(starts: readonly (number | null)[]): readonly (number | null)[] {
  const first = starts.find((start) => start !== null) ?? null;
  if (first === null || first < EARLIEST_DAY_TIME) return starts;
  return starts.map((start) => (start === null ? null : (start - first + DAY) % DAY));
}

/** Times of day that begin with the set ("22:00") and times behind the names are told from starts by how they rise. */
export function startsOf(rows: readonly SetRow[]): RowTimes {
  const asNumbers = bracketsCountRows(rows);
  const factor = countsMinutes(rows) ? 60 : 1;
  const hasStarts = rows.some(({ prefix }) => prefix.time !== null);
  const trailing = rows.flatMap(({ suffix }) => (suffix.clock === null ? [] : [suffix.clock]));
  const rising = gapsOf(trailing).filter((gap) => gap >= 0).length;
  const trailingStarts = !hasStarts && trailing.length > 1 && rising >= 0.9 * (trailing.length - 1);
  const read = rows.map(({ prefix: { time }, suffix }) => {
    if (trailingStarts) return suffix.clock;
    if (time === null || time.seconds === null || (asNumbers && time.bracketed !== null)) return null;
    return time.isShort ? time.seconds * factor : time.seconds;
  });
  const starts = factor === 60 ? fromFirst(read) : read;
  return { starts, durations: rows.map(({ suffix }) => (trailingStarts ? null : suffix.clock)) };
}
