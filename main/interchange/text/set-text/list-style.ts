import { detectLabels, type LabelStyle, NO_LABELS } from './label-style.ts';
import { isMixName } from './mix-words.ts';
import { countDashes, hasSeparator, type NameSeparator } from './row-names.ts';
import { PLAIN_STYLE, type PrefixStyle, readPrefix, type RowPrefix } from './row-prefix.ts';
import { readSuffix } from './row-suffix.ts';

/** What most rows of a list do. */
export interface ListStyle {
  readonly prefix: PrefixStyle;
  readonly separator: NameSeparator;
  /** "Artist - Title - Label" in nearly every row. */
  readonly hasLabelPart: boolean;
  readonly labels: LabelStyle;
  /** Share of the rows that begin with a number, a time or "w/", 0-1. */
  readonly prefixed: number;
}

const SEPARATORS: readonly NameSeparator[] = ['dash', 'pipe', 'slash', 'by', 'colon', 'tilde', 'hyphen'];
const LEAST_ROWS = 3;
const LEAST_TEMPI = 4;
/** So many show what all do. */
const MOST_ROWS = 3_000;

const share = <T>(items: readonly T[], holds: (item: T) => boolean): number =>
  items.length === 0 ? 0 : items.filter(holds).length / items.length;

/** Whether numbers count up by one, anew after each break, in most of the lines. */
function countsUp(lines: readonly string[], pattern: RegExp): boolean {
  let [before, steps, found] = [0, 0, 0];
  for (const line of lines) {
    const number = pattern.exec(line)?.[1];
    if (number === undefined) continue;
    found += 1;
    if (Number(number) === before + 1 || Number(number) === 1) steps += 1;
    before = Number(number);
  }
  return found >= LEAST_ROWS && steps >= 0.7 * found && found >= 0.5 * lines.length;
}

/** Tempi in front do not count up, and are all of a DJ's range. */
function hasLeadingTempi(lines: readonly string[]): boolean {
  const tempi = lines.filter((line) => /^(?:[6-9]\d|1\d\d)(?:[.,]\d{1,2})? \S/.test(line));
  return tempi.length >= LEAST_TEMPI && tempi.length >= 0.9 * lines.length;
}

function detectPrefix(lines: readonly string[]): PrefixStyle {
  const sides = lines.filter((line) => /^(?:[A-H]{1,2}|CD ?\d-|\d{1,2}[-.])\d{1,2}\s*[.):]?\s+\S/.test(line));
  const dotted = lines.filter((line) => /^\d{1,3}\.[0-5]\d\s+\S/.test(line));
  const timed = lines.filter((line) => readPrefix(line, PLAIN_STYLE).time !== null);
  return {
    timed: timed.length >= 0.3 * lines.length,
    bareNumbers: countsUp(lines, /^(\d{1,3})\s+(?![-–—]\s)\S/),
    leadingTempi: hasLeadingTempi(lines),
    tightNumbers: countsUp(lines, /^(\d{1,3})[.)]\S/),
    dashNumbers: countsUp(lines, /^(\d{1,3})\s*[-–—]+\s*\p{L}/u),
    sideNumbers: sides.length >= LEAST_ROWS && sides.length >= 0.6 * lines.length,
    dotTimes: dotted.length >= LEAST_ROWS && dotted.length >= 0.6 * lines.length,
  };
}

function detectSeparator(bodies: readonly string[]): NameSeparator {
  const dashed = share(bodies, (body) => hasSeparator(body, 'dash'));
  if (dashed >= 0.5 || bodies.length === 0) return 'dash';
  const best = SEPARATORS.map((separator) => ({
    separator,
    share: share(bodies, (body) => hasSeparator(body, separator)),
  })).reduce((most, next) => (next.share > most.share ? next : most));
  return best.share > Math.max(0.5, dashed) ? best.separator : 'dash';
}

const lastPart = (body: string): string => body.split(/\s[-–—]\s/).at(-1) ?? '';

function hasLabelPart(bodies: readonly string[]): boolean {
  const three = bodies.filter((body) => countDashes(body) >= 2);
  return (
    three.length >= 4 && three.length >= 0.7 * bodies.length && share(three, (body) => isMixName(lastPart(body))) < 0.3
  );
}

export const isPrefixed = ({ number, time, isLayer }: RowPrefix): boolean =>
  number !== null || time !== null || isLayer;

/** @param lines Clean ones that are not empty. */
export function detectStyle(lines: readonly string[]): ListStyle {
  const rows = lines.filter((line) => line.length > 2).slice(0, MOST_ROWS);
  // Numbers are looked for among what can be rows, so that the words around a list do not outvote it.
  const candidates = rows.filter((line) => hasSeparator(line, 'dash') || /^\W{0,2}\d/.test(line));
  const prefix = candidates.length < LEAST_ROWS ? PLAIN_STYLE : detectPrefix(candidates);
  const read = rows.map((line) => ({ line, prefix: readPrefix(line, prefix) }));
  const likely = read.filter(
    (row) => (isPrefixed(row.prefix) && row.prefix.body !== '') || hasSeparator(row.line, 'dash'),
  );
  const prefixed = likely.length < 2 ? 0 : share(likely, (row) => isPrefixed(row.prefix));
  const listed =
    prefixed >= 0.5 ? likely.filter((row) => isPrefixed(row.prefix)) : likely.length >= LEAST_ROWS ? likely : read;
  const suffixes = listed.map((row) => readSuffix(row.prefix.body));
  const bodies = suffixes.map(({ body }) => body).filter((body) => body !== '');
  const separator = detectSeparator(bodies);
  const hasSquare = share(suffixes, ({ label, catalogue }) => label !== '' || catalogue !== '') > 0.3;
  const isThird = separator === 'dash' && !hasSquare && hasLabelPart(bodies);
  const dashed = bodies.filter((body) => countDashes(body) > 0 || /["”»]/.test(body));
  return {
    prefix,
    separator,
    hasLabelPart: isThird,
    labels: hasSquare || isThird ? NO_LABELS : detectLabels(dashed),
    prefixed,
  };
}
