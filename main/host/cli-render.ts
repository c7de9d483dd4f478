import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { RendersService } from '#main/renders/create-renders-service.ts';
import type { Rendering } from '#shared/contract/renders.ts';
import { formatTime } from '#shared/domain/time-text.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CliOutput } from './cli-analyse.ts';
import { withLibrary } from './cli-library.ts';
import { setOfName } from './cli-lists.ts';

export interface RenderCommand {
  readonly set: string;
  readonly path: string;
  readonly replace: boolean;
  readonly json: boolean;
  readonly dataFolder: string | null;
}

/**
 * @param args What follows "render".
 * @returns null when help is asked for.
 * @throws {AppError} invalid-input; {TypeError} from parseArgs for unknown options.
 */
export function parseRenderArgs(args: readonly string[]): RenderCommand | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      set: { type: 'string' },
      to: { type: 'string' },
      replace: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const { set, to, replace, json, data } = values;
  if (set === undefined) throw new AppError('invalid-input', 'Name a set with --set.');
  if (to === undefined) throw new AppError('invalid-input', 'Name a file to write with --to, ending in .wav or .mp3.');
  return { set, path: resolve(to), replace, json, dataFolder: data === undefined ? null : resolve(data) };
}

async function ended(renders: RendersService): Promise<Rendering> {
  for await (const state of renders.watch()) if (state.phase === 'done') return state;
  throw new Error('The rendering has no end.');
}

/** Ctrl-C stops it, so that no half file is left. */
async function untilEnd(renders: RendersService): Promise<Rendering> {
  const stop = (): void => void renders.cancel();
  process.once('SIGINT', stop);
  try {
    return await ended(renders);
  } finally {
    process.off('SIGINT', stop);
  }
}

/** @returns Exit code. @throws {AppError} When nothing was written; the message says why. */
export async function runRender(command: RenderCommand, output: CliOutput): Promise<number> {
  const { path, replace } = command;
  return withLibrary(command.dataFolder, async ({ renders, mixRules, database }) => {
    const id = setOfName(database, command.set);
    await renders.start({ scope: { kind: 'set', id }, path, replace, rules: mixRules() });
    const { error, done } = await untilEnd(renders);
    if (error !== null) throw new AppError('unavailable', error);
    if (command.json) output.line(JSON.stringify({ path, seconds: done }));
    else output.line(`written: ${path}, ${formatTime(done)} of music`);
    return 0;
  });
}
