import { formatMusicalShort } from '#shared/domain/key.ts';
import { decodeText } from '#main/interchange/decode-text.ts';
import { dropFields } from '#main/interchange/dropped-fields.ts';
import { foreignFileStem } from '#main/interchange/foreign-path.ts';
import type { InterchangeTrack, ReadResult, WriteResult } from '#main/interchange/model.ts';
import { createDropCounter, createReadReport, type ReadReport } from '#main/interchange/read-report.ts';
import type { Column } from './column-names.ts';
import {
  type DelimitedRow,
  detectDelimiter,
  formatRow,
  guardCell,
  parseDelimited,
  unguardCell,
} from './delimited-rows.ts';
import { LIST_EXTRA } from './track-columns.ts';
import { type TableRow, type TrackTable, tableByContent, tableWithHeader, tracksOfTable } from './track-table.ts';

const USUAL_TEXTS: readonly Column[] = ['artist', 'title', 'label'];

function rowsOf(rows: readonly DelimitedRow[], report: ReadReport): TableRow[] {
  const read: TableRow[] = [];
  rows.forEach(({ cells, isCut, line }, index) => {
    // Excel's own line that names the separator.
    if (index === 0 && /^\ufeff?sep=/i.test(cells[0] ?? '')) return;
    const where = line === index + 1 ? `row ${index + 1}` : `row ${index + 1} (line ${line})`;
    if (isCut) report.problem(where, 'The file ends inside a quoted value; what there is of it was read.');
    read.push({ where, cells: cells.map(unguardCell) });
  });
  return read;
}

function tableOf(rows: readonly TableRow[], report: ReadReport): TrackTable {
  const named = tableWithHeader(rows);
  if (named !== null) return named;
  const first = rows[0];
  const table = tableByContent(rows, USUAL_TEXTS);
  if (first !== undefined)
    report.problem(
      first.where,
      'No row names the columns; artist and title were taken in this order. Add a row of column names.',
    );
  return table;
}

const LEAST_RISING = 3;
/** Seconds. */
const SHORTEST_SET = 900;
const LATEST_FIRST = 60;

/** Other names say plainly that a length is meant. */
const TIME = /^(?:time|zeit|temps|tiempo|tempo|tijd|時間|时间|시간|время)$/iu;

/** Times that rise from row to row all through a list say where the tracks begin in a set, not how long they are. */
function withStarts(table: TrackTable, tracks: readonly InterchangeTrack[]): readonly InterchangeTrack[] {
  if (!table.headers.some((header) => TIME.test(header))) return tracks;
  const times = tracks.map((track) => track.durationSeconds ?? 0);
  const rises = times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0));
  const longest = times.at(-1) ?? 0;
  if (tracks.length < LEAST_RISING || !rises || longest < SHORTEST_SET || (times[0] ?? 0) > LATEST_FIRST) return tracks;
  return tracks.map((track, index) => ({
    ...track,
    durationSeconds: null,
    extra: { ...track.extra, [LIST_EXTRA.start]: track.extra[LIST_EXTRA.start] ?? String(times[index]) },
  }));
}

/**
 * Reads a list of tracks from CSV or TSV: comma, semicolon, tab or bar; columns by their names in many programs' exports, and by
 * their content where there are no names.
 * @param fileName What the playlist is called by, without its ending.
 */
export function parseCsv(bytes: Uint8Array, fileName: string): ReadResult {
  const report = createReadReport();
  const text = decodeText(bytes);
  const rows = rowsOf(parseDelimited(text, detectDelimiter(text) ?? ','), report);
  const table = tableOf(rows, report);
  const tracks = withStarts(table, tracksOfTable(table, report, false));
  const trackIds = tracks.map((track) => track.id);
  return report.result({
    tracks,
    playlists: [{ kind: 'playlist', name: foreignFileStem(fileName), trackIds }],
    plays: [],
  });
}

const numberCell = (value: number | null): string => (value === null ? '' : String(value));
/** "1" would be the lowest of ten levels. */
const shareCell = (value: number | null): string =>
  value === null ? '' : Number.isInteger(value) ? value.toFixed(1) : String(value);

/** Header and cell of each column, in order. */
const COLUMNS: readonly (readonly [string, (track: InterchangeTrack) => string])[] = [
  ['Title', (track) => track.title],
  ['Artist', (track) => track.artist],
  ['Mix', (track) => track.mix],
  ['Remixer', (track) => track.remixer],
  ['Album', (track) => track.album],
  ['Album Artist', (track) => track.albumArtist],
  ['Label', (track) => track.label],
  ['Catalogue Number', (track) => track.extra[LIST_EXTRA.catalogue] ?? ''],
  ['Genre', (track) => track.genre],
  ['Year', (track) => numberCell(track.year)],
  ['BPM', (track) => numberCell(track.bpm)],
  ['Key', (track) => (track.key === null ? '' : formatMusicalShort(track.key))],
  ['Key Text', (track) => track.keyText],
  ['Energy', (track) => shareCell(track.energy)],
  ['Rating', (track) => numberCell(track.rating)],
  ['Colour', (track) => track.colour ?? ''],
  ['Duration (s)', (track) => numberCell(track.durationSeconds)],
  ['Start Time', (track) => track.extra[LIST_EXTRA.start] ?? ''],
  ['Comment', (track) => track.comment],
  ['Grouping', (track) => track.grouping],
  ['Composer', (track) => track.composer],
  ['Track Number', (track) => numberCell(track.trackNumber)],
  ['Disc Number', (track) => numberCell(track.discNumber)],
  ['Date Added', (track) => track.addedAt ?? ''],
  ['Last Played', (track) => track.lastPlayedAt ?? ''],
  ['Play Count', (track) => numberCell(track.playCount)],
  ['Bit Rate', (track) => numberCell(track.bitRate)],
  ['Sample Rate', (track) => numberCell(track.sampleRate)],
  ['Size', (track) => numberCell(track.sizeBytes)],
  ['Locked', (track) => (track.locked ? 'yes' : '')],
  ['ISRC', (track) => track.extra[LIST_EXTRA.isrc] ?? ''],
  ['My Tag', (track) => track.extra[LIST_EXTRA.myTag] ?? ''],
  ['Path', (track) => track.path ?? ''],
];

const KEPT = new Set(
  'title artist mix remixer album albumArtist label genre year bpm key keyText energy rating colour durationSeconds comment grouping composer trackNumber discNumber addedAt lastPlayedAt playCount bitRate sampleRate sizeBytes locked path'.split(
    ' ',
  ),
);
const KEPT_EXTRA = new Set<string>([LIST_EXTRA.catalogue, LIST_EXTRA.start, LIST_EXTRA.isrc, LIST_EXTRA.myTag]);

/** Writes tracks as CSV with a header: commas, quotes where needed, line breaks as RFC 4180 has them, no cell that runs as a formula. */
export function formatCsv(tracks: readonly InterchangeTrack[]): WriteResult<string> {
  const drops = createDropCounter();
  const headers = COLUMNS.map(([header]) => header);
  const rows = tracks.map((track) => {
    dropFields(track, KEPT, drops, KEPT_EXTRA);
    return formatRow(
      COLUMNS.map(([, cell]) => guardCell(cell(track))),
      ',',
    );
  });
  return { output: formatRow(headers, ',') + rows.join(''), dropped: drops.counts() };
}
