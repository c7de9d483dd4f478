import { safe } from '@orpc/client';
import { afterEach, describe, expect, test } from 'vitest';
import type { HostClient } from '#shared/contract/contract.ts';
import { CrateId, SetId, TagId, TrackId } from '#shared/contract/ids.ts';
import { type HostUnderTest, TRANSPORTS } from '#test/support/host-transports.ts';
import { useCasesFor } from '#test/support/host-use-cases.ts';

const id = (number: number) => `01930000-0000-7000-8000-00000000000${number}`;
const CRATE = CrateId.parse(id(1));
const OTHER = CrateId.parse(id(2));
const TRACK = TrackId.parse(id(3));
const TAG = TagId.parse(id(4));
const SET = SetId.parse(id(5));
const NEW_FOLDER = { kind: 'folder', name: 'House', parentId: null } as const;
const TO = { side: 'before', of: OTHER } as const;

type Crates = HostClient['crates'];
type Tags = HostClient['tags'];
type Case<Area> = readonly [keyof Area, (area: Area) => Promise<unknown>, readonly unknown[]];

/** Every procedure: how it is called, and what its use case is given. */
const CRATE_CALLS: readonly Case<Crates>[] = [
  ['list', (it) => it.list(), []],
  ['create', (it) => it.create(NEW_FOLDER), [NEW_FOLDER]],
  ['rename', (it) => it.rename({ id: CRATE, name: ' a ' }), [CRATE, 'a']],
  ['recolour', (it) => it.recolour({ id: CRATE, colour: null }), [CRATE, null]],
  ['setQuery', (it) => it.setQuery({ id: CRATE, query: 'bpm:120' }), [CRATE, 'bpm:120', undefined]],
  ['move', (it) => it.move({ id: CRATE, to: TO }), [CRATE, TO]],
  ['remove', (it) => it.remove({ id: CRATE }), [CRATE]],
  ['duplicate', (it) => it.duplicate({ id: CRATE }), [CRATE]],
  ['addTracks', (it) => it.addTracks({ id: CRATE, trackIds: [TRACK], position: 2 }), [CRATE, [TRACK], 2]],
  ['removeTracks', (it) => it.removeTracks({ id: CRATE, trackIds: [TRACK] }), [CRATE, [TRACK]]],
  ['removeEntry', (it) => it.removeEntry({ id: CRATE, trackId: TRACK, nth: 1 }), [CRATE, TRACK, 1]],
  ['moveTracks', (it) => it.moveTracks({ id: CRATE, trackIds: [TRACK], position: 0 }), [CRATE, [TRACK], 0]],
  ['toSet', (it) => it.toSet({ id: CRATE }), [CRATE]],
  ['fromSet', (it) => it.fromSet({ id: SET }), [SET]],
];
const CRATE_ANSWERS: Readonly<Record<string, unknown>> = {
  list: [{ id: CRATE, parentId: null, kind: 'smart', name: 'a', colour: null, query: 'b', trackCount: null }],
  create: { id: CRATE },
  remove: { removed: 2 },
  duplicate: { id: OTHER },
  addTracks: { added: 1 },
  removeTracks: { removed: 1 },
  removeEntry: { removed: 1 },
  toSet: { id: SET, name: 'a', trackCount: 1, totalSeconds: 60, updatedAt: '2026-11-20T00:00:00.000Z' },
  fromSet: { id: CRATE },
};

const CHANGE = { trackIds: [TRACK], add: [TAG], remove: [] };
const TAG_CALLS: readonly Case<Tags>[] = [
  ['list', (it) => it.list(), []],
  ['create', (it) => it.create({ name: 'Peak' }), ['Peak', null, []]],
  ['rename', (it) => it.rename({ id: TAG, name: 'Late' }), [TAG, 'Late']],
  ['recolour', (it) => it.recolour({ id: TAG, colour: '#e0433f' }), [TAG, '#e0433f']],
  ['move', (it) => it.move({ id: TAG, position: 1 }), [TAG, 1]],
  ['remove', (it) => it.remove({ id: TAG }), [TAG]],
  ['change', (it) => it.change({ trackIds: [TRACK], add: [TAG] }), [CHANGE]],
  ['ofTracks', (it) => it.ofTracks({ trackIds: [TRACK] }), [[TRACK]]],
];
const TAG_ANSWERS: Readonly<Record<string, unknown>> = {
  list: [{ id: TAG, name: 'Peak', colour: '#e0433f', trackCount: 1 }],
  create: { id: TAG },
  change: { changed: 1 },
  ofTracks: [{ id: TAG, trackCount: 1 }],
};

const REFUSED: readonly (readonly [string, string, (host: HostClient) => Promise<unknown>])[] = [
  ['a crate without a name', 'name', (it) => it.crates.create({ ...NEW_FOLDER, name: ' ' })],
  [
    'a smart crate without a search',
    'query',
    (it) => it.crates.create({ kind: 'smart', name: 'a', parentId: null, query: ' ' }),
  ],
  ['no tracks', 'trackIds', (it) => it.crates.addTracks({ id: CRATE, trackIds: [] })],
  [
    'a place before the first',
    'position',
    (it) => it.crates.moveTracks({ id: CRATE, trackIds: [TRACK], position: -1 }),
  ],
  ['a colour in words', 'colour', (it) => it.crates.recolour({ id: CRATE, colour: 'red' })],
  ['a tag of 61 letters', 'name', (it) => it.tags.create({ name: 'x'.repeat(61) })],
  ['tags for no track', 'trackIds', (it) => it.tags.change({ trackIds: [] })],
];

describe.each(TRANSPORTS)('crates and tags over $name', (transport) => {
  let host: HostUnderTest;
  const start = async (useCases: Parameters<typeof useCasesFor>[0]) => {
    host = await transport.start(useCasesFor(useCases));
    return (await host.connect()).client;
  };
  afterEach(() => host.close());

  test('every call reaches its use case with what was given, and brings its answer', async () => {
    const seen: Record<string, readonly unknown[]> = {};
    const answering = (names: readonly string[], answers: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(
        names.map((name) => [
          name,
          (...given: readonly unknown[]) => {
            seen[name] = given;
            return answers[name];
          },
        ]),
      );
    const client = await start({
      crates: answering(
        CRATE_CALLS.map(([name]) => name),
        CRATE_ANSWERS,
      ),
      tags: answering(
        TAG_CALLS.map(([name]) => name),
        TAG_ANSWERS,
      ),
    });
    for (const [name, call, given] of CRATE_CALLS) {
      expect(await call(client.crates)).toEqual(CRATE_ANSWERS[name]);
      expect(seen[name]).toEqual(given);
    }
    for (const [name, call, given] of TAG_CALLS) {
      expect(await call(client.tags)).toEqual(TAG_ANSWERS[name]);
      expect(seen[name]).toEqual(given);
    }
    expect(host.faults).toEqual([]);
  });

  test.each(REFUSED)('%s is refused by name and reaches no use case', async (_name, field, call) => {
    const [error] = await safe(call(await start({})));
    expect(error).toMatchObject({ code: 'invalid-input', data: { details: { field } } });
    expect(host.faults).toEqual([]);
  });
});
