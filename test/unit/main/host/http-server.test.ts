import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { RunningServer } from '#main/host/http/http-server.ts';
import { createPageFiles } from '#main/platform/page-files.ts';
import { signIn, startTestServer } from '#test/support/host-transports.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let folder: string;
let server: RunningServer;
let cookie: string;
let errors: unknown[];
let received: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'musicforge-pages-'));
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(
    join(folder, 'page', 'index.html'),
    '<!doctype html><meta nonce="__MUSICFORGE_CSP_NONCE__"><script nonce="__MUSICFORGE_CSP_NONCE__"></script>',
  );
  writeFileSync(join(folder, 'page', 'assets', 'index-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'outside of the page');
  errors = [];
  received = [];
  server = await startTestServer({
    pages: createPageFiles(join(folder, 'page')),
    media: async (media) => new Response(`media ${new URL(media.url).pathname}`),
    serveSocket: (socket) => socket.on('message', (data: Buffer) => received.push(data.toString())),
    onError: (error) => errors.push(error),
  });
  cookie = await signIn(server);
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** A request exactly as written: fetch would tidy up the path and refuse a Host header. */
function send(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { port } = new URL(server.origin);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers: { cookie, ...headers } }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** What a WebSocket handshake with these headers is answered: 101 or the status of the refusal. */
function handshake(headers: Record<string, string>, path = '/rpc'): Promise<number> {
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}${path}`, { headers });
  return new Promise((resolve) => {
    socket.once('open', () => {
      resolve(101);
      socket.close();
    });
    socket.once('unexpected-response', (_request, reply) => {
      resolve(reply.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('error', () => undefined);
  });
}

function openSocket(): Promise<WebSocket> {
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/rpc`, {
    origin: server.origin,
    headers: { cookie },
  });
  return new Promise((resolve) => socket.once('open', () => resolve(socket)));
}

