import { beforeEach, describe, expect, test } from 'vitest';
import { createSetBuilderService } from '#main/sets/create-set-builder-service.ts';
import { createSetFillService, type SetFillService } from '#main/sets/create-set-fill-service.ts';
import { createSetsService, type SetsService } from '#main/sets/create-sets-service.ts';
import { setNeverSuggest } from '#main/sets/never-suggest.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { plannedEntries } from '#main/storage/queries/set-builder.ts';
import { SetId, TrackId } from '#shared/contract/ids.ts';
import type { FillProposal, SetFillRequest } from '#shared/contract/set-fill.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { ORDER_RULES } from '#test/support/order-tracks.ts';
import { manualClock, openTempLibrary, trackFields } from '#test/support/temp-library.ts';

const WORKER = new URL(import.meta.resolve('#main/sets/order-worker.ts'));
const never = new AbortController().signal;
const FROM: TrackQuery = { source: { kind: 'all' }, search: '', sort: [] };

let database: LibraryDatabase;
let sets: SetsService;
let problems: unknown[];
/** What the list has that the set is filled from. */
let listed: TrackId[];

function serviceWith(workerUrl = WORKER): SetFillService {
  const thread = { workerUrl, onProblem: (error: unknown) => problems.push(error) };
  return createSetFillService({ database, thread, trackIds: () => Promise.resolve(listed) });
}

/** Tracks of five minutes that all go together, but for what is said of them. */
function addOf(names: readonly string[], fields: Partial<Parameters<typeof trackFields>[0]> = {}): TrackId[] {
  const rows = names.map((name) =>
    trackFields({ title: name, artist: name, bpm: 124, key_index: 3, energy: 0.5, duration_seconds: 300, ...fields }),
  );
  return addTracks(database, rows).map((id) => TrackId.parse(id));
}

