import type { ReadReport } from '#main/interchange/read-report.ts';
import { parseDecimal } from '#main/interchange/text/plain-values.ts';
import { takeLabel } from './label-style.ts';
import { isPrefixed, type ListStyle } from './list-style.ts';
import { splitMix } from './mix-words.ts';
import { isFooter, isSetTitle, isUnknownName, lineKind } from './row-kinds.ts';
import { hasSeparator, type RowNames, splitNames } from './row-names.ts';
import { readPrefix, type RowPrefix } from './row-prefix.ts';
import { readSuffix, type RowSuffix, splitLabel } from './row-suffix.ts';

export interface SetRow {
  readonly prefix: RowPrefix;
  readonly suffix: RowSuffix;
  readonly names: RowNames;
  readonly album: string;
}

interface Collecting {
  readonly style: ListStyle;
  readonly report: ReadReport;
  readonly rows: SetRow[];
  /** Number or time that stands on a line of its own, for the next row. */
  pending: RowPrefix | null;
  /** Whether numbers and times stand on lines of their own in this list. */
  isLoose: boolean;
  title: string;
  /** Lines of the first and the last row that begin with a number, a time or "w/". */
  /** Lines after which the numbers begin at 1: headings. */
  readonly restarts: ReadonlySet<number>;
  readonly first: number;
  readonly last: number;
}

/** From this share on, lines without a number or a time before the first row and after the last are no rows. */
const STRICT = 0.7;
const OPENER =
  /^(?:intro|outro|opening|opener|encore|closing|closer|bonus|last track|first track|special|interlude)\s*[:：]\s+(?=\S)/iu;

/** The title alone, where nothing parts it from an artist. */
function titleOnly(text: string): RowNames {
  return { artist: '', ...splitMix(text), label: '', isMashUp: false };
}

function readNames(body: string, style: ListStyle): { readonly names: RowNames; readonly label: string } {
  const plain = body.replace(OPENER, '');
  const { rest, label } = takeLabel(plain, style.labels);
  return { names: splitNames(rest, style.separator, style.hasLabelPart) ?? titleOnly(rest), label };
}

function merged(prefix: RowPrefix, pending: RowPrefix | null): RowPrefix {
  if (pending === null) return prefix;
  return {
    ...prefix,
    number: prefix.number ?? pending.number,
    time: prefix.time ?? pending.time,
    isLayer: prefix.isLayer || pending.isLayer,
  };
}

/** What the row's own brackets say goes before what the rest of it does. */
function withLabel(suffix: RowSuffix, text: string): RowSuffix {
  if (text === '' || suffix.label !== '') return suffix;
  const { label, catalogue, year } = splitLabel(text);
  return { ...suffix, label, catalogue: suffix.catalogue || catalogue, year: suffix.year ?? year };
}

function addRow(prefix: RowPrefix, state: Collecting): void {
  const suffix = readSuffix(prefix.body);
  const { names, label } = readNames(suffix.body, state.style);
  const tempo = state.style.prefix.leadingTempi ? prefix.number : null;
  const whole = { ...withLabel(suffix, names.label || label), bpm: suffix.bpm ?? tempo };
  state.rows.push({ prefix: merged(prefix, state.pending), suffix: whole, names, album: '' });
  state.pending = null;
}

const DETAILS = /^(\d{2,3}(?:[.,]\d{1,2})?)\s?bpm\b/iu;
const CAPITALS = /^(?=.*\p{Lu}{2})[^\p{Ll}]{2,60}$/u;

function replaceLast(row: SetRow, state: Collecting): void {
  state.rows[state.rows.length - 1] = row;
}

/** "98 BPM A · 11B" */
function addTempo(row: SetRow, tempo: string, text: string): SetRow {
  const keyText = row.suffix.keyText || (/\b(?:0?[1-9]|1[0-2])[AB]\b/.exec(text)?.[0] ?? '');
  return { ...row, suffix: { ...row.suffix, bpm: row.suffix.bpm ?? parseDecimal(tempo), keyText } };
}

