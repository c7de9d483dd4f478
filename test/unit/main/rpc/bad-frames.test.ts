import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink } from '@orpc/client/websocket';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { createRouter } from '#main/rpc/router.ts';
import { createRpcServer } from '#main/rpc/transports.ts';
import { PROTOCOL_VERSION } from '#shared/contract/base.ts';
import type { HostClient } from '#shared/contract/contract.ts';
import { signIn, startTestServer } from '#test/support/host-transports.ts';
import { HOST_INFO, useCasesFor } from '#test/support/host-use-cases.ts';

const FRAMES = ['', 'no json', '{', '[]', 'null', '{"i":1}', '{"i":1,"p":{"u":5}}', '{"i":"x","t":99,"p":null}'];

const createServer = () => createRpcServer(createRouter(useCasesFor({})), () => undefined);

test('frames that are no calls harm neither the host nor the next call on a WebSocket', async () => {
  const rpc = createServer();
  const server = await startTestServer({ serveSocket: (socket) => rpc.serveSocket(socket) });
  onTestFinished(() => server.close());
  const headers = { cookie: await signIn(server) };
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/rpc`, { origin: server.origin, headers });
  await new Promise((open) => socket.once('open', open));
  for (const frame of FRAMES) socket.send(frame);
  socket.send(Buffer.from([0, 255, 1, 2]));
  const client: HostClient = createORPCClient(new RPCLink({ websocket: socket }));
  expect(await client.system.hello({ protocol: PROTOCOL_VERSION })).toEqual(HOST_INFO);
});

test('nor on a MessagePort', async () => {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port2.close());
  createServer().servePort(port1);
  port1.start();
  port2.start();
  for (const frame of [...FRAMES, 5, null, { i: '1' }, new Uint8Array(4)]) port2.postMessage(frame, []);
  const client: HostClient = createORPCClient(new PortLink({ port: port2 }));
  expect(await client.system.hello({ protocol: PROTOCOL_VERSION })).toEqual(HOST_INFO);
});
