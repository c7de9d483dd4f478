import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CopiesService } from '#main/copies/create-copies-service.ts';
import type { Copying, CopyResult } from '#shared/contract/copies.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CliOutput } from './cli-analyse.ts';
import { withLibrary } from './cli-library.ts';
import { listOfName, type NamedList } from './cli-lists.ts';

export interface CopyCommand {
  readonly folder: string;
  readonly list: NamedList;
  readonly json: boolean;
  readonly dataFolder: string | null;
}

function readList(set: string | undefined, crate: string | undefined): NamedList {
  if (set !== undefined && crate === undefined) return { kind: 'set', name: set };
  if (crate !== undefined && set === undefined) return { kind: 'crate', name: crate };
  throw new AppError('invalid-input', 'Name one of --set and --crate.');
}

/**
 * @param args What follows "copy".
 * @returns null when help is asked for.
 * @throws {AppError} invalid-input; {TypeError} from parseArgs for unknown options.
 */
export function parseCopyArgs(args: readonly string[]): CopyCommand | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      set: { type: 'string' },
      crate: { type: 'string' },
      json: { type: 'boolean', default: false },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new AppError('invalid-input', 'Name one folder to copy to.');
  const { set, crate, json, data } = values;
  const dataFolder = data === undefined ? null : resolve(data);
  return { folder: resolve(folder), list: readList(set, crate), json, dataFolder };
}

async function ended(copies: CopiesService): Promise<Copying> {
  for await (const state of copies.watch()) if (state.phase === 'done') return state;
  throw new Error('The copy has no end.');
}

function textLines({ folder, playlist, copied, kept, problems, problemCount }: CopyResult): string[] {
  return [
    `written: ${folder}`,
    `${copied} files copied and checked, ${kept} were there, ${problemCount} left out`,
    ...(playlist === null ? [] : [`playlist: ${playlist}`]),
    ...problems.map(({ track, reason }) => `  ${track}: ${reason}`),
  ];
}

/** @returns Exit code: 1 where files were left out. @throws {AppError} When the copy stopped; the message says why. */
export async function runCopyCommand(command: CopyCommand, output: CliOutput): Promise<number> {
  return withLibrary(command.dataFolder, async ({ copies, database }) => {
    copies.start({ scope: listOfName(database, command.list), folder: command.folder });
    const { result, error } = await ended(copies);
    if (result === null) {
      // In the window there is a button; here the command is given again.
      const message = (error ?? 'Nothing was copied.').replace('press Resume', 'run this again');
      throw new AppError('unavailable', message);
    }
    if (command.json) output.line(JSON.stringify(result));
    else for (const line of textLines(result)) output.line(line);
    return result.problemCount > 0 ? 1 : 0;
  });
}
