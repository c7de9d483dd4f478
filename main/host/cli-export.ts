import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatOfPath } from '#main/interchange/convert.ts';
import type { ExportFormat, ExportReport, ExportScope } from '#shared/contract/interchange.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CliOutput } from './cli-analyse.ts';
import { readExportFormat } from './cli-convert.ts';
import { type CliLibrary, withLibrary } from './cli-library.ts';
import { listOfName, type NamedList } from './cli-lists.ts';
import { type SeratoTagsReport, writeSeratoTags } from './cli-serato-tags.ts';

type NamedScope = { readonly kind: 'all' } | NamedList;

export interface ExportCommand {
  readonly target: string;
  readonly format: ExportFormat;
  readonly scope: NamedScope;
  readonly replace: boolean;
  /** Into the music files, what Serato reads there. */
  readonly writeTags: boolean;
  readonly json: boolean;
  readonly dataFolder: string | null;
}

interface ScopeOptions {
  readonly set?: string | undefined;
  readonly crate?: string | undefined;
  readonly all: boolean;
}

function readScope({ set, crate, all }: ScopeOptions): NamedScope {
  if ([set !== undefined, crate !== undefined, all].filter(Boolean).length > 1) {
    throw new AppError('invalid-input', 'Name one of --set, --crate and --all.');
  }
  if (set !== undefined) return { kind: 'set', name: set };
  return crate === undefined ? { kind: 'all' } : { kind: 'crate', name: crate };
}

/**
 * @param args What follows "export".
 * @returns null when help is asked for.
 * @throws {AppError} invalid-input; {TypeError} from parseArgs for unknown options.
 */
export function parseExportArgs(args: readonly string[]): ExportCommand | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      set: { type: 'string' },
      crate: { type: 'string' },
      all: { type: 'boolean', default: false },
      replace: { type: 'boolean', default: false },
      'write-tags': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const [target, ...more] = positionals;
  if (target === undefined || more.length > 0) throw new AppError('invalid-input', 'Name one file to write.');
  const format = values.format === undefined ? formatOfPath(target) : readExportFormat(values.format);
  const writeTags = values['write-tags'];
  if (writeTags && format !== 'serato') throw new AppError('invalid-input', '--write-tags goes with --format serato.');
  return {
    target: resolve(target),
    format,
    scope: readScope(values),
    replace: values.replace,
    writeTags,
    json: values.json,
    dataFolder: values.data === undefined ? null : resolve(values.data),
  };
}

function scopeOf({ database }: CliLibrary, scope: NamedScope): ExportScope {
  return scope.kind === 'all' ? scope : listOfName(database, scope);
}

function textLines({ path, written, dropped }: ExportReport): string[] {
  return [
    `written: ${path}`,
    `${written.tracks} tracks, ${written.cues} cues, ${written.loops} loops, ${written.gridSegments} grid segments, ${written.playlists} playlists`,
    ...dropped.map(({ what, count }) => `  left out ${what}: ${count}`),
  ];
}

function tagLines(tags: SeratoTagsReport | null): string[] {
  if (tags === null) return [];
  return [
    `file tags: ${tags.files} files written, ${tags.unchanged} said it already, ${tags.failed} left as they are`,
    ...tags.problems.map(({ file, reason }) => `  ${file}: ${reason}`),
  ];
}

/** @returns Exit code. @throws {AppError} When nothing was written; the message says why. */
export async function runExport(command: ExportCommand, output: CliOutput): Promise<number> {
  const { format, target, replace } = command;
  return withLibrary(command.dataFolder, async (library) => {
    const scope = scopeOf(library, command.scope);
    const report = await library.interchange.export({ format, scope, path: target, replace });
    const tags = command.writeTags ? await writeSeratoTags(library, scope) : null;
    if (command.json) output.line(JSON.stringify(tags === null ? report : { ...report, tags }));
    else for (const line of [...textLines(report), ...tagLines(tags)]) output.line(line);
    return tags !== null && tags.failed > 0 ? 1 : 0;
  });
}
