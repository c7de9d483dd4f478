import { spawn } from 'node:child_process';

/** The end of what a program says on stderr is enough to know why it failed. */
const ERROR_TEXT_CHARS = 4000;

export interface ProcessOptions {
  /** Kills the program when it aborts. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

export interface ProcessEnd {
  /** Exit code; null when it was killed. */
  readonly code: number | null;
  /** The last 4,000 characters of stderr. */
  readonly errorText: string;
}

/**
 * Runs a program to its end, without a shell and without input; its output is thrown away.
 * @param args One argument each: nothing in them is ever interpreted.
 * @throws {NodeJS.ErrnoException} When the program cannot be started.
 */
export function runProcess(program: string, args: readonly string[], options: ProcessOptions): Promise<ProcessEnd> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true });
  const stop = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)]);
  const kill = () => child.kill('SIGKILL');
  if (stop.aborted) kill();
  stop.addEventListener('abort', kill, { once: true });
  let errorText = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errorText = (errorText + text).slice(-ERROR_TEXT_CHARS);
  });
  return new Promise<ProcessEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, errorText }));
  }).finally(() => stop.removeEventListener('abort', kill));
}
