import { beforeEach, describe, expect, test } from 'vitest';
import { createSuggestionsService, type SuggestionsService } from '#main/sets/create-suggestions-service.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { BridgeRequest } from '#shared/contract/suggestions.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { ORDER_RULES } from '#test/support/order-tracks.ts';
import { manualClock, openTempLibrary, trackFields } from '#test/support/temp-library.ts';

let database: LibraryDatabase;
let suggestions: SuggestionsService;

const [SLOW, FAST] = [116, 128];

/** Tracks in one key, by tempo. */
function add(title: string, bpm: number, artist = title): TrackId {
  const fields = trackFields({ title, artist, bpm, key_index: 3, energy: 0.5, duration_seconds: 300 });
  const [id] = addTracks(database, [fields]);
  return TrackId.parse(id);
}

const request = (from: TrackId, to: TrackId, parts: Partial<BridgeRequest> = {}): BridgeRequest => ({
  from,
  to,
  mostSteps: 4,
  rules: ORDER_RULES,
  exclude: [],
  ...parts,
});

const titles = async (asked: BridgeRequest): Promise<string[][]> =>
  (await suggestions.bridge(asked)).bridges.map(({ tracks }) => tracks.map(({ title }) => title));

beforeEach(() => {
  database = openTempLibrary();
  suggestions = createSuggestionsService({
    database,
    clock: manualClock(0),
    onProblem: (error) => {
      throw error;
    },
  });
});

describe('ways from one track to another', () => {
  test('lead over tracks of the library, and cost less than the jump', async () => {
    const [from, to] = [add('slow', SLOW), add('fast', FAST)];
    add('middle', 122);
    add('elsewhere', 90);
    const { bridges, directCost } = await suggestions.bridge(request(from, to));
    expect(bridges[0]?.tracks.map(({ title }) => title)).toEqual(['slow', 'middle', 'fast']);
    expect(bridges[0]?.cost).toBeLessThan(directCost);
  });

  test('are at most four, the best first', async () => {
    const [from, to] = [add('slow', SLOW), add('fast', FAST)];
    for (let n = 0; n < 8; n += 1) add(`middle ${n}`, 121.5 + n / 10);
    const { bridges } = await suggestions.bridge(request(from, to, { mostSteps: 2 }));
    expect(bridges).toHaveLength(4);
    const costs = bridges.map(({ cost }) => cost);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
    expect(new Set(bridges.map(({ tracks }) => tracks[1]?.id)).size).toBe(4);
  });

  test('leave out what is excluded, never to be suggested, or a version of a song that is in it', async () => {
    const [from, to] = [add('slow', SLOW, 'one'), add('fast', FAST, 'two')];
    const [excluded, unloved] = [add('excluded', 122), add('unloved', 122)];
    add('slow (Extended Mix)', 122, 'one');
    add('left', 122);
    suggestions.setNever([unloved], true);
    expect(await titles(request(from, to, { exclude: [excluded], mostSteps: 2 }))).toEqual([['slow', 'left', 'fast']]);
  });

  test('are none where nothing may stand between', async () => {
    const [from, to] = [add('slow', SLOW), add('fast', FAST)];
    expect(await titles(request(from, to))).toEqual([]);
  });
});

test('from a track to itself, and to one that is gone, there is no way, and it says so', async () => {
  const only = add('only', SLOW);
  await expect(suggestions.bridge(request(only, only))).rejects.toMatchObject({ code: 'invalid-input' });
  const gone = TrackId.parse(database.newId());
  await expect(suggestions.bridge(request(only, gone))).rejects.toMatchObject({ code: 'not-found' });
});
