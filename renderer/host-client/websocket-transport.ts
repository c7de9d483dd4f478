import { RPCLink } from '@orpc/client/websocket';
import { type HostLine, SignedOutError, type Transport } from './transport.ts';

const OPEN_TIMEOUT_MS = 5000;
const SIGNED_OUT = 'MusicForge was started again. Open the link in its terminal (Enter prints a fresh one).';

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      socket.close();
      reject(new Error('The host did not answer in time'));
    }, OPEN_TIMEOUT_MS);
    socket.addEventListener('open', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.addEventListener('close', () => {
      clearTimeout(timer);
      reject(new Error('The host closed the line'));
    });
  });
}

/**
 * The socket as the link sees it: what is sent when it is closing (the end of a stream, say) is dropped without a fault,
 * as its close already ends every call.
 */
function forgiving(socket: WebSocket): ConstructorParameters<typeof RPCLink>[0]['websocket'] {
  return {
    readyState: WebSocket.OPEN,
    addEventListener: socket.addEventListener.bind(socket),
    removeEventListener: socket.removeEventListener.bind(socket),
    send: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(message);
    },
  };
}

/**
 * A browser does not tell a page why a socket was refused; a plain request does.
 * @returns True when the host answers and wants a sign-in; false when it is away or lets this browser in.
 */
async function isSignedOut(url: string): Promise<boolean> {
  const page = new URL('/', url.replace(/^ws/, 'http'));
  try {
    const answer = await fetch(page, {
      method: 'HEAD',
      cache: 'no-store',
      signal: AbortSignal.timeout(OPEN_TIMEOUT_MS),
    });
    return answer.status === 401;
  } catch {
    // The host is away: that is the ordinary loss of the line, which the connection deals with.
    return false;
  }
}

/** @param url Absolute ws: or wss: URL of the host's RPC endpoint. */
export function webSocketTransport(url: string): Transport {
  return async (): Promise<HostLine> => {
    const socket = new WebSocket(url);
    const closed = new Promise<string>((resolve) => {
      socket.addEventListener('close', () => resolve('The line to the MusicForge host was lost.'));
    });
    await opened(socket).catch(async (error: unknown) => {
      if (await isSignedOut(url)) throw new SignedOutError(SIGNED_OUT);
      throw error;
    });
    return { link: new RPCLink({ websocket: forgiving(socket) }), closed, close: () => socket.close() };
  };
}

/** The RPC endpoint of the server that served this page. */
export function sameOriginRpcUrl(page: Location): string {
  return `${page.protocol === 'https:' ? 'wss:' : 'ws:'}//${page.host}/rpc`;
}
