import { basename } from 'node:path';
import type { AnalysisJson } from '#main/worker/analysis-json.ts';
import { formatTime } from '#shared/domain/time-text.ts';

const HEADINGS = ['File', 'Time', 'BPM', 'Key', 'Energy', 'LUFS', ''];

const fixed = (value: number | null, digits: number): string => value?.toFixed(digits) ?? '-';

/** Control characters in a file name must not reach the terminal. */
const printable = (name: string): string => name.replace(/\p{Cc}/gu, '?');

function cells(row: AnalysisJson): string[] {
  return [
    printable(basename(row.file)),
    row.durationSeconds === null ? '-' : formatTime(Math.round(row.durationSeconds)),
    fixed(row.bpm, 2),
    row.key === null ? '-' : `${row.camelot} ${row.key}`,
    fixed(row.energy, 2),
    fixed(row.loudnessLufs, 1),
    row.error ?? '',
  ];
}

/** A readable table with aligned columns. */
export function tableLines(rows: readonly AnalysisJson[]): string[] {
  const table = [HEADINGS, ...rows.map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  return table.map((line) =>
    line
      .map((cell, column) => (column === HEADINGS.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
