import { isDefinedError, ORPCError, safe } from '@orpc/client';
import { afterEach, describe, expect, test } from 'vitest';
import type { UseCases } from '#main/rpc/router.ts';
import { PROTOCOL_VERSION } from '#shared/contract/base.ts';
import type { HostClient } from '#shared/contract/contract.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import { AppError, ERROR_CODES } from '#shared/errors/app-error.ts';
import { type HostUnderTest, type Line, TRANSPORTS } from '#test/support/host-transports.ts';
import { HOST_INFO, useCasesFor } from '#test/support/host-use-cases.ts';

const TRACK = TrackId.parse('01930000-0000-7000-8000-000000000001');
const ALL_TRACKS: TrackQuery = { source: { kind: 'all' }, search: '', sort: [] };

/** The error that a call ends with. */
async function failure(call: Promise<unknown>): Promise<unknown> {
  const [error] = await safe(call);
  return error;
}

/** A stream that says 1 and then waits for its caller to go away; `ended` resolves when it has noticed. */
function waitingStream() {
  let finish: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  async function* watchRevision(signal: AbortSignal) {
    try {
      yield { revision: 1 };
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    } finally {
      finish();
    }
  }
  return { watchRevision, ended };
}

describe.each(TRANSPORTS)('over $name', (transport) => {
  let host: HostUnderTest;
  let line: Line;
  let client: HostClient;

  async function startWith(given: Parameters<typeof useCasesFor>[0]) {
    host = await transport.start(useCasesFor(given));
    line = await host.connect();
    client = line.client;
  }
  const library = (given: Partial<UseCases['library']>) => startWith({ library: given });

  afterEach(() => host.close());

  test('the handshake tells who the host is', async () => {
    await startWith({});
    expect(await client.system.hello({ protocol: PROTOCOL_VERSION })).toEqual(HOST_INFO);
  });

  test('a window of another version is told so, with both versions', async () => {
    await startWith({});
    const error = await failure(client.system.hello({ protocol: PROTOCOL_VERSION + 1 }));
    expect(error).toMatchObject({
      code: 'conflict',
      data: { details: { client: PROTOCOL_VERSION + 1, host: PROTOCOL_VERSION } },
    });
    expect(String(error)).toContain('Reload the page');
  });

  test.each(ERROR_CODES)('%s crosses with its message and details', async (code) => {
    await library({
      folders: () => {
        throw new AppError(code, `What to do about ${code}`, { drive: 'D:', tries: 3 });
      },
    });
    const error = await failure(client.library.folders());
    expect(error).toBeInstanceOf(ORPCError);
    expect(isDefinedError(error)).toBe(true);
    expect(error).toMatchObject({
      code,
      message: `What to do about ${code}`,
      data: { details: { drive: 'D:', tries: 3 } },
    });
    expect(host.faults).toEqual([]);
  });

  test('a bug crosses as a request id only, and is reported with its stack under that id', async () => {
    const bug = new TypeError('secret /home/me/x.mp3 is not a function');
    await library({
      track: () => {
        throw bug;
      },
    });
    const error = (await failure(client.library.track({ id: TRACK }))) as ORPCError<string, { requestId: string }>;
    expect(error).toMatchObject({ code: 'internal', defined: true });
    expect(error.message).toContain(error.data.requestId);
    expect(JSON.stringify(error.toJSON())).not.toContain('secret');
    expect(host.faults).toEqual([{ requestId: error.data.requestId, procedure: 'library.track', error: bug }]);
  });

  test('input that breaks the contract is refused by name and never reaches the use case', async () => {
    await library({});
    const error = await failure(client.library.tracks({ query: ALL_TRACKS, offset: 0, limit: 501 }));
    expect(error).toMatchObject({ code: 'invalid-input', data: { details: { field: 'limit' } } });
    expect(host.faults).toEqual([]);
  });

  test('output that breaks the contract is a bug of the host', async () => {
    await startWith({ analysis: { enqueue: () => ({ queued: 0.5 }) } });
    expect(await failure(client.analysis.enqueue({}))).toMatchObject({ code: 'internal' });
    expect(host.faults).toMatchObject([{ procedure: 'analysis.enqueue' }]);
  });

  test('defaults of the contract are filled in before the use case sees them', async () => {
    const seen: unknown[] = [];
    await startWith({
      analysis: {
        enqueue: (...given) => {
          seen.push(given);
          return { queued: 0 };
        },
      },
    });
    await client.analysis.enqueue({});
    expect(seen).toEqual([[undefined, { force: false, outdated: false }]]);
  });

  test('50,000 ids arrive complete and in order', async () => {
    const ids = Array.from({ length: 50_000 }, (_, index) =>
      TrackId.parse(`01930000-0000-7000-8000-${String(index).padStart(12, '0')}`),
    );
    await library({ trackIds: () => ids });
    expect(await client.library.trackIds({ query: ALL_TRACKS })).toEqual(ids);
  });

  test('a procedure without an answer resolves to nothing', async () => {
    await startWith({ analysis: { pause: () => undefined } });
    expect(await client.analysis.pause()).toBeUndefined();
  });

  test('calls on one line do not wait for each other', async () => {
    let release: (value: []) => void = () => undefined;
    await library({
      folders: () => new Promise<[]>((resolve) => (release = resolve)),
      trackIds: () => [TRACK],
    });
    const slow = client.library.folders();
    expect(await client.library.trackIds({ query: ALL_TRACKS })).toEqual([TRACK]);
    release([]);
    expect(await slow).toEqual([]);
  });

  test('a stream brings every value in order and ends', async () => {
    await library({
      async *watchRevision() {
        for (const revision of [1, 2, 3]) yield { revision };
      },
    });
    const seen: number[] = [];
    for await (const { revision } of await client.library.watchRevision()) seen.push(revision);
    expect(seen).toEqual([1, 2, 3]);
  });

  test('leaving a stream ends its source, though it waits for something to happen', async () => {
    const source = waitingStream();
    await library(source);
    for await (const value of await client.library.watchRevision()) {
      expect(value).toEqual({ revision: 1 });
      break;
    }
    await source.ended;
  });

  test('an aborted stream ends its source', async () => {
    const source = waitingStream();
    await library(source);
    const stop = new AbortController();
    const values = await client.library.watchRevision(undefined, { signal: stop.signal });
    expect(await values.next()).toEqual({ done: false, value: { revision: 1 } });
    const waiting = safe(values.next());
    stop.abort();
    await source.ended;
    await waiting;
  });

  test('a lost line ends its streams', async () => {
    const source = waitingStream();
    await library(source);
    const values = await client.library.watchRevision();
    await values.next();
    const waiting = safe(values.next());
    line.drop();
    await source.ended;
    await waiting;
  });

  test('a stream that fails half-way brings the typed error', async () => {
    await library({
      async *watchRevision() {
        yield { revision: 1 };
        throw new AppError('unavailable', 'The drive is gone');
      },
    });
    const values = await client.library.watchRevision();
    await values.next();
    expect(await failure(values.next())).toMatchObject({ code: 'unavailable', message: 'The drive is gone' });
  });

  test('a bug in a stream brings a request id, and is reported', async () => {
    await library({
      async *watchRevision() {
        yield { revision: 1 };
        throw new TypeError('broken');
      },
    });
    const values = await client.library.watchRevision();
    await values.next();
    expect(await failure(values.next())).toMatchObject({ code: 'internal' });
    expect(host.faults).toMatchObject([{ procedure: 'library.watchRevision' }]);
  });

  test('a stream value that breaks the contract is a bug of the host', async () => {
    await library({
      async *watchRevision() {
        yield { revision: 0.5 };
      },
    });
    const values = await client.library.watchRevision();
    expect(await failure(values.next())).toMatchObject({ code: 'internal' });
  });

  test('after a lost line a new one answers, and other lines have not noticed', async () => {
    await library({ trackIds: () => [TRACK] });
    const other = await host.connect();
    line.drop();
    const again = await host.connect();
    expect(await again.client.library.trackIds({ query: ALL_TRACKS })).toEqual([TRACK]);
    expect(await other.client.library.trackIds({ query: ALL_TRACKS })).toEqual([TRACK]);
  });

  test.runIf(transport.overWire)('a call that waits when the line is lost fails', async () => {
    await library({ folders: () => new Promise(() => undefined) });
    const waiting = failure(client.library.folders());
    line.drop();
    expect(await waiting).toBeInstanceOf(Error);
  });

  test.runIf(transport.overWire)('an aborted call fails at once', async () => {
    await library({ folders: () => new Promise(() => undefined) });
    const stop = new AbortController();
    const waiting = failure(client.library.folders(undefined, { signal: stop.signal }));
    stop.abort(new Error('changed my mind'));
    expect(String(await waiting)).toContain('changed my mind');
  });

  test.runIf(transport.overWire)('a procedure of a newer window is refused with what to do', async () => {
    await startWith({});
    const newer = client as unknown as { library: { explode(): Promise<unknown> } };
    const error = await failure(newer.library.explode());
    expect(error).toMatchObject({ code: 'unsupported' });
    expect(String(error)).toContain('Reload the page');
  });
});
