import { columnOf } from './column-names.ts';
import { type Delimiter, detectDelimiter, parseDelimited } from './delimited-rows.ts';
import { tableWithHeader } from './track-table.ts';

/** So many rows are looked at. */
const FIRST_ROWS = 12;
const FIRST_LETTERS = 16 * 1024;

function firstRows(text: string, delimiter: Delimiter) {
  const rows = parseDelimited(text.slice(0, FIRST_LETTERS), delimiter).slice(0, FIRST_ROWS);
  return rows.map(({ cells }, index) => ({ where: `row ${index + 1}`, cells }));
}

/**
 * Tells tables by a row of known column names. rekordbox numbers its rows in a first column "#" and parts columns with tabs.
 * @returns null where no row is one.
 */
export function recognisedHeader(text: string): 'rekordbox-txt' | 'csv' | null {
  const delimiter = detectDelimiter(text);
  // A table of bars in a forum's markup is read as a tracklist.
  if (delimiter === null || (delimiter === '|' && /^\s*\|/m.test(text))) return null;
  const first = text.split(/\r\n|\n|\r/).find((line) => line.trim() !== '') ?? '';
  const cells = first.split('\t').map((cell) => cell.trim());
  // In languages that nothing here knows, "#" and "BPM" are still called so.
  if (delimiter === '\t' && cells[0] === '#' && cells.length > 3) return 'rekordbox-txt';
  const table = tableWithHeader(firstRows(text, delimiter));
  if (table === null || table.headers.length < 2) return null;
  const known = table.headers.filter((header) => columnOf(header) !== null).length;
  return known >= 2 ? 'csv' : null;
}

/** Whether most rows have the same number of cells, two or more. */
export function looksLikeTable(text: string): boolean {
  const delimiter = detectDelimiter(text);
  if (delimiter === null) return false;
  const widths = firstRows(text, delimiter).map(({ cells }) => cells.length);
  const alike = widths.filter((width) => width === widths[0]).length;
  return (widths[0] ?? 0) > 1 && alike >= 0.6 * widths.length;
}
