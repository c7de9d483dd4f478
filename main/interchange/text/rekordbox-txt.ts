import { decodeText } from '#main/interchange/decode-text.ts';
import { foreignFileStem } from '#main/interchange/foreign-path.ts';
import type { ReadResult } from '#main/interchange/model.ts';
import { createReadReport } from '#main/interchange/read-report.ts';
import { playsOfHistories } from '#main/interchange/rekordbox/history-lists.ts';
import type { Column } from './column-names.ts';
import { type TableRow, type TrackTable, tableByContent, tableWithHeader, tracksOfTable } from './track-table.ts';

/** rekordbox's own order of the columns of text, for a header in a language that nothing here knows. */
const USUAL_TEXTS: readonly Column[] = ['title', 'artist', 'album', 'genre'];

function rowsOf(text: string): TableRow[] {
  const rows: TableRow[] = [];
  text.split(/\r\n|\n|\r/).forEach((line, index) => {
    if (line.trim() !== '') rows.push({ where: `line ${index + 1}`, cells: line.split('\t') });
  });
  return rows;
}

/** A header holds words where the rows below hold numbers, so it is told from them in any language. */
function hasForeignHeader(rows: readonly TableRow[]): boolean {
  const first = rows[0]?.cells ?? [];
  return first[0]?.trim() === '#' || !first.some((cell) => /\d/.test(cell));
}

function tableOf(rows: readonly TableRow[]): TrackTable {
  const named = tableWithHeader(rows);
  // A header of which title and artist are unknown is read by position as well.
  if (named?.columns.includes('title') === true) return named;
  const headers = hasForeignHeader(rows) ? (rows[0]?.cells ?? []) : [];
  const table = tableByContent(headers.length > 0 ? rows.slice(1) : rows, USUAL_TEXTS);
  return { ...table, headers: table.headers.map((header, index) => headers[index]?.trim() || header) };
}

/**
 * Reads a playlist or history that rekordbox exported as text: UTF-16 and tabs, columns as the user arranged them, their names in
 * rekordbox's language.
 * @param fileName What the playlist is called by, without its ending.
 */
export function parseRekordboxTxt(bytes: Uint8Array, fileName: string): ReadResult {
  const report = createReadReport();
  const rows = rowsOf(decodeText(bytes));
  const tracks = rows.length === 0 ? [] : tracksOfTable(tableOf(rows), report, true);
  if (rows.length === 0) report.problem('', 'The file is empty.');
  const playlist = {
    kind: 'playlist',
    name: foreignFileStem(fileName),
    trackIds: tracks.map((track) => track.id),
  } as const;
  return report.result({ tracks, playlists: [playlist], plays: playsOfHistories([playlist]) });
}