describe('signing in', () => {
  test('a link is exchanged for a cookie that scripts and other sites cannot use, and leads to the page', async () => {
    const answer = await send(server.createLink().slice(server.origin.length), { cookie: '' });
    expect(answer).toMatchObject({ status: 303, headers: { location: '/', 'cache-control': 'no-store' } });
    const [set] = answer.headers['set-cookie'] ?? [];
    expect(set).toMatch(/^musicforge_\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await send('/', { cookie: (set ?? '').split(';')[0] ?? '' })).status).toBe(200);
  });

  test('the token has 256 bits', () => {
    const token = new URL(server.createLink()).searchParams.get('token') ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  test('a link works once', async () => {
    const path = server.createLink().slice(server.origin.length);
    expect((await send(path, { cookie: '' })).status).toBe(303);
    const again = await send(path, { cookie: '' });
    expect(again.status).toBe(401);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  test('a used link leads the browser that is signed in to the app, and gives it nothing new', async () => {
    const again = await send('/open?token=used');
    expect(again).toMatchObject({ status: 303, headers: { location: '/' } });
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  test('a look at a link (HEAD, as previews send it) does not use it up', async () => {
    const path = server.createLink().slice(server.origin.length);
    const look = await send(path, { cookie: '' }, 'HEAD');
    expect(look.status).toBe(401);
    expect(look.headers['set-cookie']).toBeUndefined();
    expect((await send(path, { cookie: '' })).status).toBe(303);
  });

  test('a new link makes the one before it void', async () => {
    const first = server.createLink().slice(server.origin.length);
    server.createLink();
    expect((await send(first, { cookie: '' })).status).toBe(401);
  });

  test.each(['/open', '/open?token=', '/open?token=guessed'])('%s opens nothing', async (path) => {
    expect((await send(path, { cookie: '' })).status).toBe(401);
  });

  test.each(['/', '/assets/index-1a2b.js', '/media/audio/1', '/rpc', '/nothing'])(
    '%s without a cookie says what to do and shows nothing else',
    async (path) => {
      const answer = await send(path, { cookie: '' });
      expect(answer.status).toBe(401);
      expect(answer.body).toContain('press <kbd>Enter</kbd> for a fresh link');
    },
  );

  test("another server's cookie does not fit", async () => {
    const other = await startTestServer();
    const foreign = await signIn(other);
    await other.close();
    const [, secret] = foreign.split('=');
    const [ownName] = cookie.split('=');
    expect((await send('/', { cookie: foreign })).status).toBe(401);
    expect((await send('/', { cookie: `${ownName}=${secret}` })).status).toBe(401);
  });

  test('the cookie is found among others', async () => {
    expect((await send('/', { cookie: `a=b; ${cookie}; c=d` })).status).toBe(200);
  });
});

describe('requests', () => {
  test.each(['localhost', 'evil.example', '127.0.0.1', '127.0.0.1:1', '[::1]:80'])(
    'with Host "%s" are refused even with the cookie',
    async (host) => {
      expect((await send('/', { host })).status).toBe(403);
    },
  );

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH'])('with method %s are refused', async (method) => {
    const answer = await send('/', {}, method);
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD');
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/./../secret.txt%00.js',
  ])('for %s stay inside the page', async (path) => {
    const answer = await send(path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('outside');
  });

  test('with a target that is no path are refused', async () => {
    expect((await send('http://evil.example/')).status).toBe(400);
  });

  test('for media reach the media routes', async () => {
    expect(await send('/media/audio/x?y')).toMatchObject({ status: 200, body: 'media /media/audio/x' });
  });

  test('that fail are told to the log and not to the client', async () => {
    await server.close();
    const crash = new Error('at /home/me/library.db');
    server = await startTestServer({
      pages: () => Promise.reject(crash),
      onError: (error) => errors.push(error),
    });
    cookie = await signIn(server);
    const answer = await send('/');
    expect(answer).toMatchObject({ status: 500, body: 'Something went wrong inside MusicForge\n' });
    expect(errors).toEqual([crash]);
  });
});

describe('the page', () => {
  test('carries the policy of the architecture, with its own nonce in every response', async () => {
    const [first, second] = [await send('/'), await send('/index.html')];
    const nonce = /nonce="([^"]+)"/.exec(first.body)?.[1] ?? '';
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
    expect(first.headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'nonce-${nonce}'; img-src 'self' blob: data:; ` +
        "media-src 'self' blob:; connect-src 'self'; worker-src 'self'; font-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(second.body).not.toContain(nonce);
    expect(first.body).not.toContain('__MUSICFORGE');
  });

  test.each(['/', '/assets/index-1a2b.js', '/nothing', '/open'])('%s carries the security headers', async (path) => {
    expect((await send(path)).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test('is never cached; its hashed files are kept for ever', async () => {
    expect((await send('/')).headers['cache-control']).toBe('no-store');
    expect((await send('/assets/index-1a2b.js')).headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });

  test('answers HEAD with headers only', async () => {
    expect(await send('/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
  });
});

describe('the socket', () => {
  const own = () => ({ origin: server.origin, cookie });

  test('opens for the page itself', async () => {
    expect(await handshake(own())).toBe(101);
  });

  test.each(['http://evil.example', 'null', 'http://localhost:4870', 'https://127.0.0.1'])(
    'does not open for origin %s, though the browser sends the cookie along',
    async (origin) => {
      expect(await handshake({ ...own(), origin })).toBe(403);
    },
  );

  test('does not open without an origin', async () => {
    expect(await handshake({ cookie })).toBe(403);
  });

  test('does not open for another host name', async () => {
    expect(await handshake({ ...own(), host: 'evil.example' })).toBe(403);
  });

  test('does not open without the cookie', async () => {
    expect(await handshake({ origin: server.origin })).toBe(401);
  });

  test('opens nowhere else', async () => {
    expect(await handshake(own(), '/media/audio/1')).toBe(404);
  });

  test('a message of more than 8 MB closes the line with 1009 and harms nobody else', async () => {
    const [huge, other] = [await openSocket(), await openSocket()];
    const closed = new Promise<number>((resolve) => huge.once('close', resolve));
    huge.send('x'.repeat(8 * 1024 * 1024 + 1));
    expect(await closed).toBe(1009);
    other.send('still here');
    await expect.poll(() => received).toEqual(['still here']);
    other.terminate();
  });

  test('closing the server closes every line with 1001', async () => {
    const socket = await openSocket();
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    await server.close();
    expect(await closed).toBe(1001);
  });
});

test('a port that is taken is reported as such', async () => {
  const { port } = new URL(server.origin);
  await expect(startTestServer({ port: Number(port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
