import { beforeEach, describe, expect, test } from 'vitest';
import { createSetBuilderService } from '#main/sets/create-set-builder-service.ts';
import { createSetOrderService, type SetOrderService } from '#main/sets/create-set-order-service.ts';
import { createSetsService, type SetsService } from '#main/sets/create-sets-service.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { plannedEntries } from '#main/storage/queries/set-builder.ts';
import { SetId, TrackId } from '#shared/contract/ids.ts';
import type { OrderProposal, SetOrdering } from '#shared/contract/set-order.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { ORDER_RULES } from '#test/support/order-tracks.ts';
import { manualClock, openTempLibrary, trackFields } from '#test/support/temp-library.ts';

const WORKER = new URL(import.meta.resolve('#main/sets/order-worker.ts'));
const never = new AbortController().signal;

let database: LibraryDatabase;
let sets: SetsService;
let problems: unknown[];
let tracks: TrackId[];

function serviceWith(workerUrl = WORKER, limitMs?: number): SetOrderService {
  const onProblem = (error: unknown) => problems.push(error);
  return createSetOrderService({ database, thread: { workerUrl, onProblem, ...(limitMs ? { limitMs } : {}) } });
}

/** A set of tracks with these energies, all else alike. */
function setOf(energies: readonly (number | null)[]): SetId {
  const fields = energies.map((energy, index) =>
    trackFields({ title: `T${index}`, artist: `A${index}`, bpm: 124, key_index: 3, energy, duration_seconds: 300 }),
  );
  tracks = addTracks(database, fields).map((each) => TrackId.parse(each));
  return sets.create('Friday', tracks).id;
}

async function statesOf(service: SetOrderService, id: SetId, signal = never): Promise<SetOrdering[]> {
  const arc = { kind: 'named', name: 'closing' } as const;
  const states: SetOrdering[] = [];
  for await (const state of service.propose({ id, rules: ORDER_RULES, arc }, signal)) states.push(state);
  return states;
}

async function propose(service: SetOrderService, id: SetId): Promise<OrderProposal> {
  const last = (await statesOf(service, id)).at(-1);
  if (last?.phase !== 'found') throw new Error('Nothing was found');
  return last.proposal;
}

const orderOf = (id: SetId): string[] => plannedEntries(database, id).map(({ trackId }) => trackId);

beforeEach(() => {
  database = openTempLibrary();
  sets = createSetsService(database);
  problems = [];
});

describe('an order is proposed', () => {
  test('and nothing is changed by it; accepted it is one step for undo', async () => {
    const id = setOf([0.2, 0.8, 0.5, null]);
    const service = serviceWith();
    const { order, cost, costBefore, isExact } = await propose(service, id);
    expect(orderOf(id)).toEqual(tracks);
    expect(cost).toBeLessThan(costBefore);
    expect(isExact).toBe(true);
    const { moved } = service.accept(id, tracks, order);
    expect(moved).toBe(order.filter((track, place) => track !== tracks[place]).length);
    expect(orderOf(id)).toEqual(order);
    database.history.undo();
    expect(orderOf(id)).toEqual(tracks);
  });

  test('tells how far it is before it ends', async () => {
    const id = setOf(Array.from({ length: 60 }, (_, index) => ((index * 37) % 60) / 60));
    const states = await statesOf(serviceWith(), id);
    expect(states[0]).toEqual({ phase: 'working', fraction: 0 });
    expect(states.at(-1)?.phase).toBe('found');
  });

  test('with locked tracks in place', async () => {
    const id = setOf([0.1, 0.3, 0.5, 0.7, 0.9]);
    const builder = createSetBuilderService({ database, clock: manualClock(0) });
    builder.changeEntries(id, tracks.slice(0, 1), { locked: true });
    const { order } = await propose(serviceWith(), id);
    expect(order[0]).toBe(tracks[0]);
    expect(order).not.toEqual(tracks);
  });
});

