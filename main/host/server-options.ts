import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '#shared/errors/app-error.ts';

export interface ServerOptions {
  /** null: 4870, or any free port when that is taken. */
  readonly port: number | null;
  readonly openBrowser: boolean;
  /** null: the default folder of the system. */
  readonly dataFolder: string | null;
  readonly demo: boolean;
  readonly help: boolean;
}

export const SERVER_HELP = `MusicForge: in a desktop window where Electron runs, else served to the browsers of this machine.

Usage: npm start -- [options]

  --browser     serve it to the browser even where a window could open (so do --port and --no-open)
  --port PORT   port on 127.0.0.1 (default: 4870, or any free one when that is taken)
  --no-open     do not open the browser, only print the link
  --data DIR    folder for the library, logs and cache (default: the system's folder for application data)
  --demo        go straight to the demo library
  --help        show this text
`;

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new AppError('invalid-input', `--port ${text}: give a port number from 0 to 65535 (0 = any free one).`);
}

/**
 * @param args Command line without the program.
 * @throws {AppError} `invalid-input` on wrong usage.
 */
export function parseServerOptions(args: readonly string[]): ServerOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        data: { type: 'string' },
        demo: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.data === '') throw new AppError('invalid-input', '--data needs the path of a folder.');
    return {
      port: values.port === undefined ? null : parsePort(values.port),
      openBrowser: !values['no-open'],
      dataFolder: values.data === undefined ? null : resolve(values.data),
      demo: values.demo,
      help: values.help,
    };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('invalid-input', `${reason}\nSee --help.`, {}, error);
  }
}
