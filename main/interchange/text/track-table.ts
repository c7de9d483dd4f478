import { parseKey } from '#shared/domain/key.ts';
import type { InterchangeTrack } from '#main/interchange/model.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';
import { type Column, columnOf } from './column-names.ts';
import { parseClock, parseDate, parseDecimal } from './plain-values.ts';
import { trackFromCells } from './track-columns.ts';

export interface TableRow {
  /** For the report: "row 3". */
  readonly where: string;
  readonly cells: readonly string[];
}

export interface TrackTable {
  readonly headers: readonly string[];
  readonly columns: readonly (Column | null)[];
  readonly rows: readonly TableRow[];
}

/** Lines above the header: titles, "sep=;", dates. */
const MOST_PREAMBLE = 10;
const LEAST_KNOWN = 2;

const isBlank = ({ cells }: TableRow): boolean => cells.every((cell) => cell.trim() === '');

/** How many different columns a row names; a header names what the tracks are called by and something else. */
function knownColumns(cells: readonly string[]): Set<Column> {
  const known = new Set<Column>();
  for (const cell of cells) {
    const column = columnOf(cell);
    if (column !== null) known.add(column);
  }
  return known;
}

const NAMING: readonly Column[] = ['title', 'artist', 'path', 'fileName'];

function isHeader({ cells }: TableRow): boolean {
  const known = knownColumns(cells);
  if (!NAMING.some((column) => known.has(column))) return false;
  const filled = cells.filter((cell) => cell.trim() !== '').length;
  return (known.size >= LEAST_KNOWN && known.size * 3 >= filled) || (filled === 1 && known.size === 1);
}

/** The first of two columns with one meaning has it, "Artist" before "Artist (sort)"; an exact name before one with an addition. */
function headerColumns(headers: readonly string[]): (Column | null)[] {
  const taken = new Set<Column>();
  return headers.map((header) => {
    const column = columnOf(header);
    if (column === null || column === 'ignored') return column;
    if (taken.has(column)) return null;
    taken.add(column);
    return column;
  });
}

/** @returns null where none of the first rows is a header. */
export function tableWithHeader(rows: readonly TableRow[]): TrackTable | null {
  const index = rows.slice(0, MOST_PREAMBLE).findIndex(isHeader);
  const header = rows[index];
  if (header === undefined) return null;
  const headers = header.cells.map((cell) => cell.trim());
  return { headers, columns: headerColumns(headers), rows: rows.slice(index + 1) };
}

const STARS = /^(?: {5}|[ *★☆]{1,6})$/u;
const PATH = /[\\/].*\.[a-z0-9]{2,4}$/i;

/** What the values of a column look like, most telling first. */
const KINDS: readonly (readonly [Column, (value: string) => boolean])[] = [
  ['path', (value) => PATH.test(value)],
  ['rating', (value) => STARS.test(value)],
  ['durationSeconds', (value) => parseClock(value) !== null],
  ['addedAt', (value) => parseDate(value) !== null],
  ['key', (value) => parseKey(value) !== null && !/^\d+$/.test(value)],
  ['bpm', (value) => /^\d{2,3}[.,]\d+$|^(?:[6-9]\d|1\d\d)$/.test(value) && (parseDecimal(value) ?? 0) >= 40],
  ['position', (value) => /^\d{1,4}$/.test(value)],
  ['year', (value) => /^(?:19|20)\d\d$/.test(value)],
];

function columnByContent(rows: readonly TableRow[], index: number): Column | 'text' | null {
  const values = rows.map(({ cells }) => cells[index] ?? '').filter((value) => value !== '');
  if (values.length === 0) return null;
  const kind = KINDS.find(([, matches]) => values.filter((value) => matches(value)).length >= 0.8 * values.length);
  return kind?.[0] ?? 'text';
}

/**
 * Columns of a table without a header, by what its first rows hold.
 * @param texts What the columns of plain text are, in order.
 */
export function tableByContent(rows: readonly TableRow[], texts: readonly Column[]): TrackTable {
  const sample = rows.filter((row) => !isBlank(row)).slice(0, 50);
  const width = sample.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const taken = new Set<Column>();
  let text = 0;
  const columns = Array.from({ length: width }, (_, index): Column | null => {
    const kind = columnByContent(sample, index);
    const column = kind === 'text' ? (texts[text] ?? null) : kind;
    if (kind === 'text') text += 1;
    if (column === null || taken.has(column)) return null;
    taken.add(column);
    return column;
  });
  return { headers: columns.map((column, index) => column ?? `column ${index + 1}`), columns, rows };
}

const SHORTEST_ROW = 'This row ends before its last column; what it has was read.';

function readRow(table: TrackTable, row: TableRow, id: string, report: ReadReport): InterchangeTrack | null {
  const { track, unread } = trackFromCells(id, table.columns, table.headers, row.cells);
  const isNamed = track.title !== '' || track.artist !== '' || track.path !== null || 'TEXT.FILE-NAME' in track.extra;
  if (!isNamed) {
    report.problem(row.where, 'This row has no title, artist or file; it was left out.');
    return null;
  }
  for (const [column, value] of unread) {
    const header = table.headers[table.columns.indexOf(column)] ?? column;
    report.problem(
      row.where,
      `"${value.slice(0, 60)}" in the column "${header}" could not be read; it was left empty.`,
    );
  }
  table.columns.forEach((column, index) => {
    if (column === null && (row.cells[index] ?? '').trim() !== '')
      report.unknown(`column ${table.headers[index] ?? index + 1}`);
  });
  return track;
}

/**
 * The tracks of a table, with ids "1", "2" … in the order of its rows.
 * @param isFullWidth Whether the program writes every row to its last column, so that a shorter one is a cut one.
 */
export function tracksOfTable(table: TrackTable, report: ReadReport, isFullWidth: boolean): InterchangeTrack[] {
  const tracks: InterchangeTrack[] = [];
  for (const row of table.rows) {
    if (isBlank(row)) continue;
    const track = readRow(table, row, String(tracks.length + 1), report);
    if (track === null) continue;
    if (isFullWidth && row.cells.length < table.columns.length) report.problem(row.where, SHORTEST_ROW);
    tracks.push(track);
  }
  return tracks;
}