/** Lines under a row that say more of it: its tempo and key, or its label in capitals. @returns Whether it was one. */
function addToLastRow(text: string, state: Collecting): boolean {
  const row = state.rows.at(-1);
  if (row === undefined) return false;
  const tempo = DETAILS.exec(text)?.[1];
  const hasLabel = row.suffix.label !== '';
  const isList = state.style.prefixed >= STRICT || state.isLoose;
  if (tempo !== undefined) replaceLast(addTempo(row, tempo, text), state);
  else if (!hasLabel && isList && CAPITALS.test(text))
    replaceLast({ ...row, suffix: { ...row.suffix, label: text } }, state);
  else return false;
  return true;
}

const TRACKLIST_WORD = /\s*[-–—:|([]*\s*(?:full |complete )?track\s?-?list(?:ing)?[)\]]?\s*:?$/iu;

/** The first line above the rows that is no more than "Tracklist:" names the set. */
function addHeading(text: string, kind: string, state: Collecting): void {
  if (state.rows.length === 0 && state.title === '' && kind === 'heading' && lineKind(text) === null) {
    state.title = text.replace(TRACKLIST_WORD, '').replace(/:$/, '');
  }
  state.report.unknown(kind);
}

/** Whether a line without number and time, but with a dash, is a row. */
function isPlainRow(text: string, index: number, state: Collecting): boolean {
  const { style, rows, first, last } = state;
  if (style.prefixed > 0.4 && state.restarts.has(index)) return false;
  if (style.prefixed >= STRICT && state.pending === null) {
    return index > first && index < last && !isSetTitle(text) && !isFooter(text);
  }
  if (isFooter(text) && style.prefixed > 0) return false;
  return rows.length > 0 || !isSetTitle(text);
}

/** A line that begins with a number, a time or "w/". */
function readMarked(prefix: RowPrefix, state: Collecting): void {
  if (prefix.body === '') {
    state.pending = merged(prefix, state.pending);
    state.isLoose = true;
  } else if (lineKind(prefix.body) === 'link') state.report.unknown('link');
  else addRow(prefix, state);
}

function readUnmarked(prefix: RowPrefix, index: number, state: Collecting): void {
  const { style, report } = state;
  const text = prefix.body;
  const isCut = hasSeparator(text, style.separator) || splitNames(text, style.separator, false) !== null;
  const isRow = isCut ? isPlainRow(text, index, state) : state.pending !== null;
  if (isRow) addRow(prefix, state);
  else if (addToLastRow(text, state)) report.unknown('details');
  else addHeading(text, 'heading', state);
}

function readLine(text: string, prefix: RowPrefix, index: number, state: Collecting): void {
  const kind = lineKind(text);
  if (isPrefixed(prefix) && kind !== 'link') readMarked(prefix, state);
  else if (isUnknownName(text)) addRow(prefix, state);
  else if (kind !== null) state.report.unknown(kind);
  else readUnmarked(prefix, index, state);
}

/** Index of the line before that is not empty. */
function lastFilled(lines: readonly string[], index: number): number {
  let before = index - 1;
  while (before >= 0 && lines[before] === '') before -= 1;
  return before;
}

/**
 * Sorts the lines of a list into rows and the rest, which is counted by kind.
 * @param lines Clean ones, with the empty ones at their places.
 */
export function collectRows(
  lines: readonly string[],
  style: ListStyle,
  report: ReadReport,
): { readonly rows: readonly SetRow[]; readonly title: string } {
  const prefixes = lines.map((line) => (line === '' ? null : readPrefix(line, style.prefix)));
  const restarts = new Set(
    prefixes.flatMap((prefix, index) => (prefix?.number === 1 ? [lastFilled(lines, index)] : [])),
  );
  const isMarked = (prefix: RowPrefix | null): boolean => prefix !== null && isPrefixed(prefix);
  const [first, last] = [prefixes.findIndex(isMarked), prefixes.findLastIndex(isMarked)];
  const state: Collecting = {
    style,
    report,
    rows: [],
    pending: null,
    isLoose: false,
    title: '',
    restarts,
    first,
    last,
  };
  prefixes.forEach((prefix, index) => {
    if (prefix === null) report.unknown('blank line');
    else readLine(lines[index] ?? '', prefix, index, state);
  });
  return { rows: state.rows, title: state.title };
}
