import type { WebSocket } from 'ws';
import { z } from 'zod';

/** What oRPC's peers send each other: a call (no type), a piece of a stream (3) or an abort (4). */
const Frame = z.union([
  z.object({ i: z.string(), t: z.undefined().optional(), p: z.object({ u: z.string() }) }),
  z.object({ i: z.string(), t: z.literal(3), p: z.object({}) }),
  z.object({ i: z.string(), t: z.literal(4) }),
]);

/** Whether a message can be a call of ours. Calls are text: nothing of the contract carries a file. */
export function isFrame(data: unknown): boolean {
  if (typeof data !== 'string') return false;
  try {
    return Frame.safeParse(JSON.parse(data)).success;
  } catch {
    return false; // no JSON
  }
}

interface FrameEvent {
  readonly data: unknown;
}
type Listener = (event: FrameEvent) => void;

/** The two kinds of ports: node:worker_threads' (and the browser's), and Electron's MessagePortMain. */
export type HostPort = { postMessage(message: unknown, transfer?: never[]): void } & (
  | { addEventListener(type: string, listener: Listener): void }
  | { on(type: string, listener: Listener): unknown }
);

const onlyFrames =
  (type: string, listener: Listener): Listener =>
  (event) => {
    if (type !== 'message' || isFrame(event.data)) listener(event);
  };

/** `port` as oRPC takes it, without the messages that would make its adapter throw where nobody catches. */
export function guardPort(port: HostPort) {
  return {
    postMessage: (message: unknown) => port.postMessage(message, []),
    addEventListener: (type: string, listener: Listener) => {
      const guarded = onlyFrames(type, listener);
      if ('addEventListener' in port) port.addEventListener(type, guarded);
      else port.on(type, guarded);
    },
  };
}

/** The same for a socket. */
export function guardSocket(socket: WebSocket): Pick<WebSocket, 'addEventListener' | 'send'> {
  return {
    send: socket.send.bind(socket),
    addEventListener: ((type: 'message', listener: Listener) =>
      socket.addEventListener(type, onlyFrames(type, listener))) as WebSocket['addEventListener'],
  };
}
