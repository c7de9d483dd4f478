import { AppError } from '#shared/errors/app-error.ts';
import { type Cell, cellBytes, cellNumber, type ForeignDatabase } from '#main/interchange/foreign-database.ts';
import type { GridMarker, InterchangeCue } from '#main/interchange/model.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';
import { cuesFromEngine, loopsFromEngine } from './cues.ts';
import { gridFromEngine } from './grid.ts';
import {
  type EngineBeatData,
  type EngineTrackData,
  parseEngineBeatData,
  parseEngineLoops,
  parseEngineQuickCues,
  parseEngineTrackData,
} from './performance-data.ts';

export interface EnginePerformance {
  readonly sampleRate: number | null;
  readonly durationSeconds: number | null;
  readonly grid: readonly GridMarker[];
  readonly cues: readonly InterchangeCue[];
}

const COLUMNS = ['trackData', 'beatData', 'quickCues', 'loops'] as const;
/** Where nothing says it. */
const LIKELY_SAMPLE_RATE = 44_100;

function attempt<Value>(cell: Cell | undefined, parse: (blob: Uint8Array) => Value, fail: (message: string) => void) {
  const blob = cellBytes(cell);
  if (blob === null) return null;
  try {
    return parse(blob);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    fail(error.message);
    return null;
  }
}

/** The grid that counts: the user's, or the analysed one. */
function gridOf(beatData: EngineBeatData | null, sampleRate: number): GridMarker[] {
  if (beatData === null) return [];
  const adjusted = gridFromEngine(beatData.adjusted, sampleRate);
  return adjusted.length > 0 ? adjusted : gridFromEngine(beatData.analysed, sampleRate);
}

const usable = (sampleRate: number | undefined): number | null =>
  sampleRate !== undefined && sampleRate >= 1_000 && sampleRate <= 1_000_000 ? sampleRate : null;

function durationOf(trackData: EngineTrackData | null, sampleRate: number | null): number | null {
  return trackData !== null && trackData.samples > 0 && sampleRate !== null ? trackData.samples / sampleRate : null;
}

function readOne(row: Readonly<Record<string, Cell>>, where: string, report: ReadReport): EnginePerformance {
  const fail = (what: string) => (message: string) => report.problem(`${where}, ${what}`, message);
  const trackData = attempt(row['trackData'], parseEngineTrackData, fail('trackData'));
  const beatData = attempt(row['beatData'], parseEngineBeatData, fail('beatData'));
  const quickCues = attempt(row['quickCues'], parseEngineQuickCues, fail('quickCues'));
  const loops = attempt(row['loops'], parseEngineLoops, fail('loops')) ?? [];
  const known = usable(trackData?.sampleRate) ?? usable(beatData?.sampleRate);
  const sampleRate = known ?? LIKELY_SAMPLE_RATE;
  const cues = [
    ...(quickCues === null ? [] : cuesFromEngine(quickCues, sampleRate)),
    ...loopsFromEngine(loops, sampleRate),
  ];
  if (known === null && cues.length > 0) {
    report.problem(where, 'The sample rate is not known; the cues are right if it is 44.1 kHz.');
  }
  return {
    sampleRate: known,
    durationSeconds: durationOf(trackData, known),
    grid: gridOf(beatData, sampleRate),
    cues,
  };
}

/** Grids and cues by the id of the track. They have a table of their own, which is a view of Track in some versions. */
export function readEnginePerformance(database: ForeignDatabase, report: ReadReport): Map<number, EnginePerformance> {
  const hasTable = database.columns('PerformanceData').size > 0;
  const [table, id] = hasTable ? (['PerformanceData', 'trackId'] as const) : (['Track', 'id'] as const);
  const read = new Map<number, EnginePerformance>();
  for (const row of database.rows(table, [id, ...COLUMNS], report)) {
    const trackId = cellNumber(row[id]);
    if (trackId !== null) read.set(trackId, readOne(row, `track ${trackId}`, report));
  }
  return read;
}
