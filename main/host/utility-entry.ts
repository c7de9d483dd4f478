import { answerMediaRequest, type MediaRequest } from '#main/media/remote-media.ts';
import type { HostToShell, ShellToHost } from '#main/media/shell-messages.ts';
import { parseLaunchOptions } from '#main/platform/launch-options.ts';
import { RemoteCipher } from '#main/platform/remote-cipher.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { reportCrashes } from './crash-reports.ts';
import { createHost } from './create-host.ts';
import { defaultDataFolder } from './data-folder.ts';
import { type HostKeeper, keepHost, type WindowPort } from './host-keeper.ts';
import { programFolders } from './program-folders.ts';

/** The part of Electron's process.parentPort that is used; its types belong to the shell alone. */
interface ShellPort {
  on(event: 'message', listener: (message: { data: ShellToHost; ports: readonly WindowPort[] }) => void): void;
  postMessage(message: HostToShell): void;
}

function tell(shell: ShellPort, message: HostToShell): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window: a process has no origin
  shell.postMessage(message);
}

function tellFailure(shell: ShellPort, error: unknown): void {
  if (error instanceof AppError) tell(shell, { type: 'failed', message: error.message });
}

async function answerMedia(keeper: HostKeeper, shell: ShellPort, request: MediaRequest): Promise<void> {
  const { mediaSource, log } = await keeper.current();
  const onError = (error: unknown) => log.error('media failed', { error });
  tell(shell, await answerMediaRequest(mediaSource, request, onError));
}

function serveShell(keeper: HostKeeper, shell: ShellPort, cipher: RemoteCipher): void {
  shell.on('message', ({ data, ports: [port] }) => {
    if (data.type === 'window' && port) keeper.servePort(port);
    if (data.type === 'media-request') void answerMedia(keeper, shell, data);
    if (data.type === 'cipher-reply') cipher.settle(data);
    if (data.type === 'stop') {
      keeper.close().then(
        () => process.exit(0),
        async (error: unknown) => {
          (await keeper.current()).log.error('host could not stop cleanly', { error });
          process.exit(1);
        },
      );
    }
  });
}

async function main(shell: ShellPort): Promise<void> {
  const { dataFolder, demo } = parseLaunchOptions(process.argv.slice(2));
  const program = programFolders(import.meta.filename);
  const cipher = new RemoteCipher((request) => tell(shell, request));
  try {
    const folder = dataFolder ?? defaultDataFolder(process.platform, process.env);
    const keeper = await keepHost({
      start: (reopen, isFirst) => createHost({ dataFolder: folder, program, demo: isFirst && demo, cipher, reopen }),
      onLost: (error) => {
        tellFailure(shell, error);
        // Another bug may be gone after a new start of the process.
        if (!(error instanceof AppError)) process.exit(1);
      },
    });
    const host = await keeper.current();
    reportCrashes(host.log);
    serveShell(keeper, shell, cipher);
    host.readAhead();
  } catch (error) {
    // Only what the user can mend stops the start for good; the shell tries the rest again.
    if (!(error instanceof AppError)) throw error;
    tellFailure(shell, error);
  }
}

const { parentPort } = process as unknown as { parentPort?: ShellPort };
if (!parentPort) throw new Error('This is the host of the desktop program: Electron starts it.');
await main(parentPort);
