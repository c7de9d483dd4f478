import { RPCLink } from '@orpc/client/message-port';
import { CONNECT_HOST, HOST_PORT } from '#shared/shell/host-port.ts';
import type { HostLine, Transport } from './transport.ts';

const PORT_TIMEOUT_MS = 5000;

/** Asks the preload script for a line to the host (shared/shell/host-port.ts). */
function askForPort(): Promise<MessagePort> {
  const answered = new AbortController();
  return new Promise<MessagePort>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The host did not answer in time')), PORT_TIMEOUT_MS);
    const receive = (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== HOST_PORT || port === undefined) return;
      clearTimeout(timer);
      resolve(port);
    };
    window.addEventListener('message', receive, { signal: answered.signal });
    window.postMessage(CONNECT_HOST, window.location.origin);
  }).finally(() => answered.abort());
}

/** Lines to the host process of the desktop program. */
export function messagePortTransport(): Transport {
  return async (): Promise<HostLine> => {
    const port = await askForPort();
    const closed = new Promise<string>((resolve) => {
      port.addEventListener('close', () => resolve('The line to the MusicForge host was lost.'));
    });
    const link = new RPCLink({ port });
    port.start();
    return { link, closed, close: () => port.close() };
  };
}
