import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Piscina } from 'piscina';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import { type AnalysisJson, analysisToJson, failureToJson } from '#main/worker/analysis-json.ts';
import { type AnalysisOptions, DEFAULT_ANALYSIS_OPTIONS } from '#shared/domain/track-analysis.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { AnalysisReply, AnalysisTask } from '#main/analysis/worker-messages.ts';
import { tableLines } from './cli-table.ts';

export interface AnalyseCommand {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly jobs: number;
  readonly options: AnalysisOptions;
}

export interface CliOutput {
  line(text: string): void;
  error(text: string): void;
}

function positiveNumber(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new AppError('invalid-input', `--${name} needs a number above 0.`);
  return value;
}

/**
 * @param args What follows "analyse".
 * @returns null when help is asked for.
 * @throws {AppError} invalid-input; {TypeError} from parseArgs for unknown options.
 */
export function parseAnalyseArgs(args: readonly string[]): AnalyseCommand | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      'min-bpm': { type: 'string' },
      'max-bpm': { type: 'string' },
      jobs: { type: 'string' },
      'true-peak': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  if (positionals.length === 0) throw new AppError('invalid-input', 'Name at least one file to analyse.');
  const options = {
    minBpm: positiveNumber(values['min-bpm'], 'min-bpm', DEFAULT_ANALYSIS_OPTIONS.minBpm),
    maxBpm: positiveNumber(values['max-bpm'], 'max-bpm', DEFAULT_ANALYSIS_OPTIONS.maxBpm),
    truePeak: values['true-peak'],
  };
  if (options.maxBpm < 2 * options.minBpm) {
    throw new AppError('invalid-input', '--max-bpm must be at least twice --min-bpm: the range is one octave or more.');
  }
  const jobs = Math.ceil(positiveNumber(values.jobs, 'jobs', availableParallelism()));
  return { files: positionals, json: values.json, jobs, options };
}

async function analyseOne(pool: Piscina, file: string, task: AnalysisTask): Promise<AnalysisJson> {
  try {
    const reply = (await pool.run(task)) as AnalysisReply;
    if (reply.type === 'failed') {
      // What a library says of a file that it knew means nothing here.
      return failureToJson(file, reply.code === 'not-found' ? 'There is no such file.' : reply.message);
    }
    return analysisToJson(file, reply.analysis);
  } catch (error) {
    // A worker that broke fails its own file only; the others go on.
    const reason = error instanceof Error ? error.message : String(error);
    return failureToJson(file, `The analysis broke: ${reason}`);
  }
}

/** Writes what was found: a JSON line each as soon as its turn comes, or a table at the end. */
function createReport(isJson: boolean, output: CliOutput) {
  const rows: AnalysisJson[] = [];
  return {
    add(row: AnalysisJson): void {
      rows.push(row);
      if (isJson) output.line(JSON.stringify(row));
    },
    /** @returns Exit code. */
    finish(): 0 | 1 {
      if (!isJson) for (const line of tableLines(rows)) output.line(line);
      return rows.some((row) => row.error !== undefined) ? 1 : 0;
    },
  };
}

/**
 * Analyses files in parallel and writes the results in the order given. Without ffmpeg every file fails.
 * @returns Exit code: 0 all succeeded, 1 some failed.
 */
export async function runAnalyse(command: AnalyseCommand, output: CliOutput): Promise<0 | 1> {
  const report = createReport(command.json, output);
  const ffmpegPath = await locateFfmpeg({ env: process.env }).catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
  if (ffmpegPath instanceof AppError) {
    for (const file of command.files) report.add(failureToJson(file, ffmpegPath.message));
    return report.finish();
  }
  const pool = new Piscina({
    filename: new URL(import.meta.resolve('#main/worker/analysis-worker.ts')).href,
    maxThreads: Math.min(command.jobs, command.files.length),
    minThreads: 1,
  });
  try {
    const running = command.files.map((file) =>
      analyseOne(pool, file, { path: resolve(file), ffmpegPath, options: command.options }),
    );
    for (const row of running) report.add(await row);
    return report.finish();
  } finally {
    await pool.destroy();
  }
}
