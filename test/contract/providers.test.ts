import { safe } from '@orpc/client';
import { afterEach, describe, expect, test } from 'vitest';
import type { HostClient } from '#shared/contract/contract.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type HostUnderTest, TRANSPORTS } from '#test/support/host-transports.ts';
import { useCasesFor } from '#test/support/host-use-cases.ts';

const TRACK = TrackId.parse('01930000-0000-7000-8000-000000000001');

/** The error that a call ends with. */
async function failure(call: Promise<unknown>): Promise<unknown> {
  const [error] = await safe(call);
  return error;
}

describe.each(TRANSPORTS)('over $name', (transport) => {
  let host: HostUnderTest;
  let client: HostClient;

  async function startWith(given: Parameters<typeof useCasesFor>[0]) {
    host = await transport.start(useCasesFor(given));
    client = (await host.connect()).client;
  }

  afterEach(() => host.close());

  test('a choice between providers arrives as it was made, and never without a field', async () => {
    const seen: unknown[] = [];
    await startWith({
      library: {
        takeValues: (...given) => {
          seen.push(given);
          return { changed: 1 };
        },
      },
    });
    expect(await client.library.takeValues({ id: TRACK, provider: 'tag', fields: ['bpm', 'key'] })).toEqual({
      changed: 1,
    });
    expect(seen).toEqual([[TRACK, 'tag', ['bpm', 'key']]]);
    expect(await failure(client.library.takeValues({ id: TRACK, provider: 'tag', fields: [] }))).toMatchObject({
      code: 'invalid-input',
    });
  });

  test('a token goes in, and of what the host knows only its place comes out', async () => {
    const seen: unknown[] = [];
    const state = { enabled: true, token: 'stored', canStore: true } as const;
    await startWith({
      recognition: {
        setToken: (token) => {
          seen.push(token);
          return { ...state, secret: token };
        },
      },
    });
    expect(await client.recognition.setToken({ token: ' a-token ' })).toEqual(state);
    expect(await failure(client.recognition.setToken({ token: ' ' }))).toMatchObject({ code: 'invalid-input' });
    expect(seen).toEqual(['a-token']);
  });

  test('a recognition finds a track or none, and says in words what went wrong', async () => {
    const answers = [{ match: { artist: 'Bicep', title: 'Glue' } }, { match: null }];
    await startWith({
      recognition: {
        recognise: () => {
          const answer = answers.shift();
          if (answer === undefined) throw new AppError('unavailable', 'AudD cannot be reached.');
          return answer;
        },
      },
    });
    expect(await client.recognition.recognise({ id: TRACK })).toEqual({ match: { artist: 'Bicep', title: 'Glue' } });
    expect(await client.recognition.recognise({ id: TRACK })).toEqual({ match: null });
    expect(await failure(client.recognition.recognise({ id: TRACK }))).toMatchObject({
      code: 'unavailable',
      message: 'AudD cannot be reached.',
    });
  });

  test('who gives up waiting stops the recognition', async () => {
    const stopped = Promise.withResolvers<void>();
    await startWith({
      recognition: {
        recognise: async (_id, signal) => {
          await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
          stopped.resolve();
          throw new AppError('cancelled', 'The recognition was cancelled.');
        },
      },
    });
    const leaving = new AbortController();
    const call = failure(client.recognition.recognise({ id: TRACK }, { signal: leaving.signal }));
    setTimeout(() => leaving.abort(), 50);
    await stopped.promise;
    expect(await call).toBeInstanceOf(Error);
  });
});
