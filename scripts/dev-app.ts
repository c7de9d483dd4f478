import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createBuilder, createServer, type ProxyOptions, type ViteDevServer } from 'vite';
import { parseServerOptions, SERVER_HELP, type ServerOptions } from '#main/host/server-options.ts';
import { NONCE_PLACEHOLDER } from '#main/platform/content-security.ts';
import { desktopProgram } from './desktop-program.ts';
import { endWithParent } from './end-with-parent.ts';

const ROOT = join(import.meta.dirname, '..');
const CONFIG = join(ROOT, 'vite.config.ts');

type Child = ChildProcessByStdio<null, Readable, null>;

/** Starts the host from its sources on any free port, with no browser of its own. */
function startHost({ dataFolder, demo }: ServerOptions): Child {
  const entry = join(ROOT, 'main', 'host', 'server-entry.ts');
  const args = [...(dataFolder === null ? [] : ['--data', dataFolder]), ...(demo ? ['--demo'] : [])];
  return spawn(process.execPath, [entry, '--port', '0', '--no-open', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Waits for the link that the host prints. */
async function readLink(host: Child): Promise<URL> {
  for await (const line of createInterface({ input: host.stdout })) {
    const link = /http:\/\/127\.0\.0\.1:\d+\/open\?token=\S+/.exec(line);
    if (link) return new URL(link[0]);
  }
  throw new Error('The host ended before it was ready; what is wrong stands above.');
}

/** In the browser, Vite hands these to the host, whose rules stay as they are: it sees its own Host and Origin. */
function proxyTo(hostOrigin: string): Record<string, ProxyOptions> {
  const toHost = { target: hostOrigin, changeOrigin: true, headers: { origin: hostOrigin } };
  return { '/open': toHost, '/media': toHost, '/rpc': { ...toHost, ws: true } };
}

/** Serves the page with hot reload. Its policy differs from the built one only where hot reload needs it. */
async function startVite(proxy: Record<string, ProxyOptions>, port: number | null = null): Promise<ViteDevServer> {
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${NONCE_PLACEHOLDER}'`,
    `style-src 'self' 'nonce-${NONCE_PLACEHOLDER}'`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self' ws://127.0.0.1:*",
    "worker-src 'self'",
    "font-src 'self'",
  ].join('; ');
  const server = await createServer({
    configFile: CONFIG,
    server: {
      host: '127.0.0.1',
      headers: { 'content-security-policy': policy },
      proxy,
      // A port that was asked for is kept or refused, never moved.
      ...(port === null ? {} : { port, strictPort: true }),
    },
  });
  return server.listen();
}

/** Builds main/electron and preload once and opens the window on the page that Vite serves. */
async function startElectron(program: string, pageOrigin: string, args: readonly string[]): Promise<void> {
  const builder = await createBuilder({ configFile: CONFIG, logLevel: 'warn' });
  for (const name of ['host', 'worker', 'electron', 'preload']) {
    const environment = builder.environments[name];
    if (environment) await builder.build(environment);
  }
  const child = spawn(program, [ROOT, `--dev-page=${pageOrigin}`, ...args], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}

function originOf(server: ViteDevServer): string {
  const address = server.httpServer?.address();
  if (typeof address !== 'object' || address === null) throw new Error('Vite does not listen on a port');
  return `http://127.0.0.1:${address.port}`;
}

async function develop(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return console.log(SERVER_HELP);
  if (args.includes('--electron')) {
    const desktop = await desktopProgram(ROOT);
    if ('failure' in desktop) throw new Error(`No desktop window (${desktop.failure}). "npm run dev" needs none.`);
    // The window gets its host from Electron; only the files of the page come from Vite.
    const server = await startVite({});
    await startElectron(
      desktop.program,
      originOf(server),
      args.filter((argument) => argument !== '--electron'),
    );
    await server.close();
    return;
  }
  const options = parseServerOptions(args);
  const host = startHost(options);
  host.once('exit', (code) => process.exit(code ?? 0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => host.kill(signal));
  const link = await readLink(host);
  host.stdout.pipe(process.stdout);
  const server = await startVite(proxyTo(link.origin), options.port);
  console.log(`Open this link (it works once):\n  ${originOf(server)}${link.pathname}${link.search}`);
}

endWithParent(process.env);
develop(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
