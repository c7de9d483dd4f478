import type { HostClient } from '#shared/contract/contract.ts';
import type { HostConnection } from './connection.ts';
import { Observable } from './observable.ts';

/** Opens one of the host's streams. */
export type OpenStream<Value> = (client: HostClient, signal: AbortSignal) => Promise<AsyncIterable<Value>>;

const REOPEN_MS = 500;
const never = new AbortController().signal;

/**
 * Hands every value of a stream to `take`, for ever: when the line is lost the stream is opened again on the next one.
 * Streams carry state, not deltas, so nothing is missed.
 */
export async function followStream<Value>(
  connection: HostConnection,
  client: HostClient,
  open: OpenStream<Value>,
  take: (value: Value) => void,
): Promise<never> {
  for (;;) {
    await connection.whenOnline(never);
    const stop = new AbortController();
    const unsubscribe = connection.state.subscribe(() => {
      if (connection.state.get().phase !== 'online') stop.abort();
    });
    try {
      for await (const value of await open(client, stop.signal)) take(value);
    } catch {
      // A lost line ends the stream with an error; the state of the connection already tells the user.
    } finally {
      unsubscribe();
    }
    await new Promise((resolve) => setTimeout(resolve, REOPEN_MS));
  }
}

/** The latest value of a stream; null until the first one came. */
export function liveValue<Value>(
  connection: HostConnection,
  client: HostClient,
  open: OpenStream<Value>,
): Observable<Value | null> {
  const latest = new Observable<Value | null>(null);
  void followStream(connection, client, open, (value) => latest.set(value));
  return latest;
}
