import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { SECURITY_HEADERS } from '#main/platform/content-security.ts';
import { sendResponse, toRequest } from './fetch-bridge.ts';
import { Session } from './session.ts';
import { signInPage } from './sign-in-page.ts';

const LOOPBACK = '127.0.0.1';
/** Largest message of a client: editing 100,000 tracks at once names them in 4 MB. */
const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;
const SIGN_IN_PATH = '/open';
const RPC_PATH = '/rpc';
const MEDIA_PREFIX = '/media/';

export interface HttpServerOptions {
  /** 0 = any free port. */
  readonly port: number;
  readonly pages: (request: Request) => Promise<Response>;
  readonly media: (request: Request) => Promise<Response>;
  readonly serveSocket: (socket: WebSocket) => void;
  readonly onError: (error: unknown) => void;
}

export interface RunningServer {
  /** "http://127.0.0.1:4870". */
  readonly origin: string;
  /** A fresh link with a one-time token; the link before it is void. */
  createLink(): string;
  /** Stops listening and cuts every connection. */
  close(): Promise<void>;
}

function refusal(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8', ...headers },
  });
}

/** Exchanges the one-time token of the printed link for the session cookie. HEAD only looks: it must use nothing up. */
function signIn(session: Session, request: Request): Response {
  if (request.method !== 'GET') return signInPage();
  const cookie = session.redeem(new URL(request.url).searchParams.get('token') ?? '');
  // A used link opened again by the browser that used it (a session restored, a second click) leads to the app as well.
  if (cookie === null && !session.isOpenTo(request.headers.get('cookie') ?? undefined)) return signInPage();
  return new Response(null, {
    status: 303,
    headers: {
      ...SECURITY_HEADERS,
      location: '/',
      'cache-control': 'no-store',
      ...(cookie === null ? {} : { 'set-cookie': cookie }),
    },
  });
}

/** The exchange of the token, else a session, then the route. */
async function route(options: HttpServerOptions, session: Session, request: Request): Promise<Response> {
  const path = new URL(request.url).pathname;
  if (path === SIGN_IN_PATH) return signIn(session, request);
  if (!session.isOpenTo(request.headers.get('cookie') ?? undefined)) return signInPage();
  if (path === RPC_PATH) return refusal(426, 'This address speaks WebSocket', { upgrade: 'websocket' });
  return path.startsWith(MEDIA_PREFIX) ? options.media(request) : options.pages(request);
}

/** What is wrong with a request before anyone looks at its route, or null. */
function whyRefused(origin: string, message: IncomingMessage): Response | null {
  if (`http://${message.headers.host ?? ''}` !== origin)
    return refusal(403, 'This server answers only to its own address');
  if (message.method !== 'GET' && message.method !== 'HEAD')
    return refusal(405, 'Method not allowed', { allow: 'GET, HEAD' });
  if (!URL.canParse(`${origin}${message.url ?? ''}`) || !message.url?.startsWith('/'))
    return refusal(400, 'Bad request');
  return null;
}

async function answer(
  options: HttpServerOptions,
  session: Session,
  origin: string,
  message: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  reply.once('close', () => gone.abort());
  try {
    const response =
      whyRefused(origin, message) ?? (await route(options, session, toRequest(message, origin, gone.signal)));
    await sendResponse(response, reply);
  } catch (error) {
    options.onError(error);
    if (reply.headersSent) reply.destroy();
    else await sendResponse(refusal(500, 'Something went wrong inside MusicForge'), reply);
  }
}

/** Why an upgrade is refused, as a status line, or null. A browser page of another origin always sends its own Origin. */
function whyNoSocket(session: Session, origin: string, message: IncomingMessage): string | null {
  if (`http://${message.headers.host ?? ''}` !== origin) return '403 Forbidden';
  if (message.headers.origin !== origin) return '403 Forbidden';
  if (message.url !== RPC_PATH) return '404 Not Found';
  return session.isOpenTo(message.headers.cookie) ? null : '401 Unauthorized';
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Tells every window that the host stops; one that does not answer in half a second is cut off. */
async function closeSockets(sockets: ReadonlySet<WebSocket>): Promise<void> {
  const cut = setTimeout(() => sockets.forEach((socket) => socket.terminate()), 500);
  await Promise.all(
    [...sockets].map((socket) => {
      const closed = once(socket, 'close');
      socket.close(1001, 'MusicForge stops');
      return closed;
    }),
  );
  clearTimeout(cut);
}

/**
 * Serves the app to browsers of this machine only (docs/architecture.md, "Local host rules").
 * @throws {NodeJS.ErrnoException} EADDRINUSE when the port is taken.
 */
export async function startHttpServer(options: HttpServerOptions): Promise<RunningServer> {
  const server = createServer();
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  const origin = `http://${LOOPBACK}:${port}`;
  const session = new Session(port);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  server.on('request', (message, reply) => void answer(options, session, origin, message, reply));
  server.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node has taken its own listener off: without this one a client that resets the line would end the host.
    socket.on('error', () => socket.destroy());
    const why = whyNoSocket(session, origin, message);
    if (why !== null) return void socket.end(`HTTP/1.1 ${why}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    return sockets.handleUpgrade(message, socket, head, (accepted) => {
      // Too large a message or a broken frame: ws closes the line, the client opens another.
      accepted.on('error', options.onError);
      options.serveSocket(accepted);
    });
  });
  return {
    origin,
    createLink: () => `${origin}${SIGN_IN_PATH}?token=${session.issueToken()}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closeSockets(sockets.clients);
      await closed;
    },
  };
}
