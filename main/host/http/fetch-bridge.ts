import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Node's GET or HEAD request as a web Request. Bodies are not taken: no route of this server reads one.
 * @param signal Aborts when the client goes away.
 */
export function toRequest(message: IncomingMessage, origin: string, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return new Request(`${origin}${message.url ?? '/'}`, { method: message.method ?? 'GET', headers, signal });
}

const isDisconnect = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ECONNRESET' || error.code === 'ABORT_ERR');

/** Writes a web Response with back-pressure. A client that goes away before or in the middle (every seek does) is no error. */
export async function sendResponse(response: Response, target: ServerResponse): Promise<void> {
  if (target.destroyed) {
    await response.body?.cancel();
    return;
  }
  target.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null || target.req.method === 'HEAD') {
    await response.body?.cancel();
    target.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(response.body), target);
  } catch (error) {
    if (!isDisconnect(error)) throw error;
  }
}
