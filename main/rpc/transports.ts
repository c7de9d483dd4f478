import { ORPCError } from '@orpc/server';
import { RPCHandler as MessagePortHandler } from '@orpc/server/message-port';
import { RPCHandler as WebSocketHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import { errorBoundary, type ReportFault } from './error-boundary.ts';
import { guardPort, guardSocket, type HostPort } from './frame-guard.ts';
import type { HostRouter } from './router.ts';

/** Answers calls on whatever line a window has opened. Calls and streams of a line end when it closes. */
export interface RpcServer {
  serveSocket(socket: WebSocket): void;
  servePort(port: HostPort): void;
}

/** A procedure that the contract does not know: the window is of another version. */
async function refuseUnknown<Result extends { readonly matched: boolean }>(call: { next: () => Promise<Result> }) {
  const result = await call.next();
  if (result.matched) return result;
  throw new ORPCError('unsupported', {
    message: 'This MusicForge does not know that request. Reload the page, or restart MusicForge.',
    data: { details: {} },
  });
}

/**
 * One set of procedures, served over WebSocket (browser) and MessagePort (Electron).
 * @param report Told about every error that is not meant for the user.
 */
export function createRpcServer(router: HostRouter, report: ReportFault): RpcServer {
  const options = { interceptors: [refuseUnknown], clientInterceptors: [errorBoundary(report)] };
  const sockets = new WebSocketHandler(router, options);
  const ports = new MessagePortHandler(router, options);
  return {
    serveSocket: (socket) => void sockets.upgrade(guardSocket(socket)),
    servePort: (port) => ports.upgrade(guardPort(port)),
  };
}
