import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { energyAt } from '#shared/domain/energy-arc.ts';
import { type FillRequest, fillSet } from '#shared/domain/set-fill/fill-set.ts';
import { type FillTrack, likingOf } from '#shared/domain/set-fill/fill-track.ts';
import { shortlist } from '#shared/domain/set-fill/shortlist.ts';
import { pairCost } from '#shared/domain/set-checks/pair-faults.ts';
import { inventFillTracks } from '#test/support/fill-tracks.ts';
import { ORDER_RULES } from '#test/support/order-tracks.ts';

const ARC = { kind: 'named', name: 'warm-up' } as const;

function request(parts: Partial<FillRequest>): FillRequest {
  return { fixed: [], kept: [], pool: [], targetSeconds: 3600, rules: ORDER_RULES, arc: ARC, ...parts };
}

function filled(asked: FillRequest): { tracks: FillTrack[]; seconds: number; limit: string | null } {
  const all = [...asked.fixed, ...asked.kept, ...asked.pool];
  const { order, seconds, limit } = fillSet(asked);
  return { tracks: order.flatMap((index) => all[index] ?? []), seconds, limit };
}

const plain = (id: string, seconds: number): FillTrack => ({
  id,
  title: id,
  bpm: 124,
  key: 3,
  energy: 0.5,
  artists: [id],
  song: id,
  seconds,
  liking: 0.5,
});

describe('a set is filled', () => {
  const pool = inventFillTracks(300, 1);
  const { tracks, seconds, limit } = filled(request({ pool }));

  test('to its length, to a minute', () => {
    expect(Math.abs(seconds - 3600)).toBeLessThanOrEqual(60);
    expect(seconds).toBe(tracks.reduce((sum, track) => sum + track.seconds, 0));
    expect(limit).toBeNull();
  });

  test('along the arc, within a level and a half of ten on average', () => {
    const distances = tracks.map(({ energy }, place) =>
      energy === null ? 0 : Math.abs(energy - energyAt(ARC, (place + 0.5) / tracks.length)),
    );
    expect(distances.reduce((sum, each) => sum + each, 0) / tracks.length).toBeLessThan(0.15);
  });

  test('with nothing that the checks would tell between neighbours, and each artist and song once', () => {
    const faults = tracks.filter((track, place) => place > 0 && pairCost(tracks[place - 1], track, ORDER_RULES) > 0);
    expect(faults).toEqual([]);
    const artists = tracks.flatMap((track) => track.artists);
    expect(new Set(artists).size).toBe(artists.length);
    expect(new Set(tracks.map(({ song }) => song)).size).toBe(tracks.length);
  });

  test('the same way again', () => {
    expect(filled(request({ pool })).tracks).toEqual(tracks);
  });

  test('with what the DJ likes, where all else is equal', () => {
    const liked = Array.from({ length: 10 }, (_, n) => ({ ...plain(`liked ${n}`, 360), liking: 0.9 }));
    const others = Array.from({ length: 40 }, (_, n) => ({ ...plain(`other ${n}`, 360), liking: 0.1 }));
    const chosen = filled(request({ pool: [...others, ...liked], arc: null })).tracks;
    expect(new Set(chosen)).toEqual(new Set(liked));
  });
});

test('locked tracks stand where they stood, what is kept is in it, and nothing is in it twice', () => {
  const count = integer({ min: 0, max: 4 });
  assert(
    property(
      integer({ min: 1, max: 50 }),
      count,
      count,
      integer({ min: 20, max: 90 }),
      (seed, locks, keeps, minutes) => {
        const tracks = inventFillTracks(70, seed);
        const fixed = tracks.slice(0, locks).map((track, index) => ({ ...track, place: 2 * index }));
        const kept = tracks.slice(locks, locks + keeps);
        const asked = request({ fixed, kept, pool: tracks.slice(locks + keeps), targetSeconds: 60 * minutes });
        const found = filled(asked).tracks;
        expect(new Set(found).size).toBe(found.length);
        for (const track of kept) expect(found).toContain(track);
        for (const [index, { place }] of fixed.entries()) {
          const at = found.indexOf(fixed[index] as FillTrack);
          // It moves up only where there are not enough tracks to stand before it.
          expect(at === place || (found.length < place + 1 && at >= 0)).toBe(true);
        }
      },
    ),
    { numRuns: 12 },
  );
});

describe('a length that is impossible is told, with the nearest', () => {
  test('where what is locked is longer', () => {
    const fixed = [0, 1, 2].map((place) => ({ ...plain(`locked ${place}`, 1800), place }));
    const found = filled(request({ fixed, pool: inventFillTracks(20, 3) }));
    expect(found).toMatchObject({ seconds: 5400, limit: 'kept-too-long' });
    expect(found.tracks).toEqual(fixed);
  });

  test('where a locked track stands too far behind', () => {
    const fixed = [{ ...plain('locked', 300), place: 29 }];
    const pool = Array.from({ length: 60 }, (_, n) => plain(`track ${n}`, n < 40 ? 300 : 240));
    const { tracks, seconds, limit } = filled(request({ fixed, pool, targetSeconds: 3600 }));
    expect(limit).toBe('locked-places');
    expect(tracks).toHaveLength(30);
    expect(tracks[29]).toBe(fixed[0]);
    // All of the short ones are in it.
    expect(seconds).toBe(300 + 20 * 240 + 9 * 300);
  });

  test('where there is too little', () => {
    const pool = [plain('one', 300), plain('two', 300)];
    expect(filled(request({ pool }))).toMatchObject({ seconds: 600, limit: 'pool-too-short' });
    expect(filled(request({}))).toEqual({ tracks: [], seconds: 0, limit: 'pool-too-short' });
  });
});

test('tracks of which nothing is known fill a set too', () => {
  const unknown = { bpm: null, key: null, energy: null, artists: [], song: '' };
  const pool = Array.from({ length: 30 }, (_, n) => ({ ...plain(`track ${n}`, 300), ...unknown }));
  expect(filled(request({ pool }))).toMatchObject({ seconds: 3600, limit: null });
});

describe('a shortlist', () => {
  const pool = inventFillTracks(3000, 4);

  test('is everything where that is not too much', () => {
    expect(shortlist(pool, ARC, 3000)).toBe(pool);
  });

  test('has as many as it may, each once, with the energies that the arc goes through', () => {
    const short = shortlist(pool, { kind: 'drawn', points: [{ at: 0, energy: 0.9 }] }, 200);
    expect(new Set(short).size).toBe(200);
    const high = short.filter(({ energy }) => energy !== null && energy > 0.75);
    expect(high.length / short.length).toBeGreaterThan(0.9);
  });

  test('prefers what the DJ likes', () => {
    const mean = (tracks: readonly FillTrack[]) => tracks.reduce((sum, { liking }) => sum + liking, 0) / tracks.length;
    expect(mean(shortlist(pool, ARC, 300))).toBeGreaterThan(mean(pool) + 0.2);
  });
});

test('liking rises with plays and stars, and few stars are not liked whatever the plays', () => {
  expect(likingOf(0, 0)).toBeCloseTo(0.3);
  expect(likingOf(0, 3)).toBeCloseTo(0.65);
  expect(likingOf(5, 0)).toBe(1);
  expect(likingOf(3, 0)).toBeCloseTo(0.6);
  expect(likingOf(1, 100)).toBeLessThan(0.1);
});
