/** Rows of comma-, semicolon- and tab-separated text as RFC 4180 has them. */
export type Delimiter = ',' | ';' | '\t' | '|';

export interface DelimitedRow {
  /** Line of the file on which the row begins, from 1: a quoted value can hold line breaks. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Whether the file ends inside a quoted value of this row. */
  readonly isCut: boolean;
}

const DELIMITERS: readonly Delimiter[] = ['\t', ';', ',', '|'];

/** How often each delimiter stands outside quotes, line by line. */
function countPerLine(text: string, delimiter: Delimiter): number[] {
  const counts: number[] = [];
  let [count, isQuoted] = [0, false];
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (letter === delimiter && !isQuoted) count += 1;
    else if (letter === '\n' && !isQuoted) {
      counts.push(count);
      count = 0;
    }
  }
  if (count > 0) counts.push(count);
  return counts;
}

/** The one that cuts most lines into the commonest number of cells. Names hold commas, so equal ones are tried in order. */
export function detectDelimiter(text: string): Delimiter | null {
  const named = /^\ufeff?sep=([,;\t|])\s*(?:\r|\n)/i.exec(text)?.[1];
  if (named !== undefined) return named as Delimiter;
  const sample = text.slice(0, 32 * 1024).replaceAll(/\r\n?/g, '\n');
  let best: { readonly delimiter: Delimiter; readonly score: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const counts = countPerLine(sample, delimiter).filter((count) => count > 0);
    const lines = sample.split('\n').filter((line) => line.trim() !== '').length;
    if (counts.length === 0) continue;
    const first = counts[0] ?? 0;
    const alike = counts.filter((count) => count === first).length / Math.max(lines, 1);
    const score = alike * Math.min(first, 4);
    if (best === null || score > best.score) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

interface Cell {
  readonly value: string;
  /** Where the text goes on: at a delimiter, a line break or the end. */
  readonly end: number;
  readonly isCut: boolean;
}

/** Up to the delimiter or the end of the line. */
function readPlain(text: string, start: number, delimiter: Delimiter): Cell {
  let end = start;
  while (end < text.length) {
    const letter = text.charAt(end);
    if (letter === delimiter || letter === '\n' || letter === '\r') break;
    end += 1;
  }
  return { value: text.slice(start, end), end, isCut: false };
}

/** @param start Of what follows the opening quote. */
function readQuoted(text: string, start: number, delimiter: Delimiter): Cell {
  let [value, from] = ['', start];
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return { value: value + text.slice(from), end: text.length, isCut: true };
    value += text.slice(from, quote);
    if (text.charAt(quote + 1) !== '"') {
      // What stands between the closing quote and the delimiter is part of the value: "12" Mix".
      const rest = readPlain(text, quote + 1, delimiter);
      return { ...rest, value: value + (rest.value.trim() === '' ? '' : `"${rest.value}`) };
    }
    value += '"';
    from = quote + 2;
  }
}

function countLines(text: string, start: number, end: number): number {
  let lines = 0;
  for (let i = start; i < end; i += 1) {
    const letter = text.charAt(i);
    if (letter === '\n' || (letter === '\r' && text.charAt(i + 1) !== '\n')) lines += 1;
  }
  return lines;
}

/** Cuts text into rows. Only a quote that begins a cell quotes it: 12" is a size in files of programs that do not quote. */
export function parseDelimited(text: string, delimiter: Delimiter): DelimitedRow[] {
  const rows: DelimitedRow[] = [];
  let [index, line] = [0, 1];
  while (index < text.length) {
    const [start, cells]: [number, string[]] = [index, []];
    let cell: Cell;
    do {
      if (cells.length > 0) index += 1;
      cell = text.charAt(index) === '"' ? readQuoted(text, index + 1, delimiter) : readPlain(text, index, delimiter);
      cells.push(cell.value);
      index = cell.end;
    } while (text.charAt(index) === delimiter);
    if (index < text.length) index += text.startsWith('\r\n', index) ? 2 : 1;
    rows.push({ line, cells, isCut: cell.isCut });
    line += countLines(text, start, index);
  }
  return rows;
}

/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe in front, which spreadsheets do not show; one that looks
 * guarded already gets one more, so that reading gives back what was written.
 * @source OWASP, CSV injection: = + - @, tab and carriage return at the start, and their full-width forms.
 */
const NEEDS_GUARD = /^'*[=+\-@\t\r\n＝＋－＠]/;
const IS_GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;

export function guardCell(value: string): string {
  return NEEDS_GUARD.test(value) ? `'${value}` : value;
}

export function unguardCell(value: string): string {
  return IS_GUARDED.test(value) ? value.slice(1) : value;
}

/** One row with its line break; values are quoted where they must be. */
export function formatRow(cells: readonly string[], delimiter: Delimiter): string {
  const written = cells.map((cell) =>
    cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  return `${written.join(delimiter)}\r\n`;
}
