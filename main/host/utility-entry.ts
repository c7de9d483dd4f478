import { answerMediaRequest } from '#main/media/remote-media.ts';
import type { HostToShell, ShellToHost } from '#main/media/shell-messages.ts';
import { parseLaunchOptions } from '#main/platform/launch-options.ts';
import { RemoteCipher } from '#main/platform/remote-cipher.ts';
import type { HostPort } from '#main/rpc/frame-guard.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { reportCrashes } from './crash-reports.ts';
import { createHost, type Host } from './create-host.ts';
import { defaultDataFolder } from './data-folder.ts';
import { programFolders } from './program-folders.ts';

/** The part of Electron's process.parentPort that is used; its types belong to the shell alone. */
interface ShellPort {
  on(event: 'message', listener: (message: { data: ShellToHost; ports: readonly ShellMessagePort[] }) => void): void;
  postMessage(message: HostToShell): void;
}
type ShellMessagePort = HostPort & { start(): void };

function tell(shell: ShellPort, message: HostToShell): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window: a process has no origin
  shell.postMessage(message);
}

function serveShell(host: Host, shell: ShellPort, cipher: RemoteCipher): void {
  shell.on('message', ({ data, ports: [port] }) => {
    if (data.type === 'window' && port) {
      host.rpc.servePort(port);
      port.start();
    }
    if (data.type === 'media-request') {
      const onError = (error: unknown) => host.log.error('media failed', { error });
      void answerMediaRequest(host.mediaSource, data, onError).then((reply) => tell(shell, reply));
    }
    if (data.type === 'cipher-reply') cipher.settle(data);
    if (data.type === 'stop') {
      host.close().then(
        () => process.exit(0),
        (error: unknown) => {
          host.log.error('host could not stop cleanly', { error });
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
    const host = await createHost({
      dataFolder: dataFolder ?? defaultDataFolder(process.platform, process.env),
      program,
      demo,
      cipher,
    });
    reportCrashes(host.log);
    serveShell(host, shell, cipher);
    host.readAhead();
  } catch (error) {
    // Only what the user can mend stops the start for good; the shell tries the rest again.
    if (!(error instanceof AppError)) throw error;
    tell(shell, { type: 'failed', message: error.message });
  }
}

const { parentPort } = process as unknown as { parentPort?: ShellPort };
if (!parentPort) throw new Error('This is the host of the desktop program: Electron starts it.');
await main(parentPort);
