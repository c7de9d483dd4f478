import { type Column, columnOf } from '#main/interchange/text/column-names.ts';

const POSITION = /^#?(?:\d{1,2}[-.])?\d{1,3}[.)]?$|^[A-H]{1,2}\d{0,2}$/;
const CLOCK = /^(?:\d{1,2}:)?\d{1,3}:\d{2}$/;
const LINED = /^[|+]?[-=:|+\s]{3,}[|+]?$/;

function cellsOf(line: string): string[] | null {
  if (line.includes('\t')) return line.split('\t').map((cell) => cell.trim());
  if (!/\s[|｜]\s|^\|.*\|$/.test(line)) return null;
  return line
    .replace(/^[|｜]\s?|\s?[|｜]$/g, '')
    .split(/\s?[|｜]\s?/)
    .map((cell) => cell.trim());
}

/** Which column holds what, in tables whose first row says so. */
type Layout = Partial<Record<'artist' | 'title' | 'mix' | 'label' | 'start' | 'position' | 'durationSeconds', number>>;
const USED: ReadonlySet<Column> = new Set(['artist', 'title', 'mix', 'label', 'start', 'position', 'durationSeconds']);

function layoutOf(cells: readonly string[]): Layout | null {
  const layout: Layout = {};
  cells.forEach((cell, index) => {
    const column = columnOf(cell);
    if (column !== null && USED.has(column)) layout[column as keyof Layout] ??= index;
  });
  return layout.artist !== undefined && layout.title !== undefined ? layout : null;
}

const numberOf = (position: string): string => `${/\d+(?=[.)]?$)/.exec(position)?.[0] ?? '1'}. `;

function joinLaidOut(cells: readonly string[], layout: Layout): string {
  const cell = (name: keyof Layout): string => cells[layout[name] ?? -1] ?? '';
  // A column called "time" in a tracklist says when the track begins.
  const start = [cell('start'), cell('durationSeconds')].find((text) => CLOCK.test(text)) ?? '';
  const mix = cell('mix') === '' ? '' : ` (${cell('mix')})`;
  const label = cell('label') === '' ? '' : ` [${cell('label')}]`;
  const names = [cell('artist'), cell('title')].filter((name) => name !== '').join(' - ');
  return `${cell('position') === '' ? '' : numberOf(cell('position'))}${start} ${names}${mix}${label}`.trim();
}

/** Discogs marks other spellings with "*" and namesakes with a number. */
function withoutDiscogsMarks(name: string): string {
  return name
    .replace(/\s*[–—-]$/, '')
    .replace(/\*(?=$|[\s,])/g, '')
    .replace(/\s\(\d{1,2}\)(?=$|\s*[,&/])/g, '');
}

function joinNames(words: readonly string[]): string {
  const names = /[–—-]$/.test(words[0] ?? '') ? words.map(withoutDiscogsMarks) : words;
  const [first = '', second, ...rest] = names;
  if (second === undefined) return first;
  if (/\s[-–—]\s/.test(first)) return `${first} [${[second, ...rest].join(', ')}]`;
  return `${first} - ${second}${rest.length === 0 ? '' : ` [${rest.join(', ')}]`}`;
}

/** A clock before the names is where the track begins, one behind them how long it is. */
function joinCells(cells: readonly string[]): string {
  const filled = cells.filter((cell) => cell !== '');
  const position = POSITION.test(filled[0] ?? '') ? filled[0] : undefined;
  const rest = position === undefined ? filled : filled.slice(1);
  const start = CLOCK.test(rest[0] ?? '') ? `${rest[0]} ` : '';
  const lengths = rest.slice(start === '' ? 0 : 1).filter((cell) => CLOCK.test(cell));
  const names = joinNames(rest.filter((cell) => !CLOCK.test(cell)));
  return [`${position === undefined ? '' : numberOf(position)}${start}${names}`, ...lengths].join(' ');
}

/**
 * Rows of a copied table as rows of a list: "1.1<tab>Artist–<tab>Title" reads "1. Artist - Title", by the table's own names of the
 * columns where it has them. Lines of tables that are no rows become empty.
 */
export function joinColumns(lines: readonly string[]): string[] {
  let layout: Layout | null = null;
  return lines.map((line) => {
    const cells = cellsOf(line);
    if (cells === null) return line;
    if (LINED.test(line)) return '';
    const named = layoutOf(cells);
    if (named !== null) {
      layout = named;
      return '';
    }
    return layout === null ? joinCells(cells) : joinLaidOut(cells, layout);
  });
}
