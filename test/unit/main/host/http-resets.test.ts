import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { RunningServer } from '#main/host/http/http-server.ts';
import { signIn, startTestServer } from '#test/support/host-transports.ts';

let server: RunningServer;
let cookie: string;

beforeEach(async () => {
  server = await startTestServer({ pages: async () => new Response('page') });
  cookie = await signIn(server);
});
afterEach(() => server.close());

const statusOfPage = async () => (await fetch(server.origin, { headers: { cookie } })).status;

async function rawClient(): Promise<Socket> {
  const client = connect(Number(new URL(server.origin).port), '127.0.0.1');
  client.on('error', () => undefined);
  await once(client, 'connect');
  return client;
}

/** Asks for the socket and resets the TCP connection without reading the answer. */
async function resetAfterUpgrade(origin: string): Promise<void> {
  const client = await rawClient();
  const key = Buffer.alloc(16, 1).toString('base64');
  const lines = [
    'GET /rpc HTTP/1.1',
    `Host: ${new URL(server.origin).host}`,
    `Origin: ${origin}`,
    `Cookie: ${cookie}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${key}`,
  ];
  client.write(`${lines.join('\r\n')}\r\n\r\n`);
  await once(client, 'data');
  client.resetAndDestroy();
  await once(client, 'close');
}

test.each(['refused', 'accepted'])(
  'a client that resets its socket as soon as it is %s ends nothing else',
  async (how) => {
    const uncaught: unknown[] = [];
    const listen = (error: unknown) => uncaught.push(error);
    process.on('uncaughtException', listen);
    onTestFinished(() => void process.off('uncaughtException', listen));
    const origin = how === 'accepted' ? server.origin : 'http://evil.example';
    for (let n = 0; n < 50; n += 1) await resetAfterUpgrade(origin);
    expect(await statusOfPage()).toBe(200);
    expect(uncaught).toEqual([]);
  },
);

test('a request that is no HTTP, and one that is cut off, end nothing else', async () => {
  for (const text of ['\x16\x03\x01 no HTTP\r\n\r\n', 'GET / HTTP/1.1\r\nHos']) {
    const client = await rawClient();
    client.write(text);
    await new Promise((sent) => setImmediate(sent));
    client.resetAndDestroy();
  }
  expect(await statusOfPage()).toBe(200);
});

test('a client that is gone before its answer is ready is no fault', async () => {
  const faults: unknown[] = [];
  const asked = Promise.withResolvers<Request>();
  const body = Promise.withResolvers<void>();
  const slow = await startTestServer({
    media: async (request) => {
      asked.resolve(request);
      await once(request.signal, 'abort');
      return new Response(new ReadableStream({ cancel: () => body.resolve() }));
    },
    onError: (error) => faults.push(error),
  });
  onTestFinished(() => slow.close());
  const leaving = new AbortController();
  const answer = fetch(`${slow.origin}/media/audio/a`, {
    headers: { cookie: await signIn(slow) },
    signal: leaving.signal,
  });
  await asked.promise;
  leaving.abort();
  await expect(answer).rejects.toThrow('aborted');
  // Nobody reads it: it is called off.
  await body.promise;
  expect(faults).toEqual([]);
});
