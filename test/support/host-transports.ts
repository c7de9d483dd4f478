import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as MessagePortLink } from '@orpc/client/message-port';
import { RPCLink as WebSocketLink } from '@orpc/client/websocket';
import { createRouterClient } from '@orpc/server';
import { WebSocket } from 'ws';
import { type HttpServerOptions, type RunningServer, startHttpServer } from '#main/host/http/http-server.ts';
import { errorBoundary, type InternalFault } from '#main/rpc/error-boundary.ts';
import { createRouter, type UseCases } from '#main/rpc/router.ts';
import { createRpcServer } from '#main/rpc/transports.ts';
import type { HostClient } from '#shared/contract/contract.ts';

/** One open line to a host. */
export interface Line {
  readonly client: HostClient;
  /** Cuts the line as a crash of the window would. */
  drop(): void;
}

/** A host that answers over one kind of transport. */
export interface HostUnderTest {
  readonly faults: InternalFault[];
  connect(): Promise<Line>;
  close(): Promise<void>;
}

export interface TransportUnderTest {
  readonly name: string;
  /** False where calls are plain function calls: nothing is encoded and nothing unknown can be asked. */
  readonly overWire: boolean;
  start(useCases: UseCases): Promise<HostUnderTest>;
}

const inMemory: TransportUnderTest = {
  name: 'in memory',
  overWire: false,
  async start(useCases) {
    const faults: InternalFault[] = [];
    const router = createRouter(useCases);
    return {
      faults,
      connect: async () => {
        const line = new AbortController();
        const plain = createRouterClient(router, {
          interceptors: [
            (call) =>
              call.next({ ...call, signal: AbortSignal.any([line.signal, ...(call.signal ? [call.signal] : [])]) }),
            errorBoundary((fault) => faults.push(fault)),
          ],
        });
        return { client: plain, drop: () => line.abort() };
      },
      close: async () => undefined,
    };
  },
};

const messagePort: TransportUnderTest = {
  name: 'MessagePort',
  overWire: true,
  async start(useCases) {
    const faults: InternalFault[] = [];
    const rpc = createRpcServer(createRouter(useCases), (fault) => faults.push(fault));
    const open: MessageChannel[] = [];
    return {
      faults,
      connect: async () => {
        const channel = new MessageChannel();
        open.push(channel);
        rpc.servePort(channel.port1);
        const client: HostClient = createORPCClient(new MessagePortLink({ port: channel.port2 }));
        channel.port1.start();
        channel.port2.start();
        return { client, drop: () => channel.port2.close() };
      },
      close: async () => open.forEach((channel) => channel.port2.close()),
    };
  },
};

/** A server on any free port whose pages and media are not there. */
export function startTestServer(options: Partial<HttpServerOptions> = {}): Promise<RunningServer> {
  const nothing = async () => new Response(null, { status: 404 });
  return startHttpServer({
    port: 0,
    pages: nothing,
    media: nothing,
    serveSocket: (socket) => socket.close(),
    onError: () => undefined,
    ...options,
  });
}

/** Opens a fresh link as a browser would. @returns The Cookie header for what follows. */
export async function signIn(server: RunningServer): Promise<string> {
  const response = await fetch(server.createLink(), { redirect: 'manual' });
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

const webSocket: TransportUnderTest = {
  name: 'WebSocket',
  overWire: true,
  async start(useCases) {
    const faults: InternalFault[] = [];
    const rpc = createRpcServer(createRouter(useCases), (fault) => faults.push(fault));
    const server = await startTestServer({ serveSocket: (socket) => rpc.serveSocket(socket) });
    const cookie = await signIn(server);
    return {
      faults,
      connect: async () => {
        const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/rpc`, {
          origin: server.origin,
          headers: { cookie },
        });
        await new Promise((resolve, reject) => {
          socket.once('open', resolve);
          socket.once('error', reject);
        });
        const client: HostClient = createORPCClient(new WebSocketLink({ websocket: socket }));
        return { client, drop: () => socket.terminate() };
      },
      close: () => server.close(),
    };
  },
};

export const TRANSPORTS: readonly TransportUnderTest[] = [inMemory, messagePort, webSocket];
