import { safe } from '@orpc/client';
import { afterEach, describe, expect, test } from 'vitest';
import { SetId, TrackId } from '#shared/contract/ids.ts';
import type { OrderRequest, SetOrdering } from '#shared/contract/set-order.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type HostUnderTest, TRANSPORTS } from '#test/support/host-transports.ts';
import { useCasesFor } from '#test/support/host-use-cases.ts';

const id = (number: number) => `01930000-0000-7000-8000-00000000000${number}`;
const SET = SetId.parse(id(1));
const [A, B] = [TrackId.parse(id(2)), TrackId.parse(id(3))];
const REQUEST: OrderRequest = {
  id: SET,
  rules: { keyRule: 'strict', keyLock: true, tempoRangePercent: 6, halfDoubleTime: true },
  arc: { kind: 'named', name: 'closing' },
};
const TRACK = { title: 'Strobe', artist: 'deadmau5', bpm: 128, key: 3, energy: 0.5, artists: ['x'], song: 's' };
const FOUND: SetOrdering = {
  phase: 'found',
  proposal: {
    tracks: [
      { ...TRACK, id: A, locked: false },
      { ...TRACK, id: B, locked: true, bpm: null, key: null, energy: null },
    ],
    order: [B, A],
    costBefore: 4,
    cost: 2,
    greedyCost: 3,
    isExact: true,
  },
};

describe.each(TRANSPORTS)('the ordering of sets over $name', (transport) => {
  let host: HostUnderTest;
  afterEach(() => host.close());

  test('a search tells how far it is and ends with what it found', async () => {
    const states: SetOrdering[] = [{ phase: 'working', fraction: 0.5 }, FOUND];
    let asked: unknown = null;
    async function* propose(request: OrderRequest) {
      asked = request;
      yield* states;
    }
    host = await transport.start(useCasesFor({ setOrder: { propose } }));
    const { client } = await host.connect();
    const seen: SetOrdering[] = [];
    for await (const state of await client.setOrder.propose(REQUEST)) seen.push(state);
    expect(seen).toEqual(states);
    expect(asked).toEqual(REQUEST);
  });

  test('a search that fails says why', async () => {
    // oxlint-disable-next-line require-yield -- it fails before its first state
    async function* propose(): AsyncGenerator<SetOrdering> {
      throw new AppError('invalid-input', 'There is nothing to order.');
    }
    host = await transport.start(useCasesFor({ setOrder: { propose } }));
    const { client } = await host.connect();
    const read = async () => {
      for await (const state of await client.setOrder.propose(REQUEST)) expect(state).toBeNull();
    };
    await expect(read()).rejects.toMatchObject({ code: 'invalid-input', message: 'There is nothing to order.' });
  });

  test('a search whose caller leaves is stopped', async () => {
    const stopped = Promise.withResolvers<void>();
    async function* propose(_: OrderRequest, signal: AbortSignal): AsyncGenerator<SetOrdering> {
      signal.addEventListener('abort', () => stopped.resolve());
      yield { phase: 'working', fraction: 0 };
      await stopped.promise;
    }
    host = await transport.start(useCasesFor({ setOrder: { propose } }));
    const { client } = await host.connect();
    const leave = new AbortController();
    const states = await client.setOrder.propose(REQUEST, { signal: leave.signal });
    await states.next();
    leave.abort();
    await stopped.promise;
  });

  test('an order is accepted as it was looked at, and no set of another size than can be ordered', async () => {
    const seen: unknown[] = [];
    const accept = (...given: readonly unknown[]) => {
      seen.push(...given);
      return { moved: 2 };
    };
    host = await transport.start(useCasesFor({ setOrder: { accept } }));
    const { client } = await host.connect();
    expect(await client.setOrder.accept({ id: SET, before: [A, B], order: [B, A] })).toEqual({ moved: 2 });
    expect(seen).toEqual([SET, [A, B], [B, A]]);
    const tooMany = Array.from({ length: 2501 }, () => A);
    const { error } = await safe(client.setOrder.accept({ id: SET, before: tooMany, order: [A] }));
    expect(error).toMatchObject({ code: 'invalid-input' });
  });
});
