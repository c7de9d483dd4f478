import { resolve } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { createHost, type Host } from '#main/host/create-host.ts';
import { programFolders } from '#main/host/program-folders.ts';
import { NO_CIPHER } from '#main/platform/remote-cipher.ts';
import type { HostClient } from '#shared/contract/contract.ts';
import { signIn, startTestServer } from './host-transports.ts';

const ENTRY = resolve(import.meta.dirname, '..', '..', 'main', 'host', 'server-entry.ts');

/** The whole application core, unbuilt, answering over HTTP and WebSocket as for a browser. */
export interface RunningHost {
  readonly host: Host;
  readonly client: HostClient;
  /** A media URL of shared/contract/media-paths.ts. */
  fetchMedia(path: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export async function startHost(dataFolder: string): Promise<RunningHost> {
  const host = await createHost({
    dataFolder,
    program: programFolders(ENTRY),
    demo: false,
    cipher: NO_CIPHER,
    reopen: () => undefined,
  });
  const server = await startTestServer({
    media: (request) => host.media(request),
    serveSocket: (socket) => host.rpc.serveSocket(socket),
  });
  const cookie = await signIn(server);
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/rpc`, {
    origin: server.origin,
    headers: { cookie },
  });
  return {
    host,
    client: createORPCClient(new RPCLink({ websocket: socket })),
    fetchMedia: (path, headers = {}) => fetch(`${server.origin}${path}`, { headers: { ...headers, cookie } }),
    close: async () => {
      await server.close();
      await host.close();
    },
  };
}

/** The first value of a stream that fits. */
export async function firstWhere<Value>(stream: AsyncIterable<Value>, fits: (value: Value) => boolean): Promise<Value> {
  for await (const value of stream) if (fits(value)) return value;
  throw new Error('The stream ended first');
}
