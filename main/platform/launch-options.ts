import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the desktop program understands on its command line; Chromium's own switches stand beside them. */
export interface LaunchOptions {
  /** Absolute; null = the system's folder for application data. */
  readonly dataFolder: string | null;
  readonly demo: boolean;
  /** Origin of the development server that serves the page ("npm run dev:electron"). */
  readonly devPage: string | null;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Unknown switches are not an error here. @param args Command line, with or without the program. */
export function parseLaunchOptions(args: readonly string[]): LaunchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, demo: { type: 'boolean' }, 'dev-page': { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const data = text(values['data']);
  return {
    dataFolder: data === null ? null : resolve(data),
    demo: values['demo'] === true,
    devPage: text(values['dev-page']),
  };
}