describe('there is nothing to order', () => {
  test.each([
    ['an empty set', [], 'fewer than two tracks'],
    ['one track', [0.5], 'fewer than two tracks'],
  ])('in %s, and it says so', async (_, energies, words) => {
    await expect(propose(serviceWith(), setOf(energies))).rejects.toThrow(words);
  });

  test('where all but one are locked', async () => {
    const id = setOf([0.1, 0.9, 0.5]);
    const builder = createSetBuilderService({ database, clock: manualClock(0) });
    builder.changeEntries(id, tracks.slice(0, 2), { locked: true });
    await expect(propose(serviceWith(), id)).rejects.toThrow('all tracks but one are locked');
  });

  test('in a set that is gone', async () => {
    await expect(propose(serviceWith(), SetId.parse(database.newId()))).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('tracks of which nothing is known, of ten seconds and of three hours are ordered like others', async () => {
  const blank = { bpm: null, key_index: null, energy: null };
  const fields = [
    trackFields({ ...blank, title: 'unknown', duration_seconds: null }),
    trackFields({ title: 'jingle', duration_seconds: 10, bpm: 124, key_index: 3, energy: 0.4 }),
    trackFields({ title: 'mix', duration_seconds: 10_800, bpm: 125, key_index: 3, energy: 0.6 }),
    trackFields({ ...blank, title: 'unknown too', duration_seconds: null }),
  ];
  tracks = addTracks(database, fields).map((each) => TrackId.parse(each));
  const { order } = await propose(serviceWith(), sets.create('Odd', tracks).id);
  expect(order.toSorted()).toEqual(tracks.toSorted());
});

describe('an order is refused', () => {
  test('when the set has changed since, and nothing is moved', async () => {
    const id = setOf([0.2, 0.8, 0.5]);
    const service = serviceWith();
    const { order } = await propose(service, id);
    sets.removeTracks(id, tracks.slice(1, 2));
    const kept = orderOf(id);
    expect(() => service.accept(id, tracks, order)).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(orderOf(id)).toEqual(kept);
  });

  test('when it is none of these tracks, or a locked one would move', () => {
    const id = setOf([0.2, 0.8, 0.5]);
    const service = serviceWith();
    const [a, b, c] = tracks as [TrackId, TrackId, TrackId];
    const refusal = expect.objectContaining({ code: 'invalid-input' });
    expect(() => service.accept(id, tracks, [a, a, b])).toThrow(refusal);
    expect(() => service.accept(id, tracks, [a, b])).toThrow(refusal);
    createSetBuilderService({ database, clock: manualClock(0) }).changeEntries(id, [a], { locked: true });
    expect(() => service.accept(id, tracks, [c, b, a])).toThrow(refusal);
    expect(service.accept(id, tracks, [a, c, b])).toEqual({ moved: 2 });
  });
});

describe('the thread', () => {
  const long = () => setOf(Array.from({ length: 400 }, (_, index) => ((index * 37) % 400) / 400));

  test('ends when nobody waits any more', async () => {
    const id = long();
    const leave = new AbortController();
    setTimeout(() => leave.abort(), 300);
    const states = await statesOf(serviceWith(), id, leave.signal);
    expect(states.every(({ phase }) => phase === 'working')).toBe(true);
    expect(problems).toEqual([]);
  });

  test('that dies is told in words, loses nothing, and the next attempt works', async () => {
    const id = setOf([0.2, 0.8, 0.5]);
    const dying = new URL('data:text/javascript,process.exit(1)');
    await expect(propose(serviceWith(dying), id)).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The search stopped by a fault. Nothing has changed. Try again.',
    });
    expect(problems).toHaveLength(1);
    expect(orderOf(id)).toEqual(tracks);
    expect((await propose(serviceWith(), id)).order).toHaveLength(3);
  });

  test('that is stuck is ended', async () => {
    const stuck = new URL('data:text/javascript,for (;;);');
    await expect(propose(serviceWith(stuck, 500), setOf([0.2, 0.8]))).rejects.toMatchObject({ code: 'unavailable' });
  });
});

test('tracks that left the library keep their place for undo', async () => {
  const id = setOf([0.2, 0.8, 0.5, 0.4]);
  const [a, b, c, d] = tracks as [TrackId, TrackId, TrackId, TrackId];
  database.mutate({ origin: 'user', label: 'Remove', mutations: [{ op: 'delete', table: 'tracks', id: b }] });
  serviceWith().accept(id, [a, c, d], [d, c, a]);
  expect(orderOf(id)).toEqual([d, c, a]);
  database.history.undo();
  database.history.undo();
  expect(orderOf(id)).toEqual([a, b, c, d]);
});

test('a set of more tracks than can be ordered is refused, and it says so', async () => {
  const id = setOf(Array.from({ length: 2501 }, () => 0.5));
  await expect(propose(serviceWith(), id)).rejects.toThrow('more than 2,500 tracks cannot be ordered');
});
