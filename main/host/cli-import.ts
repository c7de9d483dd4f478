import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  DEFAULT_RULES,
  type ImportPreview,
  type ImportResult,
  MERGE_FIELDS,
  MergeField,
  MergeRule,
  type MergeRules,
} from '#shared/contract/interchange.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CliOutput } from './cli-analyse.ts';
import { withLibrary } from './cli-library.ts';

export interface ImportCommand {
  readonly files: readonly string[];
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly rules: MergeRules;
  /** null: the system's. */
  readonly dataFolder: string | null;
}

/** Reads "rating=theirs" and "all=mine". @throws {AppError} `invalid-input` */
function readRules(texts: readonly string[]): MergeRules {
  let rules = DEFAULT_RULES;
  for (const text of texts) {
    const [name = '', wanted = ''] = text.split('=', 2);
    const rule = MergeRule.safeParse(wanted);
    const field = MergeField.safeParse(name);
    if (!rule.success || (!field.success && name !== 'all')) {
      throw new AppError(
        'invalid-input',
        `--rule ${text}: write FIELD=mine, FIELD=theirs or FIELD=fill; fields are all, ${MERGE_FIELDS.join(', ')}.`,
      );
    }
    const fields = field.success ? [field.data] : MERGE_FIELDS;
    rules = { ...rules, ...(Object.fromEntries(fields.map((each) => [each, rule.data])) as Partial<MergeRules>) };
  }
  return rules;
}

/**
 * @param args What follows "import".
 * @returns null when help is asked for.
 * @throws {AppError} invalid-input; {TypeError} from parseArgs for unknown options.
 */
export function parseImportArgs(args: readonly string[]): ImportCommand | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      rule: { type: 'string', multiple: true, default: [] },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  if (positionals.length === 0) throw new AppError('invalid-input', 'Name at least one file or folder to import.');
  return {
    files: positionals.map((file) => resolve(file)),
    dryRun: values['dry-run'],
    json: values.json,
    rules: readRules(values.rule),
    dataFolder: values.data === undefined ? null : resolve(values.data),
  };
}

const MOST_SHOWN = 20;

function previewLines(preview: ImportPreview): string[] {
  const { matched } = preview;
  const shown = preview.problems.slice(0, MOST_SHOWN);
  return [
    ...preview.files.map(({ name, format, counts }) => `${name} (${format}): ${counts.tracks} tracks`),
    `new:           ${preview.added}`,
    `in library:    ${matched.path + matched.content + matched.name} (by path ${matched.path}, content ${matched.content}, name ${matched.name})`,
    `one track:     ${preview.merged} entries are a track that another entry is as well`,
    `in conflict:   ${preview.conflictingTracks}`,
    `file missing:  ${preview.missingFiles}`,
    `cues ${preview.counts.cues}, loops ${preview.counts.loops}, grid segments ${preview.counts.gridSegments}, playlists ${preview.counts.playlists}, plays ${preview.counts.plays}`,
    `not readable as it stands: ${preview.problemCount}`,
    ...shown.map(({ file, where, message }) => `  ${file}${where === '' ? '' : `, ${where}`}: ${message}`),
    ...preview.unknown.map(({ name, count }) => `  unknown ${name}: ${count}`),
  ];
}

const resultLine = ({ added, changed, unchanged, cues, crates, plays }: ImportResult): string =>
  `imported: ${added} tracks added, ${changed} changed, ${unchanged} unchanged, ${cues} cues, ${crates} crates, ${plays} plays`;

/** @returns Exit code. @throws {AppError} When nothing could be imported; the message says why. */
export async function runImport(command: ImportCommand, output: CliOutput): Promise<number> {
  return withLibrary(command.dataFolder, async ({ interchange: { imports } }) => {
    imports.preview(command.files);
    await imports.idle();
    const { preview, error } = imports.state();
    if (preview === null) throw new AppError('invalid-input', error ?? 'The files could not be read.');
    let result: ImportResult | null = null;
    if (!command.dryRun) {
      imports.apply(command.rules);
      await imports.idle();
      const state = imports.state();
      result = state.result;
      if (result === null) throw new AppError('unavailable', state.error ?? 'The import broke.');
    }
    if (command.json) output.line(JSON.stringify({ preview, result }));
    else for (const line of previewLines(preview)) output.line(line);
    if (!command.json && result !== null) output.line(resultLine(result));
    return 0;
  });
}
