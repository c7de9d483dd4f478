import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createPageFiles } from '#main/platform/page-files.ts';
import { NO_CIPHER } from '#main/platform/remote-cipher.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { reportCrashes } from './crash-reports.ts';
import { createHost } from './create-host.ts';
import { defaultDataFolder } from './data-folder.ts';
import { type HostKeeper, keepHost } from './host-keeper.ts';
import { type RunningServer, startHttpServer } from './http/http-server.ts';
import { openBrowser } from './open-browser.ts';
import { portError } from './port-error.ts';
import { programFolders } from './program-folders.ts';
import { parseServerOptions, SERVER_HELP, type ServerOptions } from './server-options.ts';
import { stopOnSignals } from './stop-signals.ts';

const PROGRAM = programFolders(import.meta.filename);
const DEFAULT_PORT = 4870;

async function logHttpFault(keeper: HostKeeper, error: unknown): Promise<void> {
  (await keeper.current()).log.error('http failed', { error });
}

async function listen(keeper: HostKeeper, wanted: number | null): Promise<RunningServer> {
  const start = (port: number) =>
    startHttpServer({
      port,
      pages: createPageFiles(join(PROGRAM.root, 'dist', 'renderer')),
      media: async (request) => (await keeper.current()).media(request),
      serveSocket: (socket) => keeper.serveSocket(socket),
      onError: (error) => void logHttpFault(keeper, error),
    });
  try {
    return await start(wanted ?? DEFAULT_PORT);
  } catch (error) {
    const known = portError(wanted ?? DEFAULT_PORT, error);
    if (known === null) throw error;
    if (wanted === null) return start(0);
    throw known;
  }
}

/** Enter in the terminal prints a fresh link: the way in for a second browser. */
function offerLinks(server: RunningServer): void {
  if (!process.stdin.isTTY) return;
  createInterface({ input: process.stdin }).on('line', () => console.log(`  ${server.createLink()}`));
}

async function serve(options: ServerOptions): Promise<void> {
  const dataFolder = options.dataFolder ?? defaultDataFolder(process.platform, process.env);
  const keeper = await keepHost({
    start: (reopen, isFirst) =>
      createHost({ dataFolder, program: PROGRAM, demo: isFirst && options.demo, cipher: NO_CIPHER, reopen }),
    onLost: giveUp,
  });
  const host = await keeper.current();
  reportCrashes(host.log);
  const server = await listen(keeper, options.port).catch(async (error: unknown) => {
    await keeper.close();
    throw error;
  });
  stopOnSignals(
    async () => {
      await server.close();
      await keeper.close();
    },
    (text) => console.log(text),
  );
  const link = server.createLink();
  const another = process.stdin.isTTY ? '; Enter prints another' : '';
  console.log(`MusicForge runs at ${server.origin}\nOpen it with this link (it works once${another}):`);
  console.log(`  ${link}`);
  offerLinks(server);
  host.readAhead();
  if (options.openBrowser) await openBrowser(link);
}

async function main(): Promise<void> {
  // The program goes on when whoever read its output has gone.
  process.stdout.on('error', () => undefined);
  const options = parseServerOptions(process.argv.slice(2));
  if (options.help) console.log(SERVER_HELP);
  else await serve(options);
}

function giveUp(error: unknown): never {
  console.error(error instanceof AppError ? error.message : error);
  process.exit(error instanceof AppError && error.code === 'invalid-input' ? 2 : 1);
}

main().catch(giveUp);
