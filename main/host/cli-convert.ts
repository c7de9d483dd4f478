import { randomUUID } from 'node:crypto';
import { basename, extname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { convertLibrary, type ConvertReport, formatOfPath } from '#main/interchange/convert.ts';
import type { WriteTarget } from '#main/interchange/export/write-library.ts';
import { type ContentCounts, ExportFormat } from '#shared/contract/interchange.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CliOutput } from './cli-analyse.ts';

export interface ConvertCommand {
  readonly source: string;
  readonly target: string;
  readonly format: ExportFormat;
  readonly json: boolean;
  readonly replace: boolean;
}

/** @throws {AppError} `invalid-input` for a format that is not written. */
export function readExportFormat(text: string): ExportFormat {
  const format = ExportFormat.safeParse(text);
  if (format.success) return format.data;
  throw new AppError(
    'invalid-input',
    `"${text}" is no format that is written. Those are: ${ExportFormat.options.join(', ')}.`,
  );
}

/**
 * @param args What follows "convert".
 * @returns null when help is asked for.
 * @throws {AppError} invalid-input; {TypeError} from parseArgs for unknown options.
 */
export function parseConvertArgs(args: readonly string[]): ConvertCommand | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      json: { type: 'boolean', default: false },
      replace: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const [source, target, ...more] = positionals;
  if (source === undefined || target === undefined || more.length > 0) {
    throw new AppError('invalid-input', 'Name the file to read and the file to write: convert IN OUT.');
  }
  const format = values.format === undefined ? formatOfPath(target) : readExportFormat(values.format);
  return { source: resolve(source), target: resolve(target), format, json: values.json, replace: values.replace };
}

const COUNT_NAMES: Readonly<Record<keyof ContentCounts, string>> = {
  tracks: 'tracks',
  cues: 'cues',
  loops: 'loops',
  gridSegments: 'grid segments',
  playlists: 'playlists',
  folders: 'folders',
  plays: 'plays',
};

/** Counts as lines of a table: read, and what of it was written. */
export function countLines(read: ContentCounts, written: ContentCounts): string[] {
  const names = Object.keys(COUNT_NAMES) as (keyof ContentCounts)[];
  const row = (name: string, a: string | number, b: string | number): string =>
    `${name.padEnd(14)}${String(a).padStart(9)}${String(b).padStart(9)}`;
  return [row('', 'read', 'written'), ...names.map((name) => row(COUNT_NAMES[name], read[name], written[name]))];
}

const listOf = (title: string, counts: Readonly<Record<string, number>>): string[] => {
  const entries = Object.entries(counts);
  return entries.length === 0 ? [] : [title, ...entries.map(([name, count]) => `  ${name}: ${count}`)];
};

const MOST_PROBLEMS_SHOWN = 20;

function textLines(report: ConvertReport): string[] {
  const shown = report.problems.slice(0, MOST_PROBLEMS_SHOWN);
  const rest = report.problemCount - shown.length;
  return [
    `${report.from.format} -> ${report.to.format}: ${report.to.path}`,
    ...countLines(report.read, report.written),
    ...(report.shifted > 0 ? [`moved by 26 ms: ${report.shifted} tracks`] : []),
    ...listOf('Left out, because the format has no place for it:', report.dropped),
    ...listOf('Not known here:', report.unknown),
    ...(shown.length > 0 ? ['Not read as it stands:'] : []),
    ...shown.map(({ where, message }) => `  ${where === '' ? '' : `${where}: `}${message}`),
    ...(rest > 0 ? [`  and ${rest} more (--json lists them)`] : []),
  ];
}

/** @returns Exit code. @throws {AppError} When nothing was written; the message says why. */
export async function runConvert(command: ConvertCommand, output: CliOutput): Promise<0> {
  const target: WriteTarget = {
    path: command.target,
    format: command.format,
    replace: command.replace,
    title: basename(command.source, extname(command.source)),
    nowMs: Date.now(),
    uuid: randomUUID(),
  };
  const report = await convertLibrary(command.source, target, new AbortController().signal);
  if (command.json) output.line(JSON.stringify(report));
  else for (const line of textLines(report)) output.line(line);
  return 0;
}
