import { describe, expect, test } from 'vitest';
import { type Bridge, type BridgeRequest, differentBridges, findBridges } from '#shared/domain/bridge/find-bridges.ts';
import { allTracks, blankTracks, type RankableTracks } from '#shared/domain/next-track/rankable-tracks.ts';
import { seeded } from '#shared/domain/seeded-random.ts';
import type { SetTrack } from '#shared/domain/set-checks/set-track.ts';
import { PairPrices } from '#shared/domain/set-order/pair-price.ts';
import { ORDER_RULES } from '#test/support/order-tracks.ts';

interface Invented {
  readonly bpm?: number;
  readonly key?: number;
  readonly energy?: number;
  readonly artist?: number;
}

function libraryOf(rows: readonly Invented[]): RankableTracks {
  const tracks = blankTracks(rows.length);
  for (const [index, { bpm, key, energy, artist }] of rows.entries()) {
    tracks.logTempo[index] = bpm === undefined ? Number.NaN : Math.log2(bpm);
    tracks.key[index] = key ?? -1;
    tracks.energy[index] = energy ?? Number.NaN;
    tracks.artist[index] = artist ?? index;
  }
  return tracks;
}

function invent(count: number, seed: number): Invented[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => ({
    bpm: 110 + 30 * random(),
    key: Math.floor(24 * random()),
    energy: random(),
  }));
}

function run(request: BridgeRequest): Bridge[] {
  const steps = findBridges(request);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function requestFor(tracks: RankableTracks, parts: Partial<BridgeRequest> = {}): BridgeRequest {
  const pool = allTracks(tracks).filter((track) => track > 1);
  return { tracks, from: 0, to: 1, mostSteps: 4, rules: ORDER_RULES, pool, ...parts };
}

function knownOf(tracks: RankableTracks, track: number): SetTrack {
  return {
    id: String(track),
    title: '',
    bpm: 2 ** (tracks.logTempo[track] ?? 0),
    key: tracks.key[track] ?? 0,
    energy: tracks.energy[track] ?? 0,
    artists: [String(track)],
    song: '',
  };
}

/** The cheapest of all ways over at most two tracks. */
function cheapest(tracks: RankableTracks): number {
  const prices = new PairPrices(ORDER_RULES);
  const known = Array.from({ length: tracks.count }, (_, track) => knownOf(tracks, track));
  const price = (from: number, to: number) => prices.of(known[from] as SetTrack, known[to] as SetTrack);
  let least = Number.POSITIVE_INFINITY;
  for (let a = 2; a < tracks.count; a += 1) {
    least = Math.min(least, price(0, a) + price(a, 1) + 1);
    for (let b = 2; b < tracks.count; b += 1) {
      if (a !== b) least = Math.min(least, price(0, a) + price(a, b) + price(b, 1) + 2);
    }
  }
  return least;
}

describe('a bridge', () => {
  test.each([1, 2, 3, 4, 5])('is the cheapest of all ways over two tracks of eighty (%i)', (seed) => {
    const tracks = libraryOf(invent(80, seed));
    expect(run(requestFor(tracks, { mostSteps: 3 }))[0]?.price).toBeCloseTo(cheapest(tracks), 4);
  });

  test('takes no more steps than asked for, and none twice', () => {
    const tracks = libraryOf(invent(300, 7));
    for (const mostSteps of [2, 3, 6]) {
      for (const { between } of run(requestFor(tracks, { mostSteps }))) {
        expect(between.length).toBeGreaterThan(0);
        expect(between.length).toBeLessThan(mostSteps);
        expect(new Set([0, 1, ...between]).size).toBe(between.length + 2);
      }
    }
  });

  test('costs no more with more steps to choose from', () => {
    const tracks = libraryOf(invent(300, 8));
    const prices = [2, 3, 4, 5, 6].map((mostSteps) => run(requestFor(tracks, { mostSteps }))[0]?.price ?? 0);
    expect(prices).toEqual(prices.toSorted((a, b) => b - a));
  });

  test('goes from one tempo and energy to another in steps', () => {
    const ends = [
      { bpm: 110, key: 3, energy: 0.2 },
      { bpm: 128, key: 3, energy: 0.8 },
    ];
    const way = [
      { bpm: 114.5, key: 3, energy: 0.35 },
      { bpm: 119, key: 3, energy: 0.5 },
      { bpm: 123.5, key: 3, energy: 0.65 },
    ];
    const elsewhere = invent(50, 9).map((track) => ({ ...track, bpm: 90, key: 10 }));
    expect(run(requestFor(libraryOf([...ends, ...way, ...elsewhere])))[0]?.between).toEqual([2, 3, 4]);
  });

  test('leads over half time where that is the shorter way', () => {
    const tracks = libraryOf([
      { bpm: 87, key: 3, energy: 0.5 },
      { bpm: 172, key: 3, energy: 0.5 },
      { bpm: 130, key: 3, energy: 0.5 },
      { bpm: 173, key: 3, energy: 0.5 },
    ]);
    expect(run(requestFor(tracks, { mostSteps: 2 }))[0]?.between).toEqual([3]);
  });

  test('leads over no artist twice, the ends among them', () => {
    const same = { bpm: 124, key: 3, energy: 0.5 };
    const tracks = libraryOf([
      { ...same, artist: 1 },
      { ...same, artist: 2 },
      { ...same, artist: 1 },
      { ...same, artist: 2 },
      { ...same, artist: 3 },
    ]);
    expect(run(requestFor(tracks)).map(({ between }) => between)).toEqual([[4]]);
  });

  test('is found between tracks of which nothing is known, and not where nothing may stand between', () => {
    expect(run(requestFor(libraryOf([{}, {}, {}, {}]))).length).toBeGreaterThan(0);
    expect(run(requestFor(libraryOf(invent(5, 1)), { pool: new Int32Array() }))).toEqual([]);
  });
});

describe('alternatives', () => {
  test('have no track in common as long as there are such', () => {
    const tracks = libraryOf(invent(400, 10));
    const all = run(requestFor(tracks));
    const chosen = differentBridges(all, 4);
    expect(chosen).toHaveLength(4);
    expect(chosen[0]).toBe(all[0]);
    const between = chosen.flatMap((bridge) => bridge.between);
    expect(new Set(between).size).toBe(between.length);
  });

  test('share tracks where there are no others', () => {
    const way = (between: readonly number[], price: number): Bridge => ({ between, price });
    const [best, half, most] = [way([1, 2], 1), way([1, 3], 2), way([1, 2, 4], 3)];
    expect(differentBridges([best, half, most], 4)).toEqual([best, half]);
  });
});