const names = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${prefix} ${n}`);

function request(id: SetId, parts: Partial<SetFillRequest> = {}): SetFillRequest {
  const arc = { kind: 'named', name: 'warm-up' } as const;
  return { id, from: FROM, targetSeconds: 1800, rules: ORDER_RULES, arc, keepUnlocked: true, ...parts };
}

async function propose(service: SetFillService, asked: SetFillRequest): Promise<FillProposal> {
  for await (const state of service.propose(asked, never)) if (state.phase === 'found') return state.proposal;
  throw new Error('Nothing was found');
}

const builder = () => createSetBuilderService({ database, clock: manualClock(0) });
const orderOf = (id: SetId): string[] => plannedEntries(database, id).map(({ trackId }) => trackId);

beforeEach(() => {
  database = openTempLibrary();
  sets = createSetsService(database);
  problems = [];
  listed = [];
});

describe('a set is filled from a list', () => {
  test('to its length; nothing is changed before it is accepted, and then in one step', async () => {
    listed = addOf(names('free', 20));
    const present = addOf(['present']);
    const { id } = sets.create('Friday', present);
    builder().changeEntries(id, present, { notes: 'from the roof' });
    const service = serviceWith();
    const { before, tracks, seconds, leaving, notes } = await propose(service, request(id));
    expect({ before, seconds, leaving, notes }).toEqual({ before: present, seconds: 1800, leaving: [], notes: [] });
    expect(tracks.filter(({ isNew }) => !isNew).map((track) => track.id)).toEqual(present);
    expect(orderOf(id)).toEqual(present);
    const order = tracks.map((track) => track.id);
    expect(service.accept(id, before, order)).toEqual({ added: 5, removed: 0 });
    expect(orderOf(id)).toEqual(order);
    const { entries } = await builder().read(id, ORDER_RULES);
    expect(entries.find(({ trackId }) => trackId === present[0])?.notes).toBe('from the roof');
    database.history.undo();
    expect(orderOf(id)).toEqual(present);
  });

  test('a part of it is accepted', async () => {
    listed = addOf(names('free', 20));
    const { id } = sets.create('Friday', []);
    const service = serviceWith();
    const { before, tracks } = await propose(service, request(id));
    const part = tracks.slice(0, 3).map((track) => track.id);
    expect(service.accept(id, before, part)).toEqual({ added: 3, removed: 0 });
    expect(orderOf(id)).toEqual(part);
  });

  test('without what cannot be played or should not, and it says so', async () => {
    const [jingle, mix, endless, unloved] = [
      addOf(['jingle'], { duration_seconds: 10 }),
      addOf(['mix'], { duration_seconds: 10_800 }),
      addOf(['no length'], { duration_seconds: null }),
      addOf(['unloved']),
    ];
    const free = addOf(names('free', 6));
    listed = [...jingle, ...mix, ...endless, ...unloved, ...free];
    setNeverSuggest(database, unloved, true);
    const { id } = sets.create('Friday', []);
    const { tracks, notes } = await propose(serviceWith(), request(id));
    expect(tracks.map((track) => track.id).toSorted()).toEqual(free.toSorted());
    expect(notes).toEqual([
      'Left out: 2 shorter than a minute or longer than 20, 1 of unknown length, 1 never to be suggested.',
    ]);
  });

  test('tracks that are not locked give way where they may', async () => {
    listed = addOf(names('free', 20));
    const cold = addOf(['cold'], { key_index: 15, bpm: 90, energy: 1 });
    const locked = addOf(['locked']);
    const { id } = sets.create('Friday', [...locked, ...cold]);
    builder().changeEntries(id, locked, { locked: true });
    const { tracks, leaving } = await propose(serviceWith(), request(id, { keepUnlocked: false }));
    expect(tracks[0]?.id).toBe(locked[0]);
    expect(leaving.map((track) => track.id)).toEqual(cold);
  });
});

describe('a length that is impossible is told, with the nearest', () => {
  test('where what is locked is longer', async () => {
    listed = addOf(names('free', 5));
    const locked = addOf(names('locked', 3), { duration_seconds: 1200 });
    const { id } = sets.create('Friday', locked);
    builder().changeEntries(id, locked, { locked: true });
    const { tracks, seconds, notes } = await propose(serviceWith(), request(id, { keepUnlocked: false }));
    expect(tracks.map((track) => track.id)).toEqual(locked);
    expect(seconds).toBe(3600);
    expect(notes[0]).toMatch(/^The locked tracks are 1 h 0 min long, more than the 30 min asked for/);
  });

  test('where there is too little', async () => {
    listed = addOf(names('free', 2));
    const { id } = sets.create('Friday', []);
    const { notes } = await propose(serviceWith(), request(id));
    expect(notes[0]).toMatch(/too little music to choose from for 30 min.*all of it: 10 min/);
  });
});

describe('there is nothing to fill a set with', () => {
  test('from an empty list, and it says so', async () => {
    const { id } = sets.create('Friday', []);
    await expect(propose(serviceWith(), request(id))).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('where all that is listed stands in it', async () => {
    listed = addOf(names('free', 3));
    const { id } = sets.create('Friday', listed);
    await expect(propose(serviceWith(), request(id))).rejects.toThrow('nothing to fill the set with');
  });

  test('in a set that is gone', async () => {
    const asked = request(SetId.parse(database.newId()));
    await expect(propose(serviceWith(), asked)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a filling is refused', () => {
  test('when the set has changed since, or a locked track would leave', async () => {
    listed = addOf(names('free', 10));
    const locked = addOf(['locked']);
    const { id } = sets.create('Friday', locked);
    builder().changeEntries(id, locked, { locked: true });
    const service = serviceWith();
    const { before, tracks } = await propose(service, request(id));
    const order = tracks.map((track) => track.id);
    const withoutLocked = order.filter((track) => track !== locked[0]);
    expect(() => service.accept(id, before, withoutLocked)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(() => service.accept(id, before, [...order, ...order])).toThrow('stands in it twice');
    sets.addTracks(id, listed.slice(0, 1));
    expect(() => service.accept(id, before, order)).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(orderOf(id)).toEqual([...locked, ...listed.slice(0, 1)]);
  });

  test('by a thread that dies, in words, and nothing is lost', async () => {
    listed = addOf(names('free', 3));
    const { id } = sets.create('Friday', []);
    const dying = new URL('data:text/javascript,process.exit(1)');
    await expect(propose(serviceWith(dying), request(id))).rejects.toMatchObject({ code: 'unavailable' });
    expect(problems).toHaveLength(1);
    expect((await propose(serviceWith(), request(id))).tracks).toHaveLength(3);
  });
});

test('of twelve hundred candidates and more, a set is still filled', async () => {
  listed = addOf(names('free', 1500));
  const { id } = sets.create('Friday', []);
  expect(await propose(serviceWith(), request(id))).toMatchObject({ seconds: 1800, notes: [] });
});

test('tracks that a template has added get its phases by time, those of before keep theirs', async () => {
  listed = addOf(names('free', 10));
  const present = addOf(['present']);
  const { id } = sets.create('Friday', present);
  builder().changeEntries(id, present, { phase: 'closing' });
  const service = serviceWith();
  const phases = [
    { phase: 'opener', share: 0.5 },
    { phase: 'peak', share: 0.5 },
  ] as const;
  service.accept(id, present, [...listed.slice(0, 3), ...present], phases);
  const { entries } = await builder().read(id, ORDER_RULES);
  expect(entries.map(({ phase }) => phase)).toEqual(['opener', 'opener', 'peak', 'closing']);
});
