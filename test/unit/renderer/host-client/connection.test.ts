import { createRouterClient, implement, ORPCError } from '@orpc/server';
import type { ClientContext, ClientLink } from '@orpc/client';
import { createORPCClient } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { contract, type HostClient } from '#shared/contract/contract.ts';
import { HostConnection } from '#renderer/host-client/connection.ts';
import { followStream } from '#renderer/host-client/live.ts';
import { type HostLine, SignedOutError, type Transport } from '#renderer/host-client/transport.ts';

const os = implement(contract);
const info = (hostId: string) => ({
  protocol: 1,
  appVersion: '1',
  platform: 'test',
  hostId,
  libraryId: 'library-1',
  cpuCount: 2,
});

interface TestLine extends HostLine {
  drop(): void;
}

/** A line to a host that answers `hello` and the revision stream. */
function line(hostId: string, revisions: readonly number[] = [], greet: () => void = () => undefined): TestLine {
  let drop = () => {};
  const closed = new Promise<string>((resolve) => {
    drop = () => resolve('lost');
  });
  const client = createRouterClient({
    system: {
      hello: os.system.hello.handler(() => {
        greet();
        return info(hostId);
      }),
    },
    library: {
      folders: os.library.folders.handler(() => []),
      watchRevision: os.library.watchRevision.handler(async function* () {
        for (const revision of revisions) yield { revision };
        await closed;
        throw new Error('the line broke');
      }),
    },
  });
  const link: ClientLink<ClientContext> = {
    call: async (path, input, options) => {
      let target: unknown = client;
      for (const part of path) target = (target as Record<string, unknown>)[part];
      return (target as (input: unknown, options: unknown) => Promise<unknown>)(input, options);
    },
  };
  return { link, closed, close: () => undefined, drop };
}

/** Opens the given lines one after the other; after the last nothing answers. */
function transportOf(lines: readonly HostLine[]): Transport {
  let next = 0;
  return async () => {
    const opened = lines[next];
    next += 1;
    if (!opened) throw new Error('nobody there');
    return opened;
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('the connection', () => {
  test('is online only after the handshake', async () => {
    const connection = new HostConnection(transportOf([line('a')]), () => undefined);
    expect(connection.state.get().phase).toBe('connecting');
    void connection.run();
    await settle();
    expect(connection.state.get()).toMatchObject({ phase: 'online', host: { hostId: 'a' } });
  });

  test('opens the next line by itself and says when', async () => {
    const first = line('a');
    const connection = new HostConnection(transportOf([first, line('a')]), () => undefined);
    void connection.run();
    await settle();
    first.drop();
    await settle();
    const state = connection.state.get();
    expect(state).toMatchObject({ phase: 'offline', reason: 'lost', attempt: 1 });
    await vi.advanceTimersByTimeAsync(300);
    expect(connection.state.get().phase).toBe('online');
  });

  test('drops what it knew when another host answers, and only then', async () => {
    const [first, second, third] = [line('a'), line('a'), line('b')];
    const changed = vi.fn();
    const connection = new HostConnection(transportOf([first, second, third]), changed);
    void connection.run();
    await settle();
    first.drop();
    await vi.advanceTimersByTimeAsync(300);
    expect(changed).not.toHaveBeenCalled();
    second.drop();
    await vi.advanceTimersByTimeAsync(300);
    expect(changed).toHaveBeenCalledOnce();
  });

  test('stops when the versions do not fit, with the words of the host', async () => {
    const refusing = line('a', [], () => {
      throw new ORPCError('conflict', { message: 'Load the page again.', data: { details: {} } });
    });
    const connection = new HostConnection(transportOf([refusing]), () => undefined);
    await connection.run();
    expect(connection.state.get()).toEqual({ phase: 'incompatible', reason: 'Load the page again.' });
  });

  test('stops knocking when the host wants a sign-in, until the user asks', async () => {
    const transport = vi.fn<Transport>();
    transport.mockRejectedValueOnce(new SignedOutError('Open the link.')).mockResolvedValue(line('b'));
    const connection = new HostConnection(transport, () => undefined);
    void connection.run();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connection.state.get()).toEqual({ phase: 'signed-out', reason: 'Open the link.' });
    expect(transport).toHaveBeenCalledOnce();
    connection.retryNow();
    await settle();
    expect(connection.state.get().phase).toBe('online');
  });

  test('a call made while the line is down waits for the next one', async () => {
    const first = line('a');
    const connection = new HostConnection(transportOf([first, line('a')]), () => undefined);
    void connection.run();
    await settle();
    first.drop();
    await settle();
    const client: HostClient = createORPCClient(connection.link());
    const folders = client.library.folders();
    await vi.advanceTimersByTimeAsync(300);
    expect(await folders).toEqual([]);
  });

  test('a call gives up after a while and says that nothing was saved', async () => {
    const connection = new HostConnection(transportOf([]), () => undefined, 20);
    void connection.run();
    const client: HostClient = createORPCClient(connection.link());
    await expect(client.library.folders()).rejects.toThrow(/not saved/);
  });

  test('a stream goes on over the next line', async () => {
    const first = line('a', [1, 2]);
    const connection = new HostConnection(transportOf([first, line('a', [3])]), () => undefined);
    void connection.run();
    const client: HostClient = createORPCClient(connection.link());
    const seen: number[] = [];
    void followStream(
      connection,
      client,
      (host, signal) => host.library.watchRevision(undefined, { signal }),
      ({ revision }) => seen.push(revision),
    );
    await vi.advanceTimersByTimeAsync(10);
    expect(seen).toEqual([1, 2]);
    first.drop();
    await vi.advanceTimersByTimeAsync(2000);
    expect(seen).toEqual([1, 2, 3]);
  });
});
