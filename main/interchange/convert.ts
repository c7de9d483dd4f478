import { extname, sep } from 'node:path';
import type { ContentCounts, ExportFormat, ImportFormat } from '#shared/contract/interchange.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { countContent } from './count-content.ts';
import { writeLibrary, type WriteTarget } from './export/write-library.ts';
import { placeOf, realPlace } from './export/write-place.ts';
import type { Dropped, InterchangeLibrary, ReadProblem } from './model.ts';
import { addDropped } from './read-report.ts';
import { originalOf, readSource } from './read-source.ts';
import { changeTimeLine, isLateFormat } from './time-line.ts';

/** Formats by the ending of a file that is to be written. */
const FORMAT_OF_ENDING: Readonly<Record<string, ExportFormat>> = {
  '.xml': 'rekordbox-xml',
  '.nml': 'traktor-nml',
  '.db': 'engine',
  '.m3u8': 'm3u8',
  '.m3u': 'm3u8',
  '.cue': 'cue',
  '.csv': 'csv',
  '.txt': 'txt',
  '.html': 'html',
};

/** @throws {AppError} `invalid-input` for an ending that says nothing. */
export function formatOfPath(path: string): ExportFormat {
  const format = FORMAT_OF_ENDING[extname(path).toLowerCase()];
  if (format !== undefined) return format;
  throw new AppError(
    'invalid-input',
    `"${path}" does not say which format to write. Name one with --format, or end the name in .xml, .nml, .m3u8, .cue, .csv, .txt or .html.`,
  );
}

export interface ConvertReport {
  readonly from: { readonly path: string; readonly format: ImportFormat };
  readonly to: { readonly path: string; readonly format: ExportFormat };
  readonly read: ContentCounts;
  readonly written: ContentCounts;
  /** What the format written has no place for, and how often. */
  readonly dropped: Dropped;
  /** What the reader does not know, and how often. */
  readonly unknown: Readonly<Record<string, number>>;
  readonly problems: readonly ReadProblem[];
  readonly problemCount: number;
  /** Tracks whose times were moved by 26 ms, as their files ask for. */
  readonly shifted: number;
}

/** Counted where the 26 ms do not fit before a cue, which then stands at the start of its track. */
const STOPPED = 'cue.start';

async function onTimeLineOf(library: InterchangeLibrary, from: ImportFormat, to: ExportFormat) {
  if (isLateFormat(from) === isLateFormat(to)) return { library, shifted: 0, stopped: [] };
  const { tracks, shifted, stopped } = await changeTimeLine(
    library.tracks,
    isLateFormat(to) ? 'late' : 'early',
    ({ path }) => path,
  );
  return { library: { ...library, tracks }, shifted, stopped };
}

/** Names differ where a link leads to the same file, and some formats write below the folder that is named. */
async function refuseOriginal(source: string, target: WriteTarget): Promise<void> {
  const original = await originalOf(source);
  if (original === null) return;
  const [from, to] = [await realPlace(original), await realPlace(placeOf(target))];
  if (to !== from && !to.startsWith(`${from}${sep}`)) return;
  throw new AppError('invalid-input', 'The file to write must be another than the one that is read.');
}

/**
 * Reads a library of one program and writes it for another, without a library of this one.
 * @throws {AppError} With what to do, when the one cannot be read or the other not be written.
 */
export async function convertLibrary(source: string, target: WriteTarget, signal: AbortSignal): Promise<ConvertReport> {
  const { format, reading } = await readSource(source, { signal, onProgress: () => undefined });
  await refuseOriginal(source, target);
  const { library, shifted, stopped } = await onTimeLineOf(reading.library, format, target.format);
  const { path, counts, dropped } = await writeLibrary(library, target);
  const cuesAtStart = stopped.reduce((sum, { count }) => sum + count, 0);
  return {
    from: { path: source, format },
    to: { path, format: target.format },
    read: countContent(reading.library),
    written: counts,
    dropped: addDropped(dropped, cuesAtStart > 0 ? { [STOPPED]: cuesAtStart } : {}),
    unknown: reading.unknown,
    problems: reading.problems,
    problemCount: reading.problemCount,
    shifted,
  };
}
