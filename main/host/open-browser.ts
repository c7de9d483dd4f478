import { spawn } from 'node:child_process';

/** The program that opens a link on this system, with its arguments; null where there is nobody to see a window. */
export function browserCommand(
  link: string,
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
): readonly [string, ...string[]] | null {
  if (environment['CI']) return null;
  if (platform === 'darwin') return ['open', link];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', link];
  return environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] ? ['xdg-open', link] : null;
}

/**
 * Opens the link in the user's browser, which outlives this process.
 * @returns Whether a program that does it was found.
 */
export function openBrowser(link: string): Promise<boolean> {
  const command = browserCommand(link, process.platform, process.env);
  if (command === null) return Promise.resolve(false);
  const [program, ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
